import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Superoperator {
  /// The identity map ρ ↦ ρ.
  ///
  /// - Parameter dimension: d.
  /// - Returns: the map that changes nothing.
  public static func identity(dimension: Int) -> Superoperator {
    Superoperator(dimension: dimension, action: .identity(dimension: dimension * dimension))
  }

  /// The zero map.
  ///
  /// - Parameter dimension: d.
  /// - Returns: ρ ↦ 0.
  public static func zero(dimension: Int) -> Superoperator {
    Superoperator(dimension: dimension, action: .zero(dimension: dimension * dimension))
  }

  /// Multiplication from the left, ρ ↦ Aρ.
  ///
  /// - Parameter factor: A.
  /// - Returns: 1 ⊗ A on stacked columns.
  public static func left(_ factor: Operator) -> Superoperator {
    Superoperator(
      dimension: factor.dimension,
      action: Operator.identity(dimension: factor.dimension).tensorProduct(with: factor))
  }

  /// Multiplication from the right, ρ ↦ ρB.
  ///
  /// - Parameter factor: B.
  /// - Returns: Bᵀ ⊗ 1 on stacked columns.
  public static func right(_ factor: Operator) -> Superoperator {
    Superoperator(
      dimension: factor.dimension,
      action: factor.transposed.tensorProduct(with: .identity(dimension: factor.dimension)))
  }

  /// Multiplication from both sides, ρ ↦ AρB.
  ///
  /// - Parameters:
  ///   - left: A.
  ///   - right: B, of the same dimension; nothing is conjugated.
  /// - Returns: Bᵀ ⊗ A on stacked columns.
  public static func sandwich(_ left: Operator, _ right: Operator) -> Superoperator {
    requirePrecondition(
      left.dimension == right.dimension,
      "Cannot put a state between operators of dimension \(left.dimension) and \(right.dimension).")
    return Superoperator(
      dimension: left.dimension, action: right.transposed.tensorProduct(with: left))
  }

  /// ρ ↦ AρA†, completely positive for any A and the unitary channel for a unitary one.
  ///
  /// - Parameter factor: A.
  /// - Returns: A* ⊗ A on stacked columns.
  public static func conjugation(by factor: Operator) -> Superoperator {
    sandwich(factor, factor.adjoint)
  }

  /// The commutator ρ ↦ [A, ρ]; unitary dynamics is −i times that with H.
  ///
  /// - Parameter factor: A.
  /// - Returns: 1 ⊗ A − Aᵀ ⊗ 1.
  public static func commutator(with factor: Operator) -> Superoperator {
    left(factor) - right(factor)
  }

  /// The anticommutator ρ ↦ {A, ρ}.
  ///
  /// - Parameter factor: A.
  /// - Returns: 1 ⊗ A + Aᵀ ⊗ 1.
  public static func anticommutator(with factor: Operator) -> Superoperator {
    left(factor) + right(factor)
  }

  /// The Lindblad dissipator ρ ↦ LρL† − ½{L†L, ρ}.
  ///
  /// - Parameter jump: L, with its √rate.
  /// - Returns: the dissipator.
  public static func dissipator(_ jump: Operator) -> Superoperator {
    conjugation(by: jump) - 0.5 * anticommutator(with: jump.adjoint * jump)
  }

  /// The transposition ρ ↦ ρᵀ, which is positive but not completely positive.
  ///
  /// - Parameter dimension: d.
  /// - Returns: the swap of row and column.
  public static func transposition(dimension: Int) -> Superoperator {
    let entries = (0..<dimension).flatMap { j in
      (0..<dimension).map { i in
        SparseMatrix<ComplexDouble>.Entry(
          row: j + dimension * i, column: i + dimension * j, value: 1)
      }
    }
    let count = dimension * dimension
    return Superoperator(
      dimension: dimension,
      action: Operator(unchecked: SparseMatrix(rows: count, columns: count, entries: entries)))
  }

  /// The depolarizing channel ρ ↦ (1 − p)ρ + p Tr(ρ) 1/d.
  ///
  /// - Parameters:
  ///   - probability: p; a channel for 0 ≤ p ≤ d²/(d² − 1).
  ///   - dimension: d.
  /// - Returns: the map.
  public static func depolarizing(probability: Double, dimension: Int) -> Superoperator {
    let share = ComplexDouble(probability / Double(dimension))
    let count = dimension * dimension
    let entries = (0..<dimension).flatMap { i in
      (0..<dimension).map { k in
        SparseMatrix<ComplexDouble>.Entry(
          row: i + dimension * i, column: k + dimension * k, value: share)
      }
    }
    let reset = Superoperator(
      dimension: dimension,
      action: Operator(unchecked: SparseMatrix(rows: count, columns: count, entries: entries)))
    return (1 - probability) * identity(dimension: dimension) + reset
  }
}
