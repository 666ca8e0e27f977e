public import JSONModel

/// The interrupt was passed on.
public struct InterruptReply: OutgoingContent, Hashable {
  /// `interrupt_reply`.
  public static let messageType: MessageType = "interrupt_reply"

  /// The answer to an interrupt request.
  public init() {}

  /// The content as it is sent.
  public var json: JSONValue { ["status": "ok"] }
}
