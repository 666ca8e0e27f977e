import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentLiouvillian {
  /// Solves dρ/dt = L(t) ρ without skipping a pulse.
  ///
  /// Where nothing changes between breakpoints, each part is propagated like a constant generator. Otherwise an
  /// adaptive Runge–Kutta method takes steps that end at every breakpoint and are nowhere longer than the time scales
  /// of the modulations; where the equation is stiff, CVODE does. As `Liouvillian.evolve`, an interrupted calculation
  /// returns what it has.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least one, rising strictly.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - keepsStates: whether ρ is kept at all times.
  ///   - method: how; `.faber`, `.krylov` and `.exponential` are for generators that are constant between
  ///     breakpoints. The solution's `plan` says what was chosen and why.
  ///   - relativeTolerance: of a step for methods with steps, of each part for propagators; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the time that is done, at each time of output; instead of
  ///     the progress bar.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`,
  ///   `notConverged`.
  public func evolve(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false, method: EvolutionMethod = .automatic,
    relativeTolerance: Double = 1e-8, absoluteTolerance: Double = 1e-10,
    progress: ((Double) -> Void)? = nil
  ) throws -> MasterEquationSolution {
    try Self.requireDimension(
      dimension,
      of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    let plan = try plan(
      times: times, method: method, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    if case .rungeKutta(let tableau) = plan.method {
      return try evolve(
        from: initial, times: times, observing: observables, keepsStates: keepsStates,
        integrator: ExplicitRungeKutta(
          tableau: tableau, relativeTolerance: relativeTolerance,
          absoluteTolerance: absoluteTolerance), plan: plan, progress: progress)
    }
    return try evolvePiecewise(
      from: initial, times: times, observables, keepsStates, plan, relativeTolerance,
      absoluteTolerance, progress)
  }

  /// Solves dρ/dt = L(t) ρ by an adaptive Runge–Kutta method with tolerances of its own.
  ///
  /// Steps end at every breakpoint of the modulations and are nowhere longer than their time scales.
  /// Otherwise as `Liouvillian.evolve`: real coordinates, so that ρ(t) is Hermitian exactly; the times of
  /// output do not change the steps.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least one, rising strictly.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - keepsStates: whether ρ is kept at all times.
  ///   - integrator: the method and its tolerances.
  ///   - progress: called with the fraction of the time that is done, at each time of output; instead of
  ///     the progress bar.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  public func evolve(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false, integrator: ExplicitRungeKutta,
    progress: ((Double) -> Void)? = nil
  ) throws -> MasterEquationSolution {
    try evolve(
      from: initial, times: times, observing: observables, keepsStates: keepsStates,
      integrator: integrator,
      plan: EvolutionPlan(method: .rungeKutta(integrator.tableau), reason: "as asked for"),
      progress: progress)
  }

  private func evolve(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator],
    keepsStates: Bool, integrator: ExplicitRungeKutta, plan: EvolutionPlan,
    progress: ((Double) -> Void)?
  ) throws -> MasterEquationSolution {
    let start = ContinuousClock().now
    try Self.requireDimension(
      dimension,
      of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    let basis = HermitianBasis(dimension: dimension)
    var action = realAction
    var record = EvolutionRecord(
      basis, initial, times, observables, keepsStates: keepsStates, progress: progress)
    var evidence = IntegrationEvidence(
      method: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    do {
      evidence = try integrator.integrate(
        from: basis.coordinates(of: initial.matrix), times: times, modulations: modulations,
        derivative: { time, state, slope in
          record.reached(time)
          action.setCoefficients(try coefficients(at: time))
          action.apply(to: state, into: &slope)
        },
        output: { _, _, state in record.add(state) })
    } catch let error where Liouvillian.isCancellation(error) {
      record.stop()
    }
    return try record.solution(evidence, plan, since: start).carrying(parameters)
  }

  /// Refuses states and operators of another space.
  static func requireDimension(_ dimension: Int, of things: [(name: String, dimension: Int)])
    throws
  {
    for thing in things where thing.dimension != dimension {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Hamiltonian acts on a space of dimension \(dimension), but \(thing.name) is of dimension "
          + "\(thing.dimension). Make both from the same space.")
    }
  }
}
