import ComplexModule
import Foundation
import LinearAlgebra
import NonlinearDynamics
import Testing

@Suite struct LimitCycleTests {
  @Test func vanDerPolHasItsKnownPeriod() throws {
    let cycle = try ModelSystems.vanDerPol.limitCycle(from: [2, 0])
    // 6.6632868593…: W. S. Loud; J. P. Boyd's and others' high-precision values.
    #expect(abs(cycle.period - 6.6632868593) < 1e-9)
    #expect(cycle.isStable)
    #expect((cycle.trivialMultiplierError ?? 1) < 1e-9)
    // Liouville's formula: the product of the multipliers is exp ∮ tr J dt, tr J = μ(1 − x²).
    let x = cycle["x"]
    var integral = 0.0
    for (k, time) in cycle.times.enumerated().dropFirst() {
      integral += (time - cycle.times[k - 1]) * (2 - x[k] * x[k] - x[k - 1] * x[k - 1]) / 2
    }
    // The trapezoidal rule on 256 points of a smooth periodic function with equal steps is nearly exact.
    #expect(abs(cycle.multipliers[0].length / exp(integral) - 1) < 1e-6)
  }

  @Test func smallVanDerPolFollowsItsExpansion() throws {
    let mu = 0.1
    let cycle = try ModelSystems.vanDerPol.with(["mu": mu]).limitCycle(from: [2, 0])
    // T = 2π (1 + μ²/16 − 5μ⁴/3072 + …).
    let expected = 2 * Double.pi * (1 + mu * mu / 16 - 5 * pow(mu, 4) / 3072)
    #expect(abs(cycle.period - expected) < 1e-7)
  }

  @Test func stuartLandauIsACircle() throws {
    let cycle = try ModelSystems.stuartLandau.limitCycle(from: [0.3, 0.1])
    #expect(abs(cycle.period - 2 * .pi) < 1e-9)
    #expect(abs(cycle.frequency - 1) < 1e-9)
    #expect(cycle.states.allSatisfy { abs($0[0] * $0[0] + $0[1] * $0[1] - 0.25) < 1e-9 })
    #expect((cycle.multipliers[0] - ComplexDouble(exp(-Double.pi))).length < 1e-9)
    #expect(abs(cycle.exponents[0].real + 0.5) < 1e-8)
  }

  @Test func aPeriodIsTheShortestOne() throws {
    // The multiplier −0.77 makes every second return the closest one.
    let cycle = try ModelSystems.roessler.limitCycle(from: [1, 1, 0])
    #expect(abs(cycle.period - 5.749) < 1e-3)
    #expect(cycle.multipliers[0].real < 0)
  }

  @Test func forcedOrbitsContractAreasByTheDamping() throws {
    let cycle = try ModelSystems.drivenDuffing.limitCycle(from: [1, 0])
    let product = cycle.multipliers.reduce(ComplexDouble(1)) { $0 * $1 }
    #expect(abs(product.real - exp(-0.2 * cycle.period)) < 1e-9)
    #expect(cycle.period == 2 * .pi / 1.2)
    #expect(cycle.trivialMultiplierError == nil)
  }

  @Test func orbitsOnTheSphereLieOnIt() throws {
    let cycle = try ModelSystems.drivenSpin.with(["detuning": 1.5]).limitCycle(from: [1, 0, 0])
    #expect(cycle.multipliers.count == 1)
    #expect(cycle.isStable)
    #expect(cycle.states.allSatisfy { abs($0.reduce(0) { $0 + $1 * $1 } - 1) < 1e-9 })
  }

  @Test func aFixedPointIsNotACycle() {
    let damped = Flow(variables: ["x", "v"]) { v, _ in [v.v, -v.x - v.v] }
    #expect(throws: NonlinearDynamicsError.self) { try damped.limitCycle(from: [1, 0]) }
  }

  @Test func sectionsOfTheOscillatorAreAPeriodApart() throws {
    let section = try ModelSystems.stuartLandau.poincareSection(
      from: [0.3, 0.1], count: 20, settling: 60
    ) { v, _ in v.y }
    #expect(section.isComplete)
    for (a, b) in zip(section.times, section.times.dropFirst()) {
      #expect(abs(b - a - 2 * .pi) < 1e-8)
    }
    #expect(section["x"].allSatisfy { abs($0 - 0.5) < 1e-8 })
  }

  @Test func stroboscopicStatesOfAPeriodicOrbitAgree() throws {
    let section = try ModelSystems.drivenDuffing.with(["F": 0.05])
      .stroboscopicSection(from: [1, 0], count: 10, settling: 60)
    #expect(section.states.count == 10)
    #expect(section["x"].allSatisfy { abs($0 - section["x"][0]) < 1e-6 })
  }
}
