/// What went wrong in a calculation with a flow.
public struct NonlinearDynamicsError: Error, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// An argument outside its range, or a name that the flow does not have.
    case invalidArgument
    /// NaN or infinity among the numbers.
    case notFinite
    /// An integration that needs smaller steps than there are, or more of them than it was allowed.
    case integrationFailed
    /// An iteration that did not reach its tolerance.
    case notConverged
    /// What was looked for is not there: no return to a section, no cycle, no bifurcation.
    case notFound
    /// The calculation was stopped before there was anything to return.
    case cancelled
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
