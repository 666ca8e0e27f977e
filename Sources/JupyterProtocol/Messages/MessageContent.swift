public import JSONModel

/// The content of a message that a kernel receives.
public protocol RequestContent: Sendable {
  /// The type of the messages with such a content.
  static var messageType: MessageType { get }
  /// Reads the content.
  init(_ content: JSONValue) throws
}

/// The content of a message that a kernel sends.
public protocol OutgoingContent: Sendable {
  /// The type of the messages with such a content.
  static var messageType: MessageType { get }
  /// The content as it is sent.
  var json: JSONValue { get }
}
