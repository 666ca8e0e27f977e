import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RealModule
import Testing

@Suite struct SectorEvolutionTests {
  /// The evolution that the sectors give and the one by a Runge–Kutta method on all unknowns.
  static func compare(
    _ liouvillian: Liouvillian, _ initial: DensityMatrix, _ observables: [String: Operator],
    duration: Double
  ) throws -> (plan: EvolutionPlan, difference: Double) {
    let times = (0...6).map { duration * Double($0) / 6 }
    let sectors = try liouvillian.evolve(
      from: initial, times: times, observing: observables, relativeTolerance: 1e-10,
      absoluteTolerance: 1e-12)
    let plain = try liouvillian.evolve(
      from: initial, times: times, observing: observables, method: .rungeKutta(.dop853),
      relativeTolerance: 1e-10, absoluteTolerance: 1e-12)
    var difference = (sectors.finalState.matrix - plain.finalState.matrix).norm
    for (name, values) in plain.expectationValues {
      for (x, y) in zip(values, sectors.expectationValues[name] ?? []) {
        difference = max(difference, abs(x - y))
      }
    }
    #expect(sectors.evidence.traceDrift < 1e-10)
    return (sectors.plan, difference)
  }

  @Test func populationsEvolveAlone() throws {
    let liouvillian = try SectorsTests.precessing(30)
    let spin = try Spin(particleCount: 30)
    let top = DensityMatrix(spin.coherentState(polar: 0, azimuth: 0))
    let (plan, difference) = try Self.compare(liouvillian, top, ["z": spin.z], duration: 4)
    #expect(plan.reason.contains("|m − m′| = 0, 31 of 961 unknowns"))
    #expect(difference < 1e-8)
  }

  @Test func twoOrdersEvolveTogether() throws {
    // A superposition of neighbours: populations and the coherence of order 1.
    let liouvillian = try SectorsTests.precessing(60)
    let spin = try Spin(particleCount: 60)
    var amplitudes = [ComplexDouble](repeating: 0, count: 61)
    (amplitudes[3], amplitudes[4]) = (ComplexDouble(0.6), ComplexDouble(0, 0.8))
    let (plan, difference) = try Self.compare(
      liouvillian, DensityMatrix(try Ket(amplitudes)), ["x": spin.x, "z": spin.z], duration: 3)
    #expect(plan.reason.contains("|m − m′| = 0, 1, 181 of 3721 unknowns"))
    #expect(plan.method == .faber)
    #expect(difference < 1e-7)
  }

  @Test func parityHalvesTheUnknowns() throws {
    let lower = try Sample.kerrMode(24).jumpOperators[0]
    let square = lower * lower
    let liouvillian = try Liouvillian(
      hamiltonian: 0.4 * (square + square.adjoint) + 0.2 * (lower.adjoint * lower),
      jumpOperators: [0.3 * square, 0.2 * lower])
    var vacuum = [ComplexDouble](repeating: 0, count: 24)
    vacuum[0] = 1
    let (plan, difference) = try Self.compare(
      liouvillian, DensityMatrix(try Ket(vacuum)), ["n": lower.adjoint * lower], duration: 2)
    #expect(plan.reason.contains("m − m′ = ±0 modulo 2, 288 of 576 unknowns"))
    #expect(difference < 1e-7)
  }

  @Test func aStateInAllSectorsTakesTheGeneralWay() throws {
    let solution = try SectorsTests.precessing(12).evolve(
      from: Sample.state(dimension: 13), times: [0, 1])
    #expect(!solution.plan.reason.contains("sectors"))
    let driven = try SectorsTests.boundaryTimeCrystal(12).evolve(
      from: .maximallyMixed(dimension: 13), times: [0, 1])
    #expect(!driven.plan.reason.contains("sectors"))
  }

  @Test func anInterruptedEvolutionInSectorsHoldsWhatItReached() async throws {
    let liouvillian = try SectorsTests.precessing(30)
    let solution = try await Task {
      var outputs = 0
      return try liouvillian.evolve(
        from: .maximallyMixed(dimension: 31), times: [0, 1, 2, 3],
        progress: { _ in
          outputs += 1
          if outputs == 2 { withUnsafeCurrentTask { $0?.cancel() } }
        })
    }.value
    #expect(solution.status == .stopped(at: 1))
    #expect(solution.times == [0, 1])
  }
}
