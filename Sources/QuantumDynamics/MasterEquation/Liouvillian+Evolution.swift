import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Liouvillian {
  /// Solves dρ/dt = L ρ.
  ///
  /// The unknowns are the d² real coordinates of ρ in `HermitianBasis`, so that ρ(t) stays Hermitian
  /// exactly. A calculation of more than a quarter of a second shows a progress bar; one that is interrupted
  /// returns what it has, with `status` `.stopped`.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least one, rising strictly; `.linear(0, 20, count: 201)`.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - keepsStates: whether ρ is kept at all times.
  ///   - method: how; the solution's `plan` says what was chosen and why.
  ///   - relativeTolerance: of a step for methods with steps, of the whole for propagators; positive.
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
    let start = ContinuousClock().now
    try validate(initial, times, observables)
    try ExplicitRungeKutta(
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance
    ).validate(times)
    let planner = try EvolutionPlanner(
      equation, times: times, method: method, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    if case .rungeKutta(let tableau) = planner.plan.method {
      return try evolve(
        from: initial, times: times, observables, keepsStates, planner.integrator(tableau),
        planner.action, planner.plan, progress, start)
    }
    var record = EvolutionRecord(
      hermitianBasis, initial, times, observables, keepsStates: keepsStates, progress: progress)
    var propagator = try planner.propagator(from: hermitianBasis.coordinates(of: initial.matrix))
    record.add(propagator.coordinates)
    do {
      for time in times.dropFirst() {
        try propagator.advance(to: time) { record.reached($0) }
        record.add(propagator.coordinates)
      }
    } catch let error where Self.isCancellation(error) {
      record.stop()
    }
    return try record.solution(propagator.evidence, planner.plan, since: start)
      .carrying(parameters)
  }

  /// Solves dρ/dt = L ρ by an adaptive Runge–Kutta method with tolerances of its own.
  ///
  /// The times of output do not change the steps.
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
    let start = ContinuousClock().now
    try validate(initial, times, observables)
    return try evolve(
      from: initial, times: times, observables, keepsStates, integrator, realAction(),
      EvolutionPlan(method: .rungeKutta(integrator.tableau), reason: "as asked for"), progress,
      start)
  }

  private func evolve(
    from initial: DensityMatrix, times: [Double], _ observables: [String: Operator],
    _ keepsStates: Bool, _ integrator: ExplicitRungeKutta, _ action: any RealAction,
    _ plan: EvolutionPlan, _ progress: ((Double) -> Void)?, _ start: ContinuousClock.Instant
  ) throws -> MasterEquationSolution {
    var record = EvolutionRecord(
      hermitianBasis, initial, times, observables, keepsStates: keepsStates, progress: progress)
    var evidence = IntegrationEvidence(
      method: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    do {
      try integrator.integrate(
        from: hermitianBasis.coordinates(of: initial.matrix), times: times, evidence: &evidence,
        derivative: { time, state, slope in
          record.reached(time)
          action.apply(to: state, into: &slope)
        },
        output: { _, _, state in record.add(state) })
    } catch let error where Self.isCancellation(error) {
      record.stop()
    }
    return try record.solution(evidence, plan, since: start).carrying(parameters)
  }

  /// Whether an error says that the user asked to stop.
  static func isCancellation(_ error: any Error) -> Bool {
    (error as? QuantumDynamicsError)?.code == .cancelled
      || (error as? LinearAlgebraError)?.code == .cancelled
  }

  private func validate(
    _ initial: DensityMatrix, _ times: [Double], _ observables: [String: Operator]
  ) throws {
    guard initial.dimension == dimension else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian acts on a space of dimension \(dimension), but the initial state is of "
          + "dimension \(initial.dimension).")
    }
    guard initial.matrix.isFinite else {
      throw QuantumDynamicsError(.notFinite, "The initial state holds NaN or infinity.")
    }
    guard initial.matrix.hermiticityError <= 1e-8 else {
      throw QuantumDynamicsError(
        .notHermitian,
        "An initial state is Hermitian, but elements of this one differ from those of its adjoint by "
          + "\(initial.matrix.hermiticityError).")
    }
    for (name, observable) in observables where observable.dimension != dimension {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian acts on a space of dimension \(dimension), but the observable \"\(name)\" is of "
          + "dimension \(observable.dimension).")
    }
  }
}

/// ρ ↦ Tr(A ρ) on the real coordinates of Hermitian matrices.
struct HermitianFunctional: Sendable {
  private var weights: [(index: Int, weight: ComplexDouble)] = []

  init(_ observable: Operator, _ basis: HermitianBasis) {
    let root2 = 2.0.squareRoot()
    observable.matrix.forEachEntry { i, j, value in
      // Tr(A ρ) = Σ A_ij ρ_ji.
      if i == j {
        weights.append((basis.diagonalIndex(i), value))
        return
      }
      let (low, high, sign) = j < i ? (j, i, 1.0) : (i, j, -1.0)
      let half = value / ComplexDouble(root2)
      weights.append((basis.realIndex(low, high), half))
      weights.append((basis.imaginaryIndex(low, high), half * ComplexDouble(0, sign)))
    }
  }

  func value(at coordinates: [Double]) -> ComplexDouble {
    weights.reduce(ComplexDouble.zero) { sum, term in
      sum
        + ComplexDouble(
          term.weight.real * coordinates[term.index],
          term.weight.imaginary * coordinates[term.index])
    }
  }
}

extension ContinuousClock {
  /// The seconds since an instant.
  func seconds(since start: Instant) -> Double {
    let (seconds, attoseconds) = (now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
