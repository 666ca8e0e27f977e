/// Why a message or a connection file is refused.
public struct ProtocolError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reasons for refusing a message.
  public enum Code: String, Sendable, Hashable {
    /// Frames are missing or too many, or a frame is not what it has to be.
    case malformed
    /// The signature does not belong to the frames.
    case wrongSignature
    /// A message with this signature came before.
    case replayed
    /// The message is larger than the limit.
    case oversized
    /// A field of the content is missing or of another type.
    case invalidContent
    /// The connection file cannot be used.
    case invalidConnection
    /// The cryptographic library refused its work.
    case cryptography
  }

  /// The kind of error.
  public let code: Code
  /// What was expected and what came.
  public let message: String

  /// An error with a sentence for the log or the front end.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The kind and the sentence.
  public var description: String { "\(code.rawValue): \(message)" }
}
