public import JSONModel

/// The answer to a subscription: what is published from now on arrives.
///
/// Reference: Jupyter Enhancement Proposal 65.
public struct IOPubWelcome: OutgoingContent, Hashable {
  /// `iopub_welcome`.
  public static let messageType: MessageType = "iopub_welcome"
  /// The topic that was subscribed to.
  public var subscription: String

  /// A welcome for a topic.
  public init(subscription: String) { self.subscription = subscription }

  /// The content as it is sent.
  public var json: JSONValue { ["subscription": .string(subscription)] }
}
