public import JSONModel

/// The code that runs now, for all clients to show.
public struct ExecuteInput: OutgoingContent, Hashable {
  /// `execute_input`.
  public static let messageType: MessageType = "execute_input"
  /// The source text.
  public var code: String
  /// The number of the cell.
  public var executionCount: Int

  /// The code and its number.
  public init(code: String, executionCount: Int) {
    self.code = code
    self.executionCount = executionCount
  }

  /// The content as it is sent.
  public var json: JSONValue {
    ["code": .string(code), "execution_count": .integer(executionCount)]
  }
}
