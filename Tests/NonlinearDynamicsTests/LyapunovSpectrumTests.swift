import Foundation
import NonlinearDynamics
import Testing

@Suite struct LyapunovSpectrumTests {
  @Test func lorenzHasItsKnownExponents() throws {
    let spectrum = try ModelSystems.lorenz.lyapunovSpectrum(from: [1, 1, 1], duration: 4000)
    // 0.9056, 0, −14.572: J. C. Sprott, Chaos and Time-Series Analysis. Five standard errors.
    for (k, known) in [0.9056, 0, -14.5723].enumerated() {
      #expect(abs(spectrum.exponents[k] - known) < 5 * spectrum.standardErrors[k] + 2e-3)
      #expect(spectrum.standardErrors[k] < 0.02)
    }
    // Σ λ = −(σ + 1 + b), to the tolerance of the integrator.
    let sum = spectrum.exponents.reduce(0, +)
    #expect(abs(sum + 41.0 / 3) < 1e-5)
    #expect((spectrum.divergenceError ?? 1) < 1e-5)
    #expect(spectrum.attractor() == .chaos)
    #expect(abs((spectrum.kaplanYorkeDimension ?? 0) - 2.062) < 2e-3)
    #expect(spectrum.running[0].last == spectrum.exponents[0])
  }

  @Test func exponentsOfALinearFlowAreItsEigenvalues() throws {
    let flow = Flow(variables: ["x", "y", "z"]) { v, _ in
      [-v.x + v.y, -3 * v.y, -0.5 * v.z + v.x]
    }
    let spectrum = try flow.lyapunovSpectrum(from: [1, 1, 1], duration: 200)
    for (value, known) in zip(spectrum.exponents, [-0.5, -1, -3]) {
      #expect(abs(value - known) < 1e-7)
    }
    #expect(spectrum.attractor() == .fixedPoint)
    #expect(spectrum.kaplanYorkeDimension == 0)
  }

  @Test func theStuartLandauCycleHasOneZeroExponent() throws {
    let spectrum = try ModelSystems.stuartLandau.lyapunovSpectrum(from: [1, 0], duration: 500)
    // 0 along the circle and −2a across it.
    #expect(abs(spectrum.exponents[0]) < 1e-6)
    #expect(abs(spectrum.exponents[1] + 0.5) < 1e-6)
    #expect(spectrum.attractor() == .limitCycle)
  }

  @Test func theDimerHasACycleAndATorus() throws {
    let start = [0.5, 0.1, 0.3, 0.2]
    let cycle = try ModelSystems.dimer.with(["omega": 0.8])
      .lyapunovSpectrum(from: start, duration: 2000)
    #expect(cycle.attractor() == .limitCycle)
    let torus = try ModelSystems.dimer.lyapunovSpectrum(from: start, duration: 4000)
    #expect(torus.attractor() == .torus)
    #expect(abs(torus.exponents[0]) < 1e-3 && abs(torus.exponents[1]) < 1e-3)
    #expect(torus.exponents[2] < -0.1)
  }

  @Test func onTheSphereThereAreTwoExponents() throws {
    let spectrum = try ModelSystems.drivenSpin.lyapunovSpectrum(from: [1, 0, 0], duration: 1000)
    #expect(spectrum.exponents.count == 2)
    #expect(abs(spectrum.exponents[0]) < 5e-3)
    #expect(spectrum.exponents[1] < -0.1)
  }

  @Test func forcedFlowsCountTheDirectionOfTime() throws {
    let flow = ModelSystems.drivenDuffing
    let spectrum = try flow.lyapunovSpectrum(from: [1, 0], duration: 3000)
    // The divergence is −δ everywhere.
    let sum = spectrum.exponents.reduce(0, +)
    #expect(abs(sum + 0.2) < 1e-6)
    #expect(spectrum.isForced)
  }
}
