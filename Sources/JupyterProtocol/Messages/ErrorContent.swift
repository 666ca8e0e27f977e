public import JSONModel

/// An error that is published, and the fields of replies that report one.
public struct ErrorContent: OutgoingContent, Hashable {
  /// `error`.
  public static let messageType: MessageType = "error"
  /// A short name.
  public var name: String
  /// One sentence.
  public var message: String
  /// Lines to show; they may hold ANSI colours.
  public var traceback: [String]

  /// An error with what is to be shown of it.
  public init(name: String, message: String, traceback: [String]) {
    self.name = name
    self.message = message
    self.traceback = traceback
  }

  /// The content as it is sent.
  public var json: JSONValue { .object(fields) }

  /// The fields of a reply whose status is "error".
  public var reply: [String: JSONValue] { fields.merging(["status": "error"]) { $1 } }

  private var fields: [String: JSONValue] {
    [
      "ename": .string(name), "evalue": .string(message),
      "traceback": .array(traceback.map { .string($0) }),
    ]
  }
}
