import Preconditions

/// What a symbol of an operator acts on: a mode, a spin or a two-level system with its name.
public struct SymbolicSubsystem: Sendable, Hashable {
  /// The kinds of subsystems.
  public enum Kind: String, Sendable, Hashable {
    /// A bosonic mode, [a, a†] = 1.
    case mode
    /// A spin S or a collective spin, [S_x, S_y] = i S_z.
    case spin
    /// A two-level system with Pauli matrices.
    case twoLevel
  }

  /// The name, the same as that of the subsystem in a `CompositeSpace`.
  public let name: String
  /// Mode, spin or two levels.
  public let kind: Kind
  /// What measures the size: S of a spin, the scale ℵ of a mode with ⟨a⟩ of order √ℵ, 1 of two levels.
  public let size: Coefficient

  /// A subsystem.
  init(name: String, kind: Kind, size: Coefficient) {
    requirePrecondition(!name.isEmpty, "A subsystem needs a name.")
    (self.name, self.kind, self.size) = (name, kind, size)
  }
}
