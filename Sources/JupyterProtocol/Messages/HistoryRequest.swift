public import JSONModel

/// The wish for code of the past.
public struct HistoryRequest: RequestContent, Hashable {
  /// Which code is wanted.
  public enum Access: Sendable, Hashable {
    /// The last cells; all where no number is given.
    case tail(count: Int?)
    /// Cells of a session from a number up to, not including, another; session 0 is the present one.
    case range(session: Int, start: Int, stop: Int?)
    /// Cells that match a pattern, the last ones where a number is given.
    case search(pattern: String, count: Int?, isUnique: Bool)
  }

  /// `history_request`.
  public static let messageType: MessageType = "history_request"
  /// Which code is wanted.
  public var access: Access
  /// Whether results are wanted too.
  public var wantsOutput: Bool

  /// Reads the content of a history request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the kind of access is unknown or a field has another type.
  public init(_ content: JSONValue) throws {
    let fields = try ContentFields(content, of: "history_request")
    wantsOutput = try fields.bool("output", default: false)
    let kind = try fields.string("hist_access_type", default: "tail")
    switch kind {
    case "tail":
      access = .tail(count: try fields.optionalInteger("n"))
    case "range":
      access = .range(
        session: try fields.integer("session", default: 0),
        start: try fields.integer("start", default: 1), stop: try fields.optionalInteger("stop"))
    case "search":
      access = .search(
        pattern: try fields.string("pattern", default: "*"), count: try fields.optionalInteger("n"),
        isUnique: try fields.bool("unique", default: false))
    default:
      throw ProtocolError(
        .invalidContent, "hist_access_type is \(kind); tail, range or search was expected")
    }
  }
}
