/// What went wrong in deriving or using mean-field equations.
public struct MeanFieldError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A Hamiltonian that is not equal to its adjoint.
    case notHermitian
    /// Operators without any subsystem.
    case noSubsystem
    /// An equation that grows with the parameter that becomes large.
    case noLimit
    /// An order, a state or another argument outside its range.
    case invalidArgument
    /// A parameter without a value.
    case missingParameter
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
