public import JSONModel

/// The kernel ends now.
public struct ShutdownReply: OutgoingContent, Hashable {
  /// `shutdown_reply`.
  public static let messageType: MessageType = "shutdown_reply"
  /// Whether a new kernel is to follow.
  public var isRestart: Bool

  /// The announcement of the end.
  public init(isRestart: Bool) { self.isRestart = isRestart }

  /// The content as it is sent.
  public var json: JSONValue { ["status": "ok", "restart": .bool(isRestart)] }
}
