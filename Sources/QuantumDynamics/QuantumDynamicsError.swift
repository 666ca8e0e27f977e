/// What went wrong in a calculation of dynamics.
public struct QuantumDynamicsError: Error, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Operators or states on spaces of different dimension.
    case dimensionMismatch
    /// NaN or infinity among the numbers.
    case notFinite
    /// A Hamiltonian that is not equal to its adjoint.
    case notHermitian
    /// A map or generator that is not completely positive where it has to be.
    case notCompletelyPositive
    /// A map or generator that does not preserve the trace where it has to.
    case notTracePreserving
    /// An argument outside its range.
    case invalidParameter
    /// More than one steady state, where one was asked for.
    case steadyStateNotUnique
    /// An integrator's step became too small, or too many steps were needed.
    case stepLimit
    /// A calculation that did not reach its tolerance.
    case notConverged
    /// The calculation was asked to stop.
    case cancelled
  }

  /// The kind of failure.
  public let code: Code

  /// What was expected, what came, what to try.
  public let message: String

  /// The error of a lower layer, where there is one.
  public let underlyingError: (any Error)?

  /// Describes a failure.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, what to try.
  ///   - underlyingError: the error of a lower layer.
  public init(_ code: Code, _ message: String, underlyingError: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.underlyingError = underlyingError
  }

  /// The message.
  public var description: String { message }
}
