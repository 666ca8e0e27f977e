import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Operator {
  /// Solves i d|ψ⟩/dt = H|ψ⟩ (ħ = 1) with this operator as H.
  ///
  /// The methods are those of the master equation; for a closed system the Faber series is the Chebyshev
  /// propagator. A calculation that is interrupted returns what it has, with `status` `.stopped`.
  ///
  /// - Parameters:
  ///   - initial: |ψ⟩ at the first time; its norm is kept as it is.
  ///   - times: at least one, rising or falling strictly; `.implicit` needs rising ones.
  ///   - observables: operators whose values ⟨ψ|A|ψ⟩ are kept, by name.
  ///   - keepsStates: whether |ψ⟩ is kept at all times.
  ///   - method: how; the solution's `plan` says what was chosen and why.
  ///   - relativeTolerance: of a step for methods with steps, of the whole for propagators; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the time that is done, at each time of output; instead of
  ///     the progress bar.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notHermitian`, `invalidParameter`,
  ///   `notFinite`, `stepLimit`, `notConverged`.
  ///
  /// Reference: H. Tal-Ezer, R. Kosloff, J. Chem. Phys. 81, 3967 (1984), for the Chebyshev propagator.
  public func evolve(
    from initial: Ket, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false, method: EvolutionMethod = .automatic,
    relativeTolerance: Double = 1e-9, absoluteTolerance: Double = 1e-11,
    progress: ((Double) -> Void)? = nil
  ) throws -> SchroedingerSolution {
    let start = ContinuousClock().now
    // Checks that H is Hermitian and finite.
    _ = try Liouvillian(hamiltonian: self, jumpOperators: [])
    try TimeDependentLiouvillian.requireDimension(
      dimension,
      of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    let tolerances = ExplicitRungeKutta(
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
    try tolerances.validate(times)
    let planner = try EvolutionPlanner(
      schroedingerEquation, times: times, method: method, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    var record = KetRecord(
      initial, times, observables, keepsStates: keepsStates, progress: progress)
    let vector = SplitKet.split(initial.amplitudes)
    if case .rungeKutta(let tableau) = planner.plan.method {
      var evidence = IntegrationEvidence(
        method: tableau.name, relativeTolerance: relativeTolerance,
        absoluteTolerance: absoluteTolerance)
      do {
        try planner.integrator(tableau).integrate(
          from: vector, times: times, evidence: &evidence,
          derivative: { time, state, slope in
            record.reached(time)
            planner.action.apply(to: state, into: &slope)
          },
          output: { _, _, state in try record.add(SplitKet.join(state)) })
      } catch let error where Liouvillian.isCancellation(error) {
        record.stop()
      }
      return try record.solution(evidence, planner.plan, since: start)
    }
    var propagator = try planner.propagator(from: vector)
    try record.add(initial.amplitudes)
    do {
      for time in times.dropFirst() {
        try propagator.advance(to: time) { record.reached($0) }
        try record.add(SplitKet.join(propagator.coordinates))
      }
    } catch let error where Liouvillian.isCancellation(error) {
      record.stop()
    }
    return try record.solution(propagator.evidence, planner.plan, since: start)
  }
}
