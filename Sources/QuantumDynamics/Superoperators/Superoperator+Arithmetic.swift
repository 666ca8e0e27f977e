import Preconditions
public import ComplexModule
public import LinearAlgebra
import QuantumCore

extension Superoperator {
  private static func combined(
    _ left: Superoperator, _ right: Superoperator, _ verb: String,
    _ body: (Operator, Operator) -> Operator
  ) -> Superoperator {
    requirePrecondition(
      left.dimension == right.dimension,
      "Cannot \(verb) superoperators of dimension \(left.dimension) and \(right.dimension).")
    return Superoperator(dimension: left.dimension, action: body(left.action, right.action))
  }

  /// The sum of two maps.
  public static func + (left: Superoperator, right: Superoperator) -> Superoperator {
    combined(left, right, "add", +)
  }

  /// The difference of two maps.
  public static func - (left: Superoperator, right: Superoperator) -> Superoperator {
    combined(left, right, "subtract", -)
  }

  /// Adds a map.
  public static func += (left: inout Superoperator, right: Superoperator) { left = left + right }

  /// Subtracts a map.
  public static func -= (left: inout Superoperator, right: Superoperator) { left = left - right }

  /// The composition ΦΨ, which applies Ψ first.
  public static func * (left: Superoperator, right: Superoperator) -> Superoperator {
    combined(left, right, "compose", *)
  }

  /// The map with its sign changed.
  public static prefix func - (operand: Superoperator) -> Superoperator {
    Superoperator(dimension: operand.dimension, action: -operand.action)
  }

  /// The map times a real number.
  public static func * (factor: Double, operand: Superoperator) -> Superoperator {
    Superoperator(dimension: operand.dimension, action: factor * operand.action)
  }

  /// The map times an integer, so that `2 * map` needs no decision between real and complex.
  public static func * (factor: Int, operand: Superoperator) -> Superoperator {
    Double(factor) * operand
  }

  /// The map times a complex number.
  public static func * (factor: ComplexDouble, operand: Superoperator) -> Superoperator {
    Superoperator(dimension: operand.dimension, action: factor * operand.action)
  }

  /// The adjoint Φ† in the Hilbert–Schmidt product, Tr(A†Φ(B)) = Tr(Φ†(A)†B): the Heisenberg picture.
  public var adjoint: Superoperator {
    Superoperator(dimension: dimension, action: action.adjoint)
  }

  /// The map e^(Lt) that this generator L leads to.
  ///
  /// - Parameter time: t.
  /// - Returns: the map over the time t, dense.
  /// - Throws: `LinearAlgebraError` with code `nonFinite` where the exponential exceeds the range of doubles.
  /// - Complexity: O(d⁶).
  public func exponential(time: Double) throws -> Superoperator {
    let scaled = ComplexDouble(time) * dense
    return Superoperator(
      dimension: dimension, action: Operator(unchecked: try scaled.exponential()))
  }
}
