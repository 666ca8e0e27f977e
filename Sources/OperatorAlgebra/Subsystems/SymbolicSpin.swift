/// A spin, or the collective spin of N two-level systems, whose operators are symbols: [S_x, S_y] = i S_z.
///
/// The names are those of `Spin`, whose matrices the symbols become.
///
///     let spin = SymbolicSpin("S", quantumNumber: Parameter("S"))
///     spin.x.commutator(with: spin.y)        // i S_z
public struct SymbolicSpin: Sendable, Hashable {
  /// What the symbols act on; its size is S.
  public let subsystem: SymbolicSubsystem

  /// A spin by its name and quantum number.
  ///
  /// - Parameters:
  ///   - name: the name, also of its operators in formulas.
  ///   - quantumNumber: S, a number or a parameter that becomes large in the mean-field limit.
  public init(_ name: String, quantumNumber: Coefficient) {
    subsystem = SymbolicSubsystem(name: name, kind: .spin, size: quantumNumber)
  }

  /// The collective spin of N two-level systems, S = N/2.
  ///
  /// - Parameters:
  ///   - name: the name, also of its operators in formulas.
  ///   - particleCount: N, a number or a parameter that becomes large in the mean-field limit.
  public init(_ name: String, particleCount: Coefficient) {
    self.init(name, quantumNumber: particleCount / 2)
  }

  /// S, a number or a formula of parameters.
  public var quantumNumber: Coefficient { subsystem.size }

  /// S_x.
  public var x: SymbolicOperator { .symbol(.x, of: subsystem) }
  /// S_y.
  public var y: SymbolicOperator { .symbol(.y, of: subsystem) }
  /// S_z.
  public var z: SymbolicOperator { .symbol(.z, of: subsystem) }
  /// The raising operator S₊ = S_x + i S_y.
  public var plus: SymbolicOperator { .symbol(.plus, of: subsystem) }
  /// The lowering operator S₋ = S_x − i S_y.
  public var minus: SymbolicOperator { .symbol(.minus, of: subsystem) }
}
