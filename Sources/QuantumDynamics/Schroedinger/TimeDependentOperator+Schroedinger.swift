import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentOperator {
  /// Solves i d|ψ⟩/dt = H(t)|ψ⟩ (ħ = 1) by an adaptive Runge–Kutta method that skips no pulse.
  ///
  /// A calculation that is interrupted returns what it has, with `status` `.stopped`.
  ///
  /// - Parameters:
  ///   - initial: |ψ⟩ at the first time; its norm is kept as it is.
  ///   - times: at least one, rising strictly.
  ///   - observables: operators whose values ⟨ψ|A|ψ⟩ are kept, by name.
  ///   - keepsStates: whether |ψ⟩ is kept at all times.
  ///   - integrator: the method and its tolerances.
  ///   - progress: called with the fraction of the time that is done, at each time of output; instead of
  ///     the progress bar.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notHermitian`, `invalidParameter`,
  ///   `notFinite`, `stepLimit`.
  public func evolve(
    from initial: Ket, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false,
    integrator: ExplicitRungeKutta = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-9, absoluteTolerance: 1e-11),
    progress: ((Double) -> Void)? = nil
  ) throws -> SchroedingerSolution {
    let start = ContinuousClock().now
    // Checks that every part is Hermitian and finite.
    let generator = try TimeDependentLiouvillian(hamiltonian: self)
    try TimeDependentLiouvillian.requireDimension(
      dimension,
      of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    var action = generator.effectiveAction
    var record = KetRecord(
      initial, times, observables, keepsStates: keepsStates, progress: progress)
    var evidence = IntegrationEvidence(
      method: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    do {
      evidence = try integrator.integrate(
        from: initial.amplitudes, times: times, modulations: generator.modulations,
        derivative: { time, state, slope in
          record.reached(time)
          action.setCoefficients(try generator.coefficients(at: time))
          action.apply(to: state, into: &slope)
        },
        output: { _, _, state in try record.add(state) })
    } catch let error where Liouvillian.isCancellation(error) {
      record.stop()
    }
    return try record.solution(
      evidence,
      EvolutionPlan(
        method: .rungeKutta(integrator.tableau),
        reason: "the Hamiltonian may change in time; no step passes over a pulse"), since: start
    ).carrying(parameters)
  }
}

/// |ψ⟩ ↦ ⟨ψ|A|ψ⟩ on amplitudes.
struct KetFunctional: Sendable {
  private let entries: [(row: Int, column: Int, value: ComplexDouble)]

  init(_ observable: Operator) {
    var entries: [(Int, Int, ComplexDouble)] = []
    observable.matrix.forEachEntry { entries.append(($0, $1, $2)) }
    self.entries = entries
  }

  func value(at state: [ComplexDouble]) -> ComplexDouble {
    var sum = ComplexDouble.zero
    for entry in entries { sum += state[entry.row].conjugate * entry.value * state[entry.column] }
    return sum
  }
}
