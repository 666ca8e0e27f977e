/// What an integration did.
public struct IntegrationEvidence: Hashable, Sendable, Codable {
  /// The method's name.
  public var method: String
  /// The relative tolerance of a step.
  public var relativeTolerance: Double
  /// The absolute tolerance of a step.
  public var absoluteTolerance: Double
  /// Steps whose error was within the tolerance.
  public var acceptedStepCount = 0
  /// Steps that were repeated with a smaller step size.
  public var rejectedStepCount = 0
  /// How often the derivative was evaluated.
  public var evaluationCount = 0
  /// The smallest accepted step; infinite before the first.
  public var smallestStep = Double.infinity

  /// The evidence of an integration that has not begun.
  ///
  /// - Parameters:
  ///   - method: the method's name.
  ///   - relativeTolerance: of a step.
  ///   - absoluteTolerance: of a step.
  package init(method: String, relativeTolerance: Double, absoluteTolerance: Double) {
    self.method = method
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
  }
}
