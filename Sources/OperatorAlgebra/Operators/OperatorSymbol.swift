/// One letter of an operator's formula, such as a, a†, S_x or σ₋.
public struct OperatorSymbol: Sendable, Hashable {
  /// The elementary operators.
  public enum Letter: Int, Sendable, Hashable {
    /// a† of a mode.
    case creation
    /// a of a mode.
    case annihilation
    /// S₊ of a spin, σ₊ of two levels.
    case plus
    /// S_z of a spin, σ_z of two levels.
    case z
    /// S₋ of a spin, σ₋ of two levels.
    case minus
    /// S_x of a spin, σ_x of two levels.
    case x
    /// S_y of a spin, σ_y of two levels.
    case y

    /// The letter of the adjoint.
    public var adjoint: Letter {
      switch self {
      case .creation: .annihilation
      case .annihilation: .creation
      case .plus: .minus
      case .minus: .plus
      case .x, .y, .z: self
      }
    }
  }

  /// Which operator.
  public let letter: Letter
  /// What it acts on.
  public let subsystem: SymbolicSubsystem
}
