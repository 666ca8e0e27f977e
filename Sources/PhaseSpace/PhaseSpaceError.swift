/// What went wrong in calculating a phase-space function.
public struct PhaseSpaceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter outside its range.
    case invalidParameter
    /// Data whose shape does not fit.
    case dimensionMismatch
    /// A function whose numbers rounding has destroyed.
    case illConditioned
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
