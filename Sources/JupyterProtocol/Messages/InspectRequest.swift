public import JSONModel

/// The wish to know more of a name.
public struct InspectRequest: RequestContent, Hashable {
  /// `inspect_request`.
  public static let messageType: MessageType = "inspect_request"
  /// The source text.
  public var code: String
  /// The cursor, in Unicode scalars.
  public var cursorPosition: Int
  /// 0 for the usual, 1 for more.
  public var detailLevel: Int

  /// Reads the content of an inspect request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the code is missing or a field has another type.
  public init(_ content: JSONValue) throws {
    let fields = try ContentFields(content, of: "inspect_request")
    code = try fields.string("code")
    cursorPosition = cursor(try fields.optionalInteger("cursor_pos"), in: code)
    detailLevel = try fields.integer("detail_level", default: 0)
  }
}
