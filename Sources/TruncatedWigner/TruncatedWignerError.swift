/// What went wrong in a truncated-Wigner calculation.
public struct TruncatedWignerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter outside its range, or one that does not fit another.
    case invalidParameter
    /// States, observables or operators of different numbers of modes.
    case modeMismatch
    /// A combination of scheme and noise that is not defined.
    case unsupportedScheme
    /// Trajectories that left the finite numbers: the step is too long, or the model has no bound.
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
