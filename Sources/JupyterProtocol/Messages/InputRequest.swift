public import JSONModel

/// The wish for a line of input.
public struct InputRequest: OutgoingContent, Hashable {
  /// `input_request`.
  public static let messageType: MessageType = "input_request"
  /// What to show before the field.
  public var prompt: String
  /// Whether the typed text is to be hidden.
  public var isPassword: Bool

  /// The wish for a line.
  public init(prompt: String, isPassword: Bool) {
    self.prompt = prompt
    self.isPassword = isPassword
  }

  /// The content as it is sent.
  public var json: JSONValue { ["prompt": .string(prompt), "password": .bool(isPassword)] }
}
