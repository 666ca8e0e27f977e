/// What went wrong in building a quantum object from data.
public struct QuantumError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A spin, a particle number or another parameter outside its range.
    case invalidParameter
    /// Data whose shape does not fit the space.
    case dimensionMismatch
    /// A name that no subsystem of the space has, or that two have.
    case unknownSubsystem
    /// A state that loses more of its norm to the cut of a mode than allowed.
    case truncated
    /// NaN or infinity among the numbers.
    case notFinite
    /// A state vector of norm zero.
    case zeroNorm
    /// A density matrix that is not equal to its adjoint.
    case notHermitian
    /// A density matrix whose trace is not one.
    case wrongTrace
    /// A density matrix with a negative eigenvalue.
    case notPositive
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
