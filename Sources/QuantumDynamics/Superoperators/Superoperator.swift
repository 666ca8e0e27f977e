import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A linear map of operators, such as a channel, a commutator or a Lindblad generator.
///
/// It is kept as a d² × d² matrix S on stacked columns, ρ_ij at i + dj:
///
///     vec Φ(ρ) = S vec ρ,      vec(A ρ B) = (Bᵀ ⊗ A) vec ρ,
///
/// in the diagonal, sparse or dense form that its elements suggest.
public struct Superoperator: Sendable, Hashable {
  /// The dimension d of the space whose operators are mapped.
  public let dimension: Int

  /// S as an operator of dimension d² on stacked columns.
  let action: Operator

  /// S, sparse.
  public var matrix: SparseMatrix<ComplexDouble> { action.matrix }

  /// S, dense.
  public var dense: Matrix<ComplexDouble> { action.dense }

  /// How S is stored.
  public var form: OperatorForm { action.form }

  /// A map from its matrix on stacked columns.
  ///
  /// - Parameter matrix: S, d² × d², finite.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch` unless the matrix is square with a square number of
  ///   rows, `notFinite`.
  public init(_ matrix: SparseMatrix<ComplexDouble>) throws {
    let dimension = try Self.dimension(rows: matrix.rowCount, columns: matrix.columnCount)
    guard matrix.isFinite else { throw Self.notFinite }
    self.init(dimension: dimension, action: Operator(unchecked: matrix))
  }

  /// A map from its matrix on stacked columns.
  ///
  /// - Parameter matrix: S, d² × d², finite.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch` unless the matrix is square with a square number of
  ///   rows, `notFinite`.
  public init(_ matrix: Matrix<ComplexDouble>) throws {
    let dimension = try Self.dimension(rows: matrix.rowCount, columns: matrix.columnCount)
    guard matrix.isFinite else { throw Self.notFinite }
    self.init(dimension: dimension, action: Operator(unchecked: matrix))
  }

  init(dimension: Int, action: Operator) {
    self.dimension = dimension
    self.action = action
  }

  private static var notFinite: QuantumDynamicsError {
    QuantumDynamicsError(
      .notFinite, "A superoperator's elements must be finite; NaN or infinity came.")
  }

  /// The d of a d² × d² matrix.
  static func dimension(rows: Int, columns: Int) throws -> Int {
    let root = Int(Double(rows).squareRoot().rounded())
    guard rows == columns, rows > 0, root * root == rows else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "A superoperator is a matrix of d² × d², but one of \(rows) × \(columns) came.")
    }
    return root
  }

  /// Φ(ρ).
  ///
  /// - Parameter operand: ρ, or any other matrix of d × d numbers.
  /// - Returns: the mapped matrix.
  public func apply(to operand: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    requirePrecondition(
      operand.rowCount == dimension && operand.columnCount == dimension,
      "A superoperator of dimension \(dimension) cannot act on a matrix of \(operand.rowCount) × "
        + "\(operand.columnCount).")
    let image = action * Ket(unchecked: operand.elements)
    return Matrix(rows: dimension, columns: dimension, columnMajor: image.amplitudes)
  }

  /// Φ(A) of an operator.
  ///
  /// - Parameter operand: A.
  /// - Returns: the mapped operator.
  public func apply(to operand: Operator) -> Operator {
    Operator(unchecked: apply(to: operand.dense))
  }

  /// Φ(ρ) of a state, for maps that are channels.
  ///
  /// - Parameter state: ρ.
  /// - Returns: Φ(ρ); a state if the map is completely positive and preserves the trace, which is not checked.
  public func apply(to state: DensityMatrix) -> DensityMatrix {
    DensityMatrix(assumingValid: apply(to: state.matrix))
  }

  /// The trace of S, the sum of the map's eigenvalues.
  public var trace: ComplexDouble { action.trace }

  /// Whether the largest difference of the elements of S stays within an absolute tolerance.
  ///
  /// - Parameters:
  ///   - other: a map of the same dimension.
  ///   - tolerance: the allowed difference.
  /// - Returns: whether the two agree.
  public func isApproximatelyEqual(to other: Superoperator, tolerance: Double) -> Bool {
    action.isApproximatelyEqual(to: other.action, tolerance: tolerance)
  }
}
