public import JSONModel

/// The wish to run code.
public struct ExecuteRequest: RequestContent, Hashable {
  /// `execute_request`.
  public static let messageType: MessageType = "execute_request"
  /// The source text.
  public var code: String
  /// Whether nothing is to be published or counted.
  public var isSilent: Bool
  /// Whether the code enters the history and raises the execution count.
  public var storesHistory: Bool
  /// Expressions to evaluate after the code, by names of the client's choice.
  public var userExpressions: [String: String]
  /// Whether the client answers input requests.
  public var allowsInput: Bool
  /// Whether a failure aborts the requests that wait behind this one.
  public var stopsOnError: Bool

  /// Reads the content of an execute request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where the code is missing or a field has another type.
  public init(_ content: JSONValue) throws {
    let fields = try ContentFields(content, of: "execute_request")
    code = try fields.string("code")
    isSilent = try fields.bool("silent", default: false)
    // Silence forces the history off, whatever the client says of it.
    storesHistory = try fields.bool("store_history", default: true) && !isSilent
    userExpressions = try fields.strings("user_expressions")
    allowsInput = try fields.bool("allow_stdin", default: true)
    stopsOnError = try fields.bool("stop_on_error", default: true)
  }
}
