import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A branch of periodic orbits over one parameter, with its bifurcations.
public struct CycleBranch: Sendable, Codable {
  /// A periodic orbit on the branch.
  public struct Point: Sendable, Codable {
    /// The value of the parameter.
    public let parameter: Double
    /// The period.
    public let period: Double
    /// A state on the orbit.
    public let state: [Double]
    /// The least value of each variable on the orbit.
    public let minima: [Double]
    /// The greatest value of each variable on the orbit.
    public let maxima: [Double]
    /// The multipliers without the trivial one, the greatest modulus first.
    public let multipliers: [ComplexDouble]

    /// Whether small deviations decay.
    public var isStable: Bool { multipliers.allSatisfy { $0.length < 1 } }
  }

  /// The names of the variables.
  public let variables: [String]
  /// The name of the parameter.
  public let parameterName: String
  /// The orbits, in their order along the branch.
  public let points: [Point]
  /// The bifurcations, in their order along the branch.
  public let bifurcations: [Bifurcation]
  /// Why the branch ends, at its first and at its last point.
  public let ends: [ContinuationEnd]
  /// The parameters of the flow; that of the branch as it was at its start.
  public let parameters: [String: Double]

  /// The parameter at the points.
  public var parameterValues: [Double] { points.map(\.parameter) }
  /// The periods at the points.
  public var periods: [Double] { points.map(\.period) }

  /// The least values of a variable on the orbits; a name that is not there stops the program with a sentence.
  public func minima(of name: String) -> [Double] {
    let index = index(of: name)
    return points.map { $0.minima[index] }
  }

  /// The greatest values of a variable on the orbits; a name that is not there stops the program with a sentence.
  public func maxima(of name: String) -> [Double] {
    let index = index(of: name)
    return points.map { $0.maxima[index] }
  }

  /// The bifurcations of a kind.
  ///
  /// - Parameter kind: the kind.
  /// - Returns: those of this kind, in their order along the branch.
  public func bifurcations(_ kind: Bifurcation.Kind) -> [Bifurcation] {
    bifurcations.filter { $0.kind == kind }
  }

  private func index(of name: String) -> Int {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The branch has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return index
  }
}

extension Flow {
  /// Follows a periodic orbit over one parameter, in both directions, past folds.
  ///
  /// Saddle-node, pitchfork, transcritical, period-doubling and Neimark–Sacker bifurcations of the orbits are detected
  /// between points and located on the branch, which ends at a Hopf bifurcation where the orbits shrink to a fixed point.
  ///
  /// - Parameters:
  ///   - cycle: a periodic orbit of this flow at its parameters.
  ///   - name: of the parameter.
  ///   - range: where the parameter is followed; it holds the flow's value.
  ///   - segments: parts of the period that are shot separately.
  ///   - longestPeriod: orbits of longer period end the branch, as close to a homoclinic orbit.
  ///   - settings: steps.
  ///   - integrator: method and tolerances.
  /// - Returns: the branch.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notConverged`, `integrationFailed`.
  public func cycleBranch(
    from cycle: LimitCycle, over name: String, in range: ClosedRange<Double>, segments: Int = 6,
    longestPeriod: Double = 1e4, settings: ContinuationSettings = .standard,
    integrator: FlowIntegrator = .standard
  ) throws -> CycleBranch {
    try settings.validate()
    let index = parameterIndex(name)
    let value = parameterValues[index]
    guard range.contains(value), range.upperBound > range.lowerBound, segments >= 1 else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A branch needs a range that holds its start and at least 1 segment; \(name) = \(value), range \(range)."
      )
    }
    let states = try (0..<segments).map { j in
      try state(of: cycle, at: cycle.period * Double(j) / Double(segments), integrator: integrator)
    }
    let guess = PeriodicProblem.Guess(
      states: states, period: cycle.period,
      multipliers: Array(repeating: 0, count: constraintCount), parameter: value)
    let tracer = try cycleTracer(
      guess, name: name, forcingCount: cycle.forcingCount, range: range,
      longestPeriod: longestPeriod, settings: settings, integrator: integrator)
    guard let start = try tracer.curve.first(tracer.problem.vector(of: guess), towards: 1) else {
      throw NonlinearDynamicsError(
        .notConverged,
        "Newton's method found no periodic orbit from the one given; is it one of this flow?")
    }
    return try tracer.branch(from: start)
  }

  /// Follows the periodic orbits that are born at a bifurcation: at a Hopf bifurcation, at a period doubling, and on the
  /// branch that crosses at a pitchfork or transcritical bifurcation of orbits.
  ///
  /// - Parameters:
  ///   - bifurcation: of this flow.
  ///   - range: where the parameter is followed.
  ///   - segments: parts of the period that are shot separately, of an orbit from a Hopf bifurcation.
  ///   - longestPeriod: orbits of longer period end the branch, as close to a homoclinic orbit.
  ///   - settings: steps.
  ///   - integrator: method and tolerances.
  /// - Returns: the branch that begins at the bifurcation; both sides of it at branch points.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument` for bifurcations at which no orbit is born, `notConverged`.
  public func cycleBranch(
    from bifurcation: Bifurcation, in range: ClosedRange<Double>, segments: Int = 6,
    longestPeriod: Double = 1e4, settings: ContinuationSettings = .standard,
    integrator: FlowIntegrator = .standard
  ) throws -> CycleBranch {
    try settings.validate()
    let index = parameterIndex(bifurcation.parameterName)
    var values = parameterValues
    values[index] = bifurcation.parameter
    let here = with(values: values)
    let birth = try here.birth(at: bifurcation, segments: segments, integrator: integrator)
    let tracer = try cycleTracer(
      birth.guess, name: bifurcation.parameterName, forcingCount: birth.forcingCount, range: range,
      longestPeriod: longestPeriod, settings: settings, integrator: integrator)
    return try tracer.branch(
      through: tracer.problem.vector(of: birth.guess), direction: birth.direction,
      isTwoSided: birth.isTwoSided)
  }

  private func cycleTracer(
    _ guess: PeriodicProblem.Guess, name: String, forcingCount: Int, range: ClosedRange<Double>,
    longestPeriod: Double, settings: ContinuationSettings, integrator: FlowIntegrator
  ) throws -> CycleTracer {
    let levels = constraintCount > 0 ? evaluator(.conserved)(guess.states[0]) : []
    let problem = PeriodicProblem(
      self, segmentCount: guess.states.count, forcingCount: forcingCount,
      freeParameter: parameterIndex(name), levels: Array(levels.prefix(constraintCount)),
      integrator: integrator)
    return CycleTracer(
      system: CycleSystem(problem, like: guess, range: range), name: name, range: range,
      longestPeriod: longestPeriod, settings: settings)
  }

  /// A state on a cycle at a time, from the stored state before it.
  private func state(
    of cycle: LimitCycle, at time: Double, integrator: FlowIntegrator
  ) throws -> [Double] {
    let k = max(0, (cycle.times.firstIndex { $0 > time } ?? cycle.times.count) - 1)
    return try advanced(
      cycle.states[k], start: cycle.times[k], duration: time - cycle.times[k],
      integrator: integrator)
  }
}
