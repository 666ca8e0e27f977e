/// A two-level system whose operators are symbols: Pauli matrices σ, products of which are linear again.
///
/// The names are those of `TwoLevel`, whose matrices the symbols become.
public struct SymbolicTwoLevel: Sendable, Hashable {
  /// What the symbols act on.
  public let subsystem: SymbolicSubsystem

  /// A two-level system by its name.
  ///
  /// - Parameter name: the name, which formulas write as an index of σ.
  public init(_ name: String) {
    subsystem = SymbolicSubsystem(name: name, kind: .twoLevel, size: 1)
  }

  /// σ_x = |e⟩⟨g| + |g⟩⟨e|.
  public var sigmaX: SymbolicOperator { .symbol(.x, of: subsystem) }
  /// σ_y = −i|e⟩⟨g| + i|g⟩⟨e|.
  public var sigmaY: SymbolicOperator { .symbol(.y, of: subsystem) }
  /// σ_z = |e⟩⟨e| − |g⟩⟨g|.
  public var sigmaZ: SymbolicOperator { .symbol(.z, of: subsystem) }
  /// σ₊ = |e⟩⟨g|, which excites.
  public var sigmaPlus: SymbolicOperator { .symbol(.plus, of: subsystem) }
  /// σ₋ = |g⟩⟨e|, which decays.
  public var sigmaMinus: SymbolicOperator { .symbol(.minus, of: subsystem) }
  /// The projector |e⟩⟨e| = (1 + σ_z)/2.
  public var excitedProjector: SymbolicOperator { (sigmaZ + 1) / 2 }
  /// The projector |g⟩⟨g| = (1 − σ_z)/2.
  public var groundProjector: SymbolicOperator { (1 - sigmaZ) / 2 }
}
