import ComplexModule
import LinearAlgebra

extension PermutationInvariantLiouvillian {
  /// Solves the master equation on the permutation-symmetric operators.
  ///
  /// - Parameters:
  ///   - initial: the Hermitian state at the first time.
  ///   - times: rising.
  ///   - observables: polynomials in the collective spin, by name.
  ///   - integrator: the Runge–Kutta method and its tolerances.
  /// - Returns: the expectation values at each time, by name, the last state, evidence; up to where it came when it
  ///   is interrupted.
  /// - Throws: `QuantumDynamicsError` with `dimensionMismatch`, `notHermitian`, `stepLimit`.
  public func evolve(
    from initial: PermutationInvariantState, times: [Double],
    observing observables: [String: CollectiveOperator] = [:],
    integrator: ExplicitRungeKutta = ExplicitRungeKutta()
  ) throws -> PermutationInvariantSolution {
    let start = ContinuousClock().now
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
    let trace = initial.trace
    var drift = 0.0
    var reached = 0
    var evidence = IntegrationEvidence(
      method: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    let bar = EvolutionProgress("Master equation", times: times, progress: nil)
    defer { bar.finish() }
    let action = SparseAction(matrix)
    do {
      try integrator.integrate(
        from: space.realCoordinates(initial.coordinates), times: times, evidence: &evidence,
        derivative: { time, state, result in
          bar.reached(time)
          action.apply(to: state, into: &result)
        },
        output: { _, _, state in
          last = space.elements(state.map { ComplexDouble($0) })
          for (name, functional) in functionals {
            values[name]?.append(functional.reduce(.zero) { $0 + $1.weight * last[$1.place] })
          }
          let state = PermutationInvariantState(space: space, coordinates: last)
          drift = max(drift, (state.trace - trace).length)
          reached += 1
          bar.made(outputs: reached)
        })
    } catch let error where Liouvillian.isCancellation(error) && reached > 0 {}
    return PermutationInvariantSolution(
      status: reached < times.count ? .stopped(at: times[reached - 1]) : .finished,
      times: Array(times.prefix(reached)), expectationValues: values,
      finalState: PermutationInvariantState(space: space, coordinates: last), traceDrift: drift,
      integration: evidence, wallTime: ContinuousClock().seconds(since: start)
    ).carrying(parameters)
  }
}
