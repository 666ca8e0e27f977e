public import ComplexModule
public import LinearAlgebra

/// Saddle-node or Hopf points of fixed points as a curve in the plane of two parameters.
public struct BifurcationCurve: Sendable, Codable {
  /// A point of the curve.
  public struct Point: Sendable, Codable {
    /// The value of the first parameter.
    public let first: Double
    /// The value of the second parameter.
    public let second: Double
    /// The fixed point.
    public let state: [Double]
    /// Its eigenvalues, the largest real part first.
    public let eigenvalues: [ComplexDouble]
    /// ω of the critical pair ±iω of a Hopf point; nil for a saddle-node.
    public let frequency: Double?
    /// The first Lyapunov coefficient of a Hopf point; nil for others and for flows with constraints.
    public let lyapunovCoefficient: Double?
  }

  /// Which bifurcation it is.
  public let kind: Bifurcation.Kind
  /// The name of the first parameter.
  public let firstName: String
  /// The name of the second parameter.
  public let secondName: String
  /// The points, in order along the curve.
  public let points: [Point]
  /// Why the curve ends, at its first and last point.
  ///
  /// A Hopf curve that is `finished` ends where ω vanishes, at a Bogdanov–Takens point.
  public let ends: [ContinuationEnd]

  /// The first parameter at the points.
  public var firstValues: [Double] { points.map(\.first) }
  /// The second parameter at the points.
  public var secondValues: [Double] { points.map(\.second) }
}

extension Flow {
  /// Follows a saddle-node or Hopf bifurcation of fixed points in two parameters.
  ///
  /// - Parameters:
  ///   - bifurcation: a saddle-node or Hopf bifurcation on a branch of this flow.
  ///   - range: where its parameter is followed.
  ///   - second: the name of the other parameter.
  ///   - secondRange: where the other parameter is followed; it holds the flow's value.
  ///   - settings: steps.
  /// - Returns: the curve.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument` for other bifurcations, `notConverged`.
  public func bifurcationCurve(
    from bifurcation: Bifurcation, in range: ClosedRange<Double>, and second: String,
    in secondRange: ClosedRange<Double>, settings: ContinuationSettings = .standard
  ) throws -> BifurcationCurve {
    try settings.validate()
    let isCycle = bifurcation.kind == .saddleNode && bifurcation.period != nil
    guard bifurcation.kind == .hopf || bifurcation.kind == .saddleNode, !isCycle else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Curves are followed of saddle-node and Hopf bifurcations of fixed points; this is a "
          + "\(bifurcation.kind.rawValue) bifurcation\(isCycle ? " of cycles" : "").")
    }
    let index = parameterIndex(second)
    guard range.contains(bifurcation.parameter), secondRange.contains(parameterValues[index]),
      range.upperBound > range.lowerBound, secondRange.upperBound > secondRange.lowerBound,
      index != parameterIndex(bifurcation.parameterName)
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "The ranges of two different parameters have to hold the start of the curve.")
    }
    let levels = Array(
      (constraintCount > 0 ? evaluator(.conserved)(bifurcation.state) : []).prefix(constraintCount))
    let system = try TwoParameterSystem(
      self, bifurcation: bifurcation, second: index, ranges: (range, secondRange), levels: levels)
    let curve = CurveTracer(system: system, settings: settings)
    var unknowns = Array(bifurcation.unknowns.prefix(dimension + constraintCount))
    if let period = bifurcation.period { unknowns.append(2 * .pi / period) }
    unknowns += [bifurcation.parameter, parameterValues[index]]
    guard let start = try curve.first(unknowns, towards: 1) else {
      throw NonlinearDynamicsError(
        .notConverged,
        "Newton's method does not converge at the bifurcation; is it one of this flow?")
    }
    var reversed = start
    reversed.tangent = start.tangent.map { -$0 }
    let forward = try side(curve, start, range, secondRange)
    let backward = try side(curve, reversed, range, secondRange)
    let points = backward.points.reversed() + [start] + forward.points
    return BifurcationCurve(
      kind: bifurcation.kind, firstName: bifurcation.parameterName, secondName: second,
      points: try points.map { try described($0, system) }, ends: [backward.end, forward.end])
  }

  private typealias CodimensionOne = CurvePoint<TwoParameterSystem.Details>

  private func side(
    _ curve: CurveTracer<TwoParameterSystem>, _ start: CodimensionOne,
    _ first: ClosedRange<Double>, _ second: ClosedRange<Double>
  ) throws -> (points: [CodimensionOne], end: ContinuationEnd) {
    var points: [CodimensionOne] = []
    var leaves = false
    let place = dimension + constraintCount
    let end = try curve.trace(
      from: start, range: second,
      visit: { left, right in
        let parameter = right.unknowns[right.unknowns.count - 2]
        if !first.contains(parameter) {
          leaves = true
          let border = parameter > first.upperBound ? first.upperBound : first.lowerBound
          if let last = try curve.locate(
            between: left, right, { $0.unknowns[$0.unknowns.count - 2] - border })
          {
            points.append(last)
          }
          return false
        }
        if curve.system.isHopf, right.unknowns[place] <= 0 { return false }
        points.append(right)
        return true
      })
    return (points, leaves ? .leftRange : end)
  }

  private func described(
    _ point: CodimensionOne, _ system: TwoParameterSystem
  ) throws -> BifurcationCurve.Point {
    let count = point.unknowns.count
    let state = Array(point.unknowns.prefix(dimension))
    let frequency = system.isHopf ? point.unknowns[dimension + constraintCount] : nil
    return BifurcationCurve.Point(
      first: point.unknowns[count - 2], second: point.unknowns[count - 1], state: state,
      eigenvalues: point.details.eigenvalues, frequency: frequency,
      lyapunovCoefficient: try frequency.flatMap {
        try system.flow(at: point.unknowns).firstLyapunovCoefficient(at: state, frequency: $0)
      })
  }
}
