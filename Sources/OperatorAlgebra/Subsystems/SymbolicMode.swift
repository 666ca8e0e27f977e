/// A bosonic mode whose operators are symbols: [a, a†] = 1, without a number of levels.
///
/// The names are those of `BosonicMode`, whose matrices the symbols become.
///
///     let a = SymbolicMode("a")
///     a.annihilation * a.creation        // a a†, which equals a†a + 1
public struct SymbolicMode: Sendable, Hashable {
  /// What the symbols act on.
  public let subsystem: SymbolicSubsystem

  /// A mode by its name.
  ///
  /// - Parameters:
  ///   - name: the name, also of its annihilation operator in formulas.
  ///   - scale: ℵ, a parameter that becomes large in the classical limit while ⟨a⟩/√ℵ stays finite; 1 for a mode
  ///     without such a limit.
  public init(_ name: String, scale: Coefficient = 1) {
    subsystem = SymbolicSubsystem(name: name, kind: .mode, size: scale)
  }

  /// The annihilation operator a.
  public var annihilation: SymbolicOperator { .symbol(.annihilation, of: subsystem) }
  /// The creation operator a†.
  public var creation: SymbolicOperator { .symbol(.creation, of: subsystem) }
  /// The number operator a†a.
  public var number: SymbolicOperator { creation * annihilation }
  /// The position quadrature x = (a + a†)/√2.
  public var position: SymbolicOperator { (annihilation + creation) / sqrt(Coefficient(2)) }
  /// The momentum quadrature p = (a − a†)/(i√2).
  public var momentum: SymbolicOperator {
    -Coefficient.i / sqrt(Coefficient(2)) * (annihilation - creation)
  }
}
