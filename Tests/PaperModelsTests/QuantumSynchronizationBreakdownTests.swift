import ComplexModule
import LinearAlgebra
import PaperModels
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import Testing

@Suite struct QuantumSynchronizationBreakdownTests {
  @Test func aModelShowsItsParameters() throws {
    let model = try QuantumSynchronizationBreakdown(particleCount: 3, drive: 0.5, detuning: -1)
    #expect("\(model)".hasSuffix("N = 3, ε = 0.5, Δ = −1, Γ₊ = 1, Γ₋ = 2"))
  }

  @Test func wrongParametersAreRefusedByName() {
    func code(_ n: Int, _ ε: Double, _ Δ: Double, _ gain: Double, _ decay: Double)
      -> PaperModelError.Code?
    {
      do {
        _ = try QuantumSynchronizationBreakdown(
          particleCount: n, drive: ε, detuning: Δ, gain: gain, nonlinearDecay: decay)
        return nil
      } catch {
        return (error as? PaperModelError)?.code
      }
    }
    #expect(code(1, 0, 0, 0, 0) == nil)
    #expect(code(0, 1, 0, 1, 2) == .invalidParameter)
    #expect(code(-4, 1, 0, 1, 2) == .invalidParameter)
    #expect(code(4, 1, 0, -1, 2) == .invalidParameter)
    #expect(code(4, 1, 0, 1, -2) == .invalidParameter)
    #expect(code(4, .nan, 0, 1, 2) == .notFinite)
    #expect(code(4, 1, .infinity, 1, 2) == .notFinite)
    #expect(code(4, 1, 0, .nan, 2) == .notFinite)
    #expect(code(4, 1, 0, 1, -.infinity) == .notFinite)
    #expect {
      try QuantumSynchronizationBreakdown(particleCount: 4, drive: 1, detuning: 0, gain: -1)
    } throws: { "\($0)".contains("Γ₊") && "\($0)".contains("-1") }
  }

  @Test func defaultsAreThoseOfThePaper() throws {
    let model = try QuantumSynchronizationBreakdown(particleCount: 40, drive: 1, detuning: 0)
    #expect(model.gain == 1 && model.nonlinearDecay == 2)
    #expect(model.spin.quantumNumber == 20)
  }

  @Test func operatorsAreThoseOfS3AndS4() throws {
    let model = try QuantumSynchronizationBreakdown(
      particleCount: 6, drive: 0.7, detuning: -0.3, gain: 1.5, nonlinearDecay: 2.5)
    let spin = model.spin
    #expect(
      model.hamiltonian.isApproximatelyEqual(to: -0.3 * spin.z - 0.35 * spin.x, tolerance: 1e-15))
    let jumps = model.jumpOperators
    #expect(jumps.count == 2)
    // Rates: L₊†L₊ = Γ₊/S S₋S₊ and L₋†L₋ = Γ₋/S³ S_z S₊ S₋ S_z.
    #expect(
      (jumps[0].adjoint * jumps[0]).isApproximatelyEqual(
        to: 0.5 * (spin.minus * spin.plus), tolerance: 1e-14))
    #expect(
      (jumps[1].adjoint * jumps[1]).isApproximatelyEqual(
        to: (2.5 / 27) * (spin.z * spin.plus * spin.minus * spin.z), tolerance: 1e-14))
  }

  @Test(
    "the Heisenberg equations (S9) and (S10) are operator identities",
    arguments: [1, 2, 3, 20, 101])
  func heisenbergEquations(count: Int) throws {
    let model = try QuantumSynchronizationBreakdown(
      particleCount: count, drive: 0.9, detuning: 0.4, gain: 1.3, nonlinearDecay: 2.1)
    let spin = model.spin
    let s = spin.quantumNumber
    let i = ComplexDouble(0, 1)
    /// (S2): i[H, X] + ½ Σ (L†[X, L] + [L†, X]L).
    func derivative(_ x: Operator) -> Operator {
      model.jumpOperators.reduce(i * model.hamiltonian.commutator(with: x)) { sum, jump in
        sum + 0.5
          * (jump.adjoint * x.commutator(with: jump) + jump.adjoint.commutator(with: x) * jump)
      }
    }
    let (plus, minus, z) = (spin.plus, spin.minus, spin.z)
    let cubic = 1 / (s * s * s)
    let dPlus =
      ComplexDouble(0, 0.4) * plus + ComplexDouble(0, 0.45) * z - (1.3 / s) * (z * plus)
      + (2.1 / 2 * cubic)
      * (2 * (z * plus * z * z) + 2 * (z * plus * z) - plus * plus * minus)
    let dz =
      -0.45 * spin.y + (1.3 / s) * (minus * plus) - (2.1 * cubic) * (plus * minus * z * z)
    // Rounding of products of four operators, relative to the largest element of the sum.
    let tolerance = 1e-13 * max(1, s)
    #expect(derivative(plus).isApproximatelyEqual(to: dPlus, tolerance: tolerance))
    #expect(derivative(z).isApproximatelyEqual(to: dz, tolerance: tolerance))
  }

  @Test func theMasterEquationMovesSpinComponentsAsTheHeisenbergEquationsSay() throws {
    let model = try QuantumSynchronizationBreakdown(particleCount: 12, drive: 1.2, detuning: 0.6)
    let spin = model.spin
    let s = spin.quantumNumber
    let state = DensityMatrix(spin.coherentState(polar: 1.1, azimuth: 0.4))
    let step = 1e-3
    let solution = try model.liouvillian().evolve(
      from: state, times: [0, step, 2 * step], observing: ["z": spin.z],
      integrator: ExplicitRungeKutta(relativeTolerance: 1e-12, absoluteTolerance: 1e-14))
    let values = try #require(solution.expectationValues["z"])
    let slope = (-3 * values[0] + 4 * values[1] - values[2]) / (2 * step)
    let dz =
      -0.6 * spin.y + (1 / s) * (spin.minus * spin.plus)
      - (2 / (s * s * s)) * (spin.plus * spin.minus * spin.z * spin.z)
    // One-sided difference of second order: step² times a third derivative of order S.
    #expect(abs(slope - state.expectationValue(of: dz).real) < 1e-4)
  }
}
