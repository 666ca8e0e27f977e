public import JSONModel

/// Text of standard output or standard error.
public struct StreamContent: OutgoingContent, Hashable {
  /// `stream`.
  public static let messageType: MessageType = "stream"
  /// "stdout" or "stderr".
  public var name: String
  /// The text.
  public var text: String

  /// Text of a stream.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The content as it is sent.
  public var json: JSONValue { ["name": .string(name), "text": .string(text)] }
}
