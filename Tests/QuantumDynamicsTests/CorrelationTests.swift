import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct CorrelationTests {
  private static let tight = ExplicitRungeKutta(
    tableau: .dop853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)

  @Test func thermalLightBunches() throws {
    // g⁽¹⁾ = e^(iω₀τ − κτ/2), g⁽²⁾ = 1 + e^(−κτ): 2 at τ = 0. At nth = 0.1 the 16 levels hold all but 11⁻¹⁶.
    let (omega, kappa, occupation) = (1.7, 0.5, 0.1)
    let a = try Sample.annihilation(16)
    let generator = try Liouvillian(
      hamiltonian: omega * (a.adjoint * a),
      jumpOperators: [
        (kappa * (1 + occupation)).squareRoot() * a,
        (kappa * occupation).squareRoot() * a.adjoint,
      ])
    let delays = [Double].linear(0, 6, count: 13)
    let first = try generator.firstOrderCoherence(
      of: a, delays: delays, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)
    let second = try generator.secondOrderCoherence(
      of: a, delays: delays, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)
    #expect(abs(second.values[0].real - 2) < 1e-10)
    for (k, tau) in delays.enumerated() {
      let expected = ComplexDouble.exp(ComplexDouble(-kappa * tau / 2, omega * tau))
      #expect((first.values[k] - expected).length < 1e-9)
      #expect(abs(second.values[k].real - 1 - exp(-kappa * tau)) < 1e-9)
    }
  }

  @Test func coherentlyDrivenCavityStaysCoherent() throws {
    // α = −iF/(iΔ + κ/2): |g⁽¹⁾| = g⁽²⁾ = 1 at all delays.
    let a = try Sample.annihilation(14)
    let generator = try Liouvillian(
      hamiltonian: 0.4 * (a.adjoint * a) + 0.3 * (a + a.adjoint), jumpOperators: [a])
    let delays = [Double].linear(0, 5, count: 6)
    let first = try generator.correlation(of: a.adjoint, with: a, delays: delays)
    let second = try generator.secondOrderCoherence(of: a, delays: delays)
    let intensity = 0.09 / (0.16 + 0.25)
    for k in delays.indices {
      // The truncation at 14 levels of |α|² = 0.22 is below rounding; the tolerance of a step is 1e-8.
      #expect((first.values[k] - ComplexDouble(intensity)).length < 1e-7)
      #expect((second.values[k] - 1).length < 1e-6)
    }
    #expect((first.fluctuations.map(\.length).max() ?? 1) < 1e-7)
  }

  @Test func oneEmitterAntibunches() throws {
    // Resonance fluorescence: g⁽²⁾(τ) = 1 − e^(−3γτ/4)(cos μτ + 3γ/(4μ) sin μτ), μ² = Ω² − γ²/16.
    let (rabi, gamma) = (2.5, 0.8)
    let generator = try Liouvillian(
      hamiltonian: (rabi / 2) * TwoLevel.sigmaX,
      jumpOperators: [gamma.squareRoot() * TwoLevel.sigmaMinus])
    let delays = [Double].linear(0, 8, count: 33)
    let second = try generator.secondOrderCoherence(
      of: TwoLevel.sigmaMinus, delays: delays, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)
    let mu = (rabi * rabi - gamma * gamma / 16).squareRoot()
    for (k, tau) in delays.enumerated() {
      let expected =
        1 - exp(-0.75 * gamma * tau) * (cos(mu * tau) + 0.75 * gamma / mu * sin(mu * tau))
      #expect(abs(second.values[k].real - expected) < 1e-9)
    }
  }

  @Test func kerrModeAgreesWithQuTiP() throws {
    // Oracles/drives_and_correlations.txt.
    let (generator, a) = try Sample.kerrMode()
    let delays = [0, 0.5, 1, 2, 4]
    let first = try generator.correlation(
      of: a.adjoint, with: a, delays: delays, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)
    let second = try generator.correlation(
      before: a.adjoint, later: a.adjoint * a, after: a, delays: delays, relativeTolerance: 1e-11,
      absoluteTolerance: 1e-13)
    let oracle: [(Double, Double, Double)] = [
      (1.9040124332, 0, 3.5283926139), (1.8154109347, -0.1302832846, 3.4620301221),
      (1.6503248738, -0.2009931921, 3.4400528015), (1.2981278485, -0.2035171382, 3.4888356710),
      (0.9734337824, -0.0575182746, 3.6553498319),
    ]
    for (k, value) in oracle.enumerated() {
      // Ten digits are printed, and QuTiP's steady state has an error of its own.
      #expect((first.values[k] - ComplexDouble(value.0, value.1)).length < 1e-8)
      #expect(abs(second.values[k].real - value.2) < 1e-8)
    }
  }

  @Test func timeResolvedCorrelationsOfADecayingCavity() throws {
    // From |1⟩: ⟨a†(t+τ) a(t)⟩ = e^(−κt) e^(iω₀τ − κτ/2).
    let (omega, kappa) = (2.0, 0.6)
    let a = try Sample.annihilation(3)
    let generator = try Liouvillian(
      hamiltonian: omega * (a.adjoint * a), jumpOperators: [kappa.squareRoot() * a])
    let grid = try generator.constantInTime.correlation(
      later: a.adjoint, after: a, from: DensityMatrix(try Sample.fock(1, levels: 3)),
      times: [0, 1, 2.5], delays: .linear(0, 3, count: 7), integrator: Self.tight)
    for (t, row) in zip(grid.times, grid.values) {
      for (tau, value) in zip(grid.delays, row) {
        let expected = ComplexDouble.exp(
          ComplexDouble(-kappa * t - kappa * tau / 2, omega * tau))
        #expect((value - expected).length < 1e-9)
      }
    }
  }

  @Test func driveBetweenTheTwoTimesCounts() throws {
    // ⟨σz(t+τ) σz(t)⟩ of a closed qubit with a π pulse between: σz changes its sign.
    let pulse = Modulation.squarePulse(during: 1...1.5, amplitude: 2 * Double.pi)
    let generator = try TimeDependentLiouvillian(
      hamiltonian: 0 * TwoLevel.sigmaZ + pulse * (0.5 * TwoLevel.sigmaX))
    let grid = try generator.correlation(
      later: TwoLevel.sigmaZ, after: TwoLevel.sigmaZ, from: DensityMatrix(TwoLevel.excited),
      times: [0, 0.5, 2], delays: [0, 0.2, 1.9])
    let expected = [[1.0, 1, -1], [1.0, 1, -1], [1.0, 1, 1]]
    for (row, values) in zip(grid.values, expected) {
      for (value, number) in zip(row, values) {
        #expect((value - ComplexDouble(number)).length < 1e-6)
      }
    }
  }

  @Test func mistakesAreNamed() throws {
    let (generator, a) = try Sample.kerrMode()
    #expect {
      try generator.correlation(of: a, with: a, delays: [-1, 0, 1])
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
    #expect {
      try generator.correlation(of: TwoLevel.sigmaX, with: a, delays: [0, 1])
    } throws: { ($0 as? QuantumDynamicsError)?.code == .dimensionMismatch }
    let dark = try Liouvillian(hamiltonian: a.adjoint * a, jumpOperators: [a])
    #expect {
      try dark.secondOrderCoherence(of: a, delays: [0, 1])
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
  }

  @Test(arguments: EvolutionMethodTests.methods)
  func everyMethodGivesTheSameCorrelations(method: EvolutionMethod) throws {
    let (generator, a) = try Sample.kerrMode()
    let delays = [0, 0.2, 0.7, 1.5]
    let found = try generator.correlation(
      before: a.adjoint, later: a, after: a * a, delays: delays, method: method)
    // The definition with the dense superoperator.
    let density = try generator.steadyState().densityMatrix.matrix
    let seed = (a * a).dense * density * a.adjoint.dense
    for (delay, value) in zip(delays, found.values) {
      let map = try (ComplexDouble(delay) * generator.superoperator.dense).exponential()
      let later = map * seed.elements
      let expected = (a.dense * Matrix(rows: 8, columns: 8, columnMajor: later)).trace
      // The tolerance of 1e-8 is one of a step for methods with steps.
      #expect((value - expected).length < 1e-6, "\(method): \(value), \(expected)")
    }
  }
}
