/// What went wrong in a calculation of linear algebra.
public struct LinearAlgebraError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// A number is NaN or infinite.
    case nonFinite
    /// Shapes do not fit together, or a square matrix was expected.
    case shapeMismatch
    /// An argument is outside its range.
    case invalidArgument
    /// A matrix that should be Hermitian is not.
    case notHermitian
    /// A system of equations has no unique solution.
    case singular
    /// An iteration ended without reaching its tolerance.
    case notConverged
    /// A library could not get the memory that it asked for.
    case outOfMemory
    /// The calculation was asked to stop.
    case cancelled
    /// A library reported an error that fits no other kind.
    case libraryFailure
  }

  /// The kind of failure.
  public let code: Code

  /// What was expected, what came, and what to try.
  public let message: String

  /// Describes a failure.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, and what to try.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
