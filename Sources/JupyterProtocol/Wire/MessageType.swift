/// The name of a message type, such as `execute_request`.
public struct MessageType: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The name as it is sent.
  public var rawValue: String
  /// A type by name; names that nobody knows are allowed.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A type by name.
  public init(stringLiteral value: String) { rawValue = value }
  /// The name.
  public var description: String { rawValue }

  /// The type of the answer to a request: `x_reply` to `x_request`; nil where this is no request.
  public var reply: MessageType? {
    guard rawValue.hasSuffix("_request") else { return nil }
    return MessageType(rawValue: rawValue.dropLast("_request".count) + "_reply")
  }
}
