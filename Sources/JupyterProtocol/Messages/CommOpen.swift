public import JSONModel

/// A client opens a comm.
public struct CommOpen: RequestContent, Hashable {
  /// `comm_open`.
  public static let messageType: MessageType = "comm_open"
  /// The name of the comm.
  public var identifier: String
  /// Who is to take it.
  public var target: String

  /// Reads the content of an opening.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the identifier is missing.
  public init(_ content: JSONValue) throws {
    let fields = try ContentFields(content, of: "comm_open")
    identifier = try fields.string("comm_id")
    target = try fields.string("target_name", default: "")
  }
}
