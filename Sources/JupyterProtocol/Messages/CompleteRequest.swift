public import JSONModel

/// The wish for candidates at a position.
public struct CompleteRequest: RequestContent, Hashable {
  /// `complete_request`.
  public static let messageType: MessageType = "complete_request"
  /// The source text.
  public var code: String
  /// The cursor, in Unicode scalars.
  public var cursorPosition: Int

  /// Reads the content of a complete request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the code is missing or a field has another type.
  public init(_ content: JSONValue) throws {
    let fields = try ContentFields(content, of: "complete_request")
    code = try fields.string("code")
    cursorPosition = cursor(try fields.optionalInteger("cursor_pos"), in: code)
  }
}

/// A position inside of the code: its end where none or a later one is given.
func cursor(_ position: Int?, in code: String) -> Int {
  let end = code.unicodeScalars.count
  return min(max(position ?? end, 0), end)
}
