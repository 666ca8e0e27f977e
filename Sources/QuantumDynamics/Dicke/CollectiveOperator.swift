public import ComplexModule
public import LinearAlgebra

/// A polynomial in the collective spin operators S_α = Σ_i σ_α^(i)/2 of N two-level systems.
///
/// Made from `x`, `y`, `z`, `plus`, `minus` and `one` by sums, products and numbers; it knows no N.
public struct CollectiveOperator: Sendable, Hashable {
  /// One factor: S₊, S₋ or S_z.
  enum Factor: Hashable, Sendable {
    case plus
    case minus
    case z
  }

  /// The coefficient of each product; the first factor is the leftmost.
  var terms: [[Factor]: ComplexDouble]

  /// S_z.
  public static let z = CollectiveOperator(terms: [[.z]: 1])
  /// S₊ = S_x + i S_y, which excites.
  public static let plus = CollectiveOperator(terms: [[.plus]: 1])
  /// S₋ = S_x − i S_y, which de-excites.
  public static let minus = CollectiveOperator(terms: [[.minus]: 1])
  /// S_x.
  public static let x = 0.5 * (plus + minus)
  /// S_y.
  public static let y = ComplexDouble(0, -0.5) * (plus - minus)
  /// The identity.
  public static let one = CollectiveOperator(terms: [[]: 1])
  /// The operator 0.
  public static let zero = CollectiveOperator(terms: [:])
  /// S² = S_x² + S_y² + S_z².
  public static let squared = 0.5 * (plus * minus + minus * plus) + z * z

  /// The adjoint.
  public var adjoint: CollectiveOperator {
    var result = CollectiveOperator.zero
    for (factors, value) in terms {
      let mirrored = factors.reversed().map { factor -> Factor in
        switch factor {
        case .plus: .minus
        case .minus: .plus
        case .z: .z
        }
      }
      result.terms[mirrored, default: 0] += value.conjugate
    }
    return result
  }

  /// The sum.
  public static func + (left: CollectiveOperator, right: CollectiveOperator) -> CollectiveOperator {
    CollectiveOperator(terms: left.terms.merging(right.terms, uniquingKeysWith: +))
  }

  /// The difference.
  public static func - (left: CollectiveOperator, right: CollectiveOperator) -> CollectiveOperator {
    left + ComplexDouble(-1) * right
  }

  /// The product, the right factor applied first.
  public static func * (left: CollectiveOperator, right: CollectiveOperator) -> CollectiveOperator {
    var result = CollectiveOperator.zero
    for (first, a) in left.terms {
      for (second, b) in right.terms { result.terms[first + second, default: 0] += a * b }
    }
    return result
  }

  /// The product with a real number.
  public static func * (factor: Double, operand: CollectiveOperator) -> CollectiveOperator {
    ComplexDouble(factor) * operand
  }

  /// The product with a complex number.
  public static func * (factor: ComplexDouble, operand: CollectiveOperator) -> CollectiveOperator {
    CollectiveOperator(terms: operand.terms.mapValues { factor * $0 })
  }
}
