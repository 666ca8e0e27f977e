import Preconditions
public import ComplexModule
public import LinearAlgebra

extension Operator {
  /// Stops with a sentence that names both dimensions unless they are equal.
  private static func requireSameSpace(_ left: Operator, _ right: Operator, _ verb: String) {
    requirePrecondition(
      left.dimension == right.dimension,
      "Cannot \(verb) operators on spaces of dimension \(left.dimension) and \(right.dimension).")
  }

  /// The sum of two operators on one space.
  public static func + (left: Operator, right: Operator) -> Operator {
    requireSameSpace(left, right, "add")
    return Operator(storage: left.storage.sum(right.storage, subtracting: false))
  }

  /// The difference of two operators on one space.
  public static func - (left: Operator, right: Operator) -> Operator {
    requireSameSpace(left, right, "subtract")
    return Operator(storage: left.storage.sum(right.storage, subtracting: true))
  }

  /// The operator with its sign changed.
  public static prefix func - (operand: Operator) -> Operator {
    Operator(storage: operand.storage.mapped { -$0 })
  }

  /// The product AB, which applies B first.
  public static func * (left: Operator, right: Operator) -> Operator {
    requireSameSpace(left, right, "multiply")
    return Operator(storage: left.storage.product(right.storage))
  }

  /// The operator times a real number.
  public static func * (factor: Double, operand: Operator) -> Operator {
    Operator(
      storage: operand.storage.mapped { ComplexDouble(factor * $0.real, factor * $0.imaginary) })
  }

  /// The operator times a real number.
  public static func * (operand: Operator, factor: Double) -> Operator { factor * operand }

  /// The operator times a complex number.
  public static func * (factor: ComplexDouble, operand: Operator) -> Operator {
    Operator(storage: operand.storage.mapped { factor * $0 })
  }

  /// The operator times a complex number.
  public static func * (operand: Operator, factor: ComplexDouble) -> Operator { factor * operand }

  /// The operator divided by a real number.
  public static func / (operand: Operator, divisor: Double) -> Operator {
    Operator(
      storage: operand.storage.mapped { ComplexDouble($0.real / divisor, $0.imaginary / divisor) })
  }

  /// The operator times an integer, so that `2 * spin.x` needs no decision between real and complex.
  public static func * (factor: Int, operand: Operator) -> Operator { Double(factor) * operand }

  /// The operator times an integer.
  public static func * (operand: Operator, factor: Int) -> Operator { Double(factor) * operand }

  /// The operator divided by an integer.
  public static func / (operand: Operator, divisor: Int) -> Operator { operand / Double(divisor) }

  /// Adds an operator.
  public static func += (left: inout Operator, right: Operator) { left = left + right }

  /// Subtracts an operator.
  public static func -= (left: inout Operator, right: Operator) { left = left - right }

  /// The commutator [A, B] = AB − BA.
  ///
  /// - Parameter other: B, on the same space.
  /// - Returns: AB − BA.
  public func commutator(with other: Operator) -> Operator { self * other - other * self }

  /// The anticommutator {A, B} = AB + BA.
  ///
  /// - Parameter other: B, on the same space.
  /// - Returns: AB + BA.
  public func anticommutator(with other: Operator) -> Operator { self * other + other * self }

  /// The operator applied to a state.
  public static func * (operand: Operator, ket: Ket) -> Ket {
    requirePrecondition(
      operand.dimension == ket.dimension,
      "Cannot apply an operator of dimension \(operand.dimension) to a ket of dimension \(ket.dimension)."
    )
    return Ket(unchecked: operand.storage.applied(to: ket.amplitudes))
  }
}
