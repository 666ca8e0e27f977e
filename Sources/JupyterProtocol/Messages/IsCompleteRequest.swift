public import JSONModel

/// The question whether code is ready to be run.
public struct IsCompleteRequest: RequestContent, Hashable {
  /// `is_complete_request`.
  public static let messageType: MessageType = "is_complete_request"
  /// The source text.
  public var code: String

  /// Reads the content of an is-complete request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the code is missing.
  public init(_ content: JSONValue) throws {
    code = try ContentFields(content, of: "is_complete_request").string("code")
  }
}
