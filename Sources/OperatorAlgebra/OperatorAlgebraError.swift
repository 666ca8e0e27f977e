/// What went wrong in building, evaluating or limiting symbolic operators.
public struct OperatorAlgebraError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter without a value.
    case missingParameter
    /// A value outside its range, such as a negative number under a root.
    case invalidValue
    /// A subsystem that is missing, or whose space does not fit its symbols.
    case unknownSubsystem
    /// A coefficient that has no limit, or one that its form does not tell.
    case noLimit
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
