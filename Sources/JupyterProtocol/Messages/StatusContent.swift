public import JSONModel

/// What the kernel is doing.
public enum StatusContent: String, OutgoingContent, Hashable {
  /// It begins to exist.
  case starting
  /// It works on the parent's request.
  case busy
  /// It has finished the parent's request; nothing more comes of it.
  case idle

  /// `status`.
  public static let messageType: MessageType = "status"

  /// The content as it is sent.
  public var json: JSONValue { ["execution_state": .string(rawValue)] }
}
