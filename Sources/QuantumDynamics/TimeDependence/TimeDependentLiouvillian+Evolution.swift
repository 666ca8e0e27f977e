import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentLiouvillian {
  /// Solves dρ/dt = L(t) ρ by an adaptive Runge–Kutta method that skips no pulse.
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
  ///   - progress: called with the fraction of the times that is done.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`,
  ///   `cancelled`.
  public func evolve(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false, integrator: ExplicitRungeKutta = ExplicitRungeKutta(),
    progress: ((Double) -> Void)? = nil
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
    return try record.solution(
      evidence,
      EvolutionPlan(
        method: .rungeKutta(integrator.tableau),
        reason: "the generator changes in time; no step passes over a pulse"), since: start
    ).carrying(parameters)
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
