/// Why bytes are no JSON text.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and what came.
  public let message: String
  /// The number of bytes before the place of the error.
  public let offset: Int

  /// The message with its place.
  public var description: String { "\(message) (at byte \(offset))" }
}
