/// Why sockets cannot be used.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: Sendable, Hashable {
    /// The address is in use or not of this machine.
    case bind
    /// Another call of the library failed.
    case library
    /// The transport is open already.
    case alreadyOpen
  }

  /// The kind of failure.
  public let code: Code
  /// What was tried and what the library said.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The sentence.
  public var description: String { message }
}
