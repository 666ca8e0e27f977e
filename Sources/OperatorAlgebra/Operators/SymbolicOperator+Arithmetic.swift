import Preconditions
public import ComplexModule
public import LinearAlgebra

extension SymbolicOperator {
  /// The sum.
  public static func + (left: SymbolicOperator, right: SymbolicOperator) -> SymbolicOperator {
    SymbolicOperator(collecting: left.terms + right.terms)
  }
  /// The difference.
  public static func - (left: SymbolicOperator, right: SymbolicOperator) -> SymbolicOperator {
    left + (-right)
  }
  /// The operator with its sign changed.
  public static prefix func - (operand: SymbolicOperator) -> SymbolicOperator {
    operand.scaled(by: -1)
  }
  /// The product AB, which applies B first.
  public static func * (left: SymbolicOperator, right: SymbolicOperator) -> SymbolicOperator {
    SymbolicOperator(
      collecting: left.terms.flatMap { a in
        right.terms.map { b in
          Term(coefficient: a.coefficient * b.coefficient, symbols: sorted(a.symbols + b.symbols))
        }
      })
  }

  /// The operator times a coefficient.
  public static func * (factor: Coefficient, operand: SymbolicOperator) -> SymbolicOperator {
    operand.scaled(by: factor)
  }
  /// The operator times a coefficient.
  public static func * (operand: SymbolicOperator, factor: Coefficient) -> SymbolicOperator {
    operand.scaled(by: factor)
  }
  /// The operator divided by a coefficient.
  public static func / (operand: SymbolicOperator, divisor: Coefficient) -> SymbolicOperator {
    operand.scaled(by: divisor.raised(to: -1))
  }
  /// The operator times a real number.
  public static func * (factor: Double, operand: SymbolicOperator) -> SymbolicOperator {
    operand.scaled(by: Coefficient(factor))
  }
  /// The operator times a real number.
  public static func * (operand: SymbolicOperator, factor: Double) -> SymbolicOperator {
    operand.scaled(by: Coefficient(factor))
  }
  /// The operator divided by a real number.
  public static func / (operand: SymbolicOperator, divisor: Double) -> SymbolicOperator {
    operand.scaled(by: Coefficient(1) / divisor)
  }
  /// The operator times a complex number.
  @_disfavoredOverload
  public static func * (factor: ComplexDouble, operand: SymbolicOperator) -> SymbolicOperator {
    operand.scaled(by: Coefficient(factor))
  }
  /// The operator times an integer, so that `2 * spin.x` needs no decision between kinds of numbers.
  public static func * (factor: Int, operand: SymbolicOperator) -> SymbolicOperator {
    operand.scaled(by: Coefficient(Double(factor)))
  }
  /// The operator divided by an integer.
  public static func / (operand: SymbolicOperator, divisor: Int) -> SymbolicOperator {
    operand / Double(divisor)
  }

  /// The sum with a multiple of the identity.
  public static func + (left: SymbolicOperator, right: Coefficient) -> SymbolicOperator {
    left + SymbolicOperator(right)
  }
  /// The sum with a multiple of the identity.
  public static func + (left: Coefficient, right: SymbolicOperator) -> SymbolicOperator {
    SymbolicOperator(left) + right
  }
  /// The difference from a multiple of the identity.
  public static func - (left: SymbolicOperator, right: Coefficient) -> SymbolicOperator {
    left - SymbolicOperator(right)
  }
  /// The difference from a multiple of the identity.
  public static func - (left: Coefficient, right: SymbolicOperator) -> SymbolicOperator {
    SymbolicOperator(left) - right
  }

  /// Adds an operator.
  public static func += (left: inout SymbolicOperator, right: SymbolicOperator) {
    left = left + right
  }
  /// Subtracts an operator.
  public static func -= (left: inout SymbolicOperator, right: SymbolicOperator) {
    left = left - right
  }

  /// The square AA.
  public var squared: SymbolicOperator { self * self }

  /// A power.
  ///
  /// - Parameter power: 0 or more.
  /// - Returns: A multiplied by itself.
  public func raised(to power: Int) -> SymbolicOperator {
    requirePrecondition(power >= 0, "Operators have powers of 0 or more, but \(power) came.")
    return (0..<power).reduce(.identity) { result, _ in result * self }
  }

  /// The commutator [A, B] = AB − BA in canonical form.
  ///
  /// - Parameter other: B.
  /// - Returns: AB − BA.
  public func commutator(with other: SymbolicOperator) -> SymbolicOperator {
    (self * other - other * self).canonical
  }

  /// The anticommutator {A, B} = AB + BA in canonical form.
  ///
  /// - Parameter other: B.
  /// - Returns: AB + BA.
  public func anticommutator(with other: SymbolicOperator) -> SymbolicOperator {
    (self * other + other * self).canonical
  }

  /// All coefficients multiplied by a factor.
  package func scaled(by factor: Coefficient) -> SymbolicOperator {
    SymbolicOperator(
      collecting: terms.map {
        Term(coefficient: factor * $0.coefficient, symbols: $0.symbols)
      })
  }
}
