/// What is wrong with the parameters of a paper's model.
public struct PaperModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter outside its range.
    case invalidParameter
    /// A parameter that is NaN or infinite.
    case notFinite
  }

  /// The kind of failure.
  public var code: Code
  /// What was expected, what came, what to try.
  public var message: String

  /// An error of a kind, with its message.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, what to try.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
