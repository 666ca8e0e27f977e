public import JSONModel

/// How the code of an execute request ended.
public struct ExecuteReply: OutgoingContent, Hashable {
  /// The three ends.
  public enum Status: Sendable, Hashable {
    /// The code ran to its end.
    case ok(userExpressions: [String: JSONValue], payloads: [JSONValue])
    /// The code failed.
    case error(ErrorContent)
    /// The code did not run because code before it failed.
    case aborted
  }

  /// `execute_reply`.
  public static let messageType: MessageType = "execute_reply"
  /// How the code ended.
  public var status: Status
  /// The number of the cell.
  public var executionCount: Int

  /// A reply.
  public init(status: Status, executionCount: Int) {
    self.status = status
    self.executionCount = executionCount
  }

  /// The content as it is sent.
  public var json: JSONValue {
    var fields: [String: JSONValue] = ["execution_count": .integer(executionCount)]
    switch status {
    case .ok(let userExpressions, let payloads):
      fields["status"] = "ok"
      fields["user_expressions"] = .object(userExpressions)
      fields["payload"] = .array(payloads)
    case .error(let error):
      fields.merge(error.reply) { $1 }
      fields["user_expressions"] = [:]
      fields["payload"] = []
    case .aborted:
      fields["status"] = "aborted"
    }
    return .object(fields)
  }

  /// A payload that opens the pager of the front end.
  ///
  /// - Parameter data: the text in its formats by MIME type.
  /// - Returns: an element of the reply's payloads.
  public static func page(_ data: [String: JSONValue]) -> JSONValue {
    ["source": "page", "data": .object(data), "start": 0]
  }

  /// A payload that puts text into the next cell, to be edited and run.
  ///
  /// - Parameter text: the next cell's code.
  /// - Returns: an element of the reply's payloads.
  public static func nextInput(_ text: String) -> JSONValue {
    ["source": "set_next_input", "text": .string(text), "replace": false]
  }
}
