/// How a branch is followed; lengths are in units of the range of the parameter and of the size of the state.
public struct ContinuationSettings: Hashable, Sendable {
  /// The first step.
  public var initialStep: Double
  /// The shortest step; a branch that needs shorter ones is lost.
  public var minimumStep: Double
  /// The longest step.
  public var maximumStep: Double
  /// The most points.
  public var pointLimit: Int
  /// The least cosine of the angle between the directions at two neighbours.
  public var leastCosine: Double

  /// Chooses steps.
  ///
  /// - Parameters:
  ///   - initialStep: the first step.
  ///   - minimumStep: the shortest step.
  ///   - maximumStep: the longest step.
  ///   - pointLimit: the most points in each direction.
  ///   - leastCosine: of the angle between neighbours.
  public init(
    initialStep: Double = 0.005, minimumStep: Double = 1e-7, maximumStep: Double = 0.02,
    pointLimit: Int = 2000, leastCosine: Double = 0.95
  ) {
    self.initialStep = initialStep
    self.minimumStep = minimumStep
    self.maximumStep = maximumStep
    self.pointLimit = pointLimit
    self.leastCosine = leastCosine
  }

  /// Steps of at most 2 % of the range.
  public static let standard = ContinuationSettings()

  func validate() throws {
    guard initialStep > 0, minimumStep > 0, maximumStep >= initialStep,
      minimumStep <= initialStep, pointLimit > 0, leastCosine < 1
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Steps are positive and rise from the minimum over the initial to the maximum; got \(minimumStep), "
          + "\(initialStep), \(maximumStep).")
    }
  }
}

/// Why a branch ends.
public enum ContinuationEnd: String, Sendable, Hashable, Codable {
  /// The parameter left its range.
  case leftRange
  /// The branch came back to its beginning.
  case closed
  /// The most points were calculated.
  case pointLimit
  /// No solution was found close to the last one: the branch ends in something that is not smooth, such as an orbit of
  /// infinite period.
  case lost
  /// The user stopped the calculation.
  case stopped
  /// The branch was ended on purpose, where cycles shrink to a fixed point.
  case finished
}
