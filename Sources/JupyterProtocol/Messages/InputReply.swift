public import JSONModel

/// A line of input.
public struct InputReply: RequestContent, Hashable {
  /// `input_reply`.
  public static let messageType: MessageType = "input_reply"
  /// The line, without a line break.
  public var value: String

  /// Reads the content of an input reply.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the line is missing.
  public init(_ content: JSONValue) throws {
    value = try ContentFields(content, of: "input_reply").string("value")
  }
}
