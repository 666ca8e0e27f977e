import Preconditions
public import IntegrationMethods

/// A trajectory x(t) of a flow, with the evidence of its integration.
public struct FlowTrajectory: Sendable, Codable {
  /// The names of the variables.
  public let variables: [String]
  /// The times that were reached.
  public let times: [Double]
  /// The states at the times.
  public let states: [[Double]]
  /// The events that were watched for, in the order in which they happened.
  public let events: [LocatedFlowEvent]
  /// The largest change of each conserved quantity of the flow from its first value, at the ends of steps; before
  /// projection for those that are constraints.
  public let conservationErrors: [Double]
  /// Steps and tolerances.
  public let evidence: IntegrationEvidence
  /// Whether the last time was reached; where the user stopped the calculation, the states up to there are kept.
  public let status: EvolutionStatus
  /// The parameters of the flow.
  public let parameters: [String: Double]
  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// A variable at the times; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> [Double] {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The trajectory has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return states.map { $0[index] }
  }
}

/// Something that an integration watches for: a zero of a formula.
public struct FlowEvent: Sendable {
  /// Which changes of sign count, in the direction of the integration.
  public enum Direction: String, Hashable, Sendable, CaseIterable, Codable {
    /// From negative to positive.
    case rising
    /// From positive to negative.
    case falling
    /// Both.
    case either
  }

  /// The formula whose zeros are located.
  public var formula: @Sendable (Variables, Parameters) -> Formula
  /// Which changes of sign count.
  public var direction: Direction
  /// Whether the integration ends at the first one.
  public var isTerminal: Bool

  /// Describes an event.
  ///
  /// - Parameters:
  ///   - direction: which changes of sign count.
  ///   - isTerminal: whether the integration ends at the first one.
  ///   - formula: what is zero, of the flow's variables and parameters and of `v.time`.
  public init(
    direction: Direction = .either, isTerminal: Bool = false,
    formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) {
    self.formula = formula
    self.direction = direction
    self.isTerminal = isTerminal
  }
}

/// An event that happened.
public struct LocatedFlowEvent: Sendable, Codable, Hashable {
  /// Which of the events that were watched for, from 0.
  public let index: Int
  /// When it happened, to the accuracy of the dense output.
  public let time: Double
  /// The state at that time.
  public let state: [Double]
}
