public import ComplexModule
public import LinearAlgebra

extension PermutationInvariantLiouvillian {
  /// Solves the master equation on the permutation-symmetric operators.
  ///
  /// - Parameters:
  ///   - initial: the Hermitian state at the first time.
  ///   - times: rising.
  ///   - observables: polynomials in the collective spin, by name.
  ///   - integrator: the Runge–Kutta method and its tolerances.
  /// - Returns: the expectation values at each time, by name, and the last state.
  /// - Throws: `QuantumDynamicsError` with `dimensionMismatch`, `notHermitian`, `stepLimit`, `cancelled`.
  public func evolve(
    from initial: PermutationInvariantState, times: [Double],
    observing observables: [String: CollectiveOperator] = [:],
    integrator: ExplicitRungeKutta = ExplicitRungeKutta()
  ) throws -> (expectationValues: [String: [ComplexDouble]], finalState: PermutationInvariantState)
  {
    guard initial.space == space else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian is for \(space.count) two-level systems, the initial state for "
          + "\(initial.space.count).")
    }
    let asymmetry = initial.totalSpinBlocks().map(\.matrix.hermiticityError).max() ?? 0
    guard asymmetry <= 1e-8 else {
      throw QuantumDynamicsError(
        .notHermitian,
        "An initial state is Hermitian, but elements of this one differ from those of its adjoint by "
          + "\(asymmetry).")
    }
    let functionals = observables.mapValues { space.functional(of: $0) }
    var values = observables.mapValues { _ in [ComplexDouble]() }
    var last = initial.coordinates
    let action = SparseAction(matrix)
    try integrator.integrate(
      from: space.realCoordinates(initial.coordinates), times: times,
      derivative: { _, state, result in action.apply(to: state, into: &result) }
    ) { _, _, state in
      last = space.elements(state.map { ComplexDouble($0) })
      for (name, functional) in functionals {
        values[name]?.append(functional.reduce(.zero) { $0 + $1.weight * last[$1.place] })
      }
    }
    return (values, PermutationInvariantState(space: space, coordinates: last))
  }
}
