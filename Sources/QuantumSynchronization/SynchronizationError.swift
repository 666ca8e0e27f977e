/// What went wrong in measuring synchronization or in a mean-field calculation.
public struct SynchronizationError: Error, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter outside its range.
    case invalidParameter
    /// Data of the wrong shape: lengths that differ, too few samples, times that do not rise.
    case invalidData
    /// NaN or infinity among the numbers.
    case notFinite
    /// An angle that does not exist: the azimuth at a pole.
    case undefinedAngle
    /// An integration that could not reach its end.
    case integrationFailed
  }

  /// The kind of failure.
  public var code: Code
  /// What was expected, what came, what to try.
  public var message: String
  /// The error that caused this one, if another module's did.
  public var underlyingError: (any Error)?

  /// An error of a kind, with its message.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, what to try.
  ///   - underlyingError: the error that caused this one.
  public init(_ code: Code, _ message: String, underlyingError: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.underlyingError = underlyingError
  }

  /// The message.
  public var description: String { message }
}
