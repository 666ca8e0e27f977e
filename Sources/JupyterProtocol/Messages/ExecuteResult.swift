public import JSONModel

/// The value of a cell's last expression.
public struct ExecuteResult: OutgoingContent, Hashable {
  /// `execute_result`.
  public static let messageType: MessageType = "execute_result"
  /// The number of the cell.
  public var executionCount: Int
  /// The formats by MIME type.
  public var data: [String: JSONValue]
  /// What front ends want to know of each.
  public var metadata: [String: JSONValue]

  /// A value in its formats.
  public init(
    executionCount: Int, data: [String: JSONValue], metadata: [String: JSONValue] = [:]
  ) {
    self.executionCount = executionCount
    self.data = data
    self.metadata = metadata
  }

  /// The content as it is sent.
  public var json: JSONValue {
    [
      "execution_count": .integer(executionCount), "data": .object(data),
      "metadata": .object(metadata),
    ]
  }
}
