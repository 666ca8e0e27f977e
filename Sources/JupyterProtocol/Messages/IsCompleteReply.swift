public import JSONModel

/// Whether code is ready to be run.
public enum IsCompleteReply: OutgoingContent, Hashable {
  /// It is.
  case complete
  /// More lines are needed; the next begins with the indentation.
  case incomplete(indentation: String)
  /// No further lines can make it right.
  case invalid

  /// `is_complete_reply`.
  public static let messageType: MessageType = "is_complete_reply"

  /// The content as it is sent.
  public var json: JSONValue {
    switch self {
    case .complete: ["status": "complete"]
    case .incomplete(let indentation): ["status": "incomplete", "indent": .string(indentation)]
    case .invalid: ["status": "invalid"]
    }
  }
}
