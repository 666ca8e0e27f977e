import ComplexModule
import LinearAlgebra
import OperatorAlgebra
import QuantumCore
import QuantumDynamics
import RealModule
import Testing
import TruncatedWigner

/// Truncated Wigner against the master equation, both from the same symbolic operators.
@Suite struct MasterEquationTests {
  static let a = SymbolicMode("a")

  private static func exact(
    _ hamiltonian: SymbolicOperator, _ jumps: [SymbolicOperator], levels: Int,
    from initial: Ket, times: [Double], observing observables: [String: SymbolicOperator]
  ) throws -> MasterEquationSolution {
    let mode = try BosonicMode(levels: levels)
    let liouvillian = try Liouvillian(
      hamiltonian: hamiltonian, jumpOperators: jumps, on: .mode(mode))
    return try liouvillian.evolve(
      from: DensityMatrix(initial), times: times,
      observing: observables.mapValues { try Operator($0, on: .mode(mode)) })
  }

  @Test func aDrivenDampedModeInHeatIsExact() throws {
    let a = Self.a
    let hamiltonian = 0.7 * a.number + 0.5 * (a.annihilation + a.creation)
    let jumps = [1.1 * a.annihilation, 0.4 * a.creation]
    let observables = ["x": a.position, "n": a.number]
    let times = [0, 0.5, 1, 3]
    let model = try TruncatedWignerModel(hamiltonian: hamiltonian, jumpOperators: jumps)
    let ensemble = try model.ensemble(
      from: ["a": .coherent(1)], times: times, observing: observables, stepSize: 0.05,
      options: TruncatedWignerOptions(trajectoryCount: 40_000, seed: 1))
    #expect(ensemble.isExact)
    let mode = try BosonicMode(levels: 30)
    let solution = try Self.exact(
      hamiltonian, jumps, levels: 30, from: mode.coherentState(1), times: times,
      observing: observables)
    for name in ["x", "n"] {
      let errors = ensemble.observable(name).standardErrors
      for k in times.indices {
        // Five standard errors; the bias of steps of 0.05 is below 1e-4.
        #expect(abs(ensemble[name][k] - solution[name][k]) < 5 * errors[k] + 1e-4)
      }
    }
  }

  @Test func parametricSqueezingBelowThresholdIsExact() throws {
    let a = Self.a
    let hamiltonian =
      Coefficient.i * 0.15 * (a.creation.squared - a.annihilation.squared)
    let jumps = [SymbolicOperator](arrayLiteral: a.annihilation)
    let observables = ["x2": a.position.squared, "p2": a.momentum.squared]
    let model = try TruncatedWignerModel(hamiltonian: hamiltonian, jumpOperators: jumps)
    #expect(model.equation.isExact)
    let ensemble = try model.ensemble(
      from: ["a": .vacuum], times: [0, 20], observing: observables, stepSize: 0.05,
      options: TruncatedWignerOptions(trajectoryCount: 40_000, seed: 2))
    // da/dt = 0.3a† − a/2: x grows with 0.3 − ½, p with −0.3 − ½; noise κ/2 gives κ/2/(κ ∓ 0.6).
    for (name, exact) in [("x2", 0.5 / 0.4), ("p2", 0.5 / 1.6)] {
      let one = ensemble.observable(name)
      #expect(abs(one.means[1].real - exact) < 5 * one.standardErrors[1] + 1e-3)
    }
  }

  @Test func kerrAtShortTimesFollowsTheExactMean() throws {
    // ⟨a⟩ = α exp[n(e^(−iUt) − 1)] from the coherent state |α⟩; truncated Wigner holds for Ut ≪ 1/√n.
    let a = Self.a
    let u = 0.01
    let half: Double = u / 2
    let model = try TruncatedWignerModel(
      hamiltonian: half * (a.creation.squared * a.annihilation.squared))
    #expect(!model.equation.isExact)
    let times = [0.0, 5, 10]
    let ensemble = try model.ensemble(
      from: ["a": .coherent(4)], times: times, observing: ["a": a.annihilation], stepSize: 0.02,
      options: TruncatedWignerOptions(trajectoryCount: 40_000, seed: 3))
    let mean = ensemble.observable("a")
    for (k, t) in times.enumerated() {
      let turn = ComplexDouble(length: 1, phase: -u * t) - ComplexDouble(1)
      let exact = ComplexDouble(4) * ComplexDouble.exp(ComplexDouble(16) * turn)
      // 5 standard errors and the neglected third order, U³t³n/12 relative to one.
      #expect((mean.means[k] - exact).length < 5 * mean.standardErrors[k] + 4e-3)
    }
    // The mean has lost a fifth of its length, so that the noise of the state counts.
    #expect(mean.means[2].length < 3.8)
  }

  @Test func vanDerPolWithManyQuantaAgreesWithItsSteadyState() throws {
    let a = Self.a
    let jumps = [a.creation, (0.05).squareRoot() * a.annihilation.squared]
    let model = try TruncatedWignerModel(hamiltonian: a.number, jumpOperators: jumps)
    let ensemble = try model.ensemble(
      from: ["a": .coherent(3)], times: [0, 20], observing: ["n": a.number], stepSize: 0.02,
      options: TruncatedWignerOptions(trajectoryCount: 20_000, seed: 4))
    let mode = try BosonicMode(levels: 50)
    let liouvillian = try Liouvillian(
      hamiltonian: a.number, jumpOperators: jumps, on: .mode(mode))
    let steady = try liouvillian.steadyState()
    let number = try Operator(a.number, on: .mode(mode))
    let exact = steady.densityMatrix.expectationValue(of: number).real
    let n = ensemble.observable("n")
    // About 10 quanta; what is dropped is of relative order 1/n².
    #expect(abs(n.means[1].real - exact) < 5 * n.standardErrors[1] + exact * 0.005)
  }
}
