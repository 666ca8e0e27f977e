import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A branch of fixed points over one parameter, with its bifurcations.
public struct FixedPointBranch: Sendable, Codable {
  /// A fixed point on the branch.
  public struct Point: Sendable, Codable {
    /// The value of the parameter.
    public let parameter: Double
    /// x.
    public let state: [Double]
    /// The eigenvalues within the constraints, the largest real part first.
    public let eigenvalues: [ComplexDouble]

    /// Whether small deviations decay.
    public var isStable: Bool { eigenvalues.allSatisfy { $0.real < 0 } }
    /// How many eigenvalues have a positive real part.
    public var unstableDimension: Int { eigenvalues.count { $0.real > 0 } }
  }

  /// The names of the variables.
  public let variables: [String]
  /// The name of the parameter.
  public let parameterName: String
  /// The points, in their order along the branch.
  public let points: [Point]
  /// The bifurcations, in their order along the branch.
  public let bifurcations: [Bifurcation]
  /// Why the branch ends, at its first and at its last point.
  public let ends: [ContinuationEnd]
  /// The parameters of the flow; that of the branch as it was at its start.
  public let parameters: [String: Double]

  /// The parameter at the points.
  public var parameterValues: [Double] { points.map(\.parameter) }

  /// A variable at the points; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> [Double] {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The branch has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return points.map { $0.state[index] }
  }

  /// The bifurcations of a kind.
  ///
  /// - Parameter kind: the kind.
  /// - Returns: those of this kind, in their order along the branch.
  public func bifurcations(_ kind: Bifurcation.Kind) -> [Bifurcation] {
    bifurcations.filter { $0.kind == kind }
  }
}

extension Flow {
  /// Follows a fixed point over one parameter, in both directions, past folds.
  ///
  /// Hopf, saddle-node, pitchfork and transcritical bifurcations are detected between points and located on the branch.
  /// Branches that cross are followed by `fixedPointBranch(through:in:)`.
  ///
  /// - Parameters:
  ///   - state: a fixed point at the flow's parameters, or close to one.
  ///   - name: of the parameter.
  ///   - range: where the parameter is followed; it holds the flow's value.
  ///   - settings: steps.
  /// - Returns: the branch, from its end reached with falling parameter to the other one.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notConverged` where there is no fixed point near the state.
  ///
  /// Reference: Yu. A. Kuznetsov, Elements of Applied Bifurcation Theory, 3rd ed., chapter 10.
  public func fixedPointBranch(
    from state: [Double], over name: String, in range: ClosedRange<Double>,
    settings: ContinuationSettings = .standard
  ) throws -> FixedPointBranch {
    try check(state)
    try settings.validate()
    let index = parameterIndex(name)
    let value = parameterValues[index]
    guard range.contains(value), range.upperBound > range.lowerBound, !dependsOnTime else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A branch needs a flow without explicit time and a range that holds its start; \(name) = \(value) lies "
          + "\(range.contains(value) ? "in" : "outside") \(range).")
    }
    let levels = Array(
      (constraintCount > 0 ? evaluator(.conserved)(state) : []).prefix(constraintCount))
    let scale = max(1, state.map(abs).max() ?? 1)
    let system = EquilibriumSystem(
      self, parameter: index, levels: levels, range: range, scale: scale)
    let unknowns = state + Array(repeating: 0, count: constraintCount) + [value]
    let tracer = BranchTracer(system: system, name: name, range: range, settings: settings)
    guard let start = try tracer.curve.first(unknowns, towards: 1) else {
      throw NonlinearDynamicsError(
        .notConverged,
        "Newton's method found no fixed point near \(state). Take one from fixedPoints(in:).")
    }
    return try tracer.branch(from: start)
  }

  /// Follows the branch of fixed points that crosses another one at a bifurcation.
  ///
  /// - Parameters:
  ///   - bifurcation: a pitchfork or transcritical bifurcation of this flow's branches.
  ///   - range: where the parameter is followed.
  ///   - settings: steps.
  /// - Returns: the branch through the bifurcation.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument` for other bifurcations.
  public func fixedPointBranch(
    through bifurcation: Bifurcation, in range: ClosedRange<Double>,
    settings: ContinuationSettings = .standard
  ) throws -> FixedPointBranch {
    try settings.validate()
    guard let crossing = bifurcation.crossing, bifurcation.period == nil else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Branches of fixed points cross at pitchfork and transcritical bifurcations; this one is a "
          + "\(bifurcation.kind.rawValue) bifurcation.")
    }
    let index = parameterIndex(bifurcation.parameterName)
    let levels = Array(
      (constraintCount > 0 ? evaluator(.conserved)(bifurcation.state) : []).prefix(constraintCount))
    let scale = max(1, bifurcation.state.map(abs).max() ?? 1)
    let system = EquilibriumSystem(
      self, parameter: index, levels: levels, range: range, scale: scale)
    let tracer = BranchTracer(
      system: system, name: bifurcation.parameterName, range: range, settings: settings)
    return try tracer.branch(
      through: bifurcation.unknowns, tangent: tracer.normalized(crossing))
  }
}
