public import ComplexModule
public import LinearAlgebra

/// A linear operator on a finite-dimensional space.
///
/// It is stored in the cheapest of three forms, chosen from its elements and told by `form`: diagonal,
/// sparse, or dense where a quarter and more of the elements of a space of 16 and more dimensions are
/// not zero.
///
/// Element (i, j) is ⟨i|A|j⟩ in the basis of the space it was made from (for a spin: m = +S first).
/// Operators on spaces of different dimension never combine: that is a programmer's mistake and stops the
/// program with a sentence that names both dimensions. Data from outside enters through the throwing
/// initializers.
public struct Operator: Sendable, Hashable {
  /// The elements in their form; equal operators have equal storage.
  let storage: OperatorStorage

  /// The dimension of the space.
  public var dimension: Int { storage.dimension }

  /// How the operator is stored.
  public var form: OperatorForm { storage.form }

  /// The matrix of the operator, without stored zeros.
  ///
  /// - Complexity: O(1) for the sparse form, O(d) for the diagonal and O(d²) for the dense one.
  public var matrix: SparseMatrix<ComplexDouble> { storage.sparse }

  /// An operator from its sparse matrix.
  ///
  /// - Parameter matrix: square, not empty, every number finite.
  /// - Throws: `QuantumError`, `dimensionMismatch` when not square or empty, `notFinite` for NaN or infinity.
  public init(_ matrix: SparseMatrix<ComplexDouble>) throws {
    guard matrix.rowCount == matrix.columnCount, matrix.rowCount > 0 else {
      throw QuantumError(
        .dimensionMismatch,
        "An operator needs a square matrix, but \(matrix.rowCount) × \(matrix.columnCount) came.")
    }
    guard matrix.isFinite else {
      throw QuantumError(
        .notFinite, "An operator's elements must be finite, but NaN or infinity came.")
    }
    storage = OperatorStorage(matrix)
  }

  /// An operator from its dense matrix; exact zeros are not stored.
  ///
  /// - Parameter matrix: square, not empty, every number finite.
  /// - Throws: `QuantumError`, `dimensionMismatch` when not square or empty, `notFinite` for NaN or infinity.
  public init(_ matrix: Matrix<ComplexDouble>) throws {
    guard matrix.isSquare, matrix.rowCount > 0 else {
      throw QuantumError(
        .dimensionMismatch,
        "An operator needs a square matrix, but \(matrix.rowCount) × \(matrix.columnCount) came.")
    }
    guard matrix.isFinite else {
      throw QuantumError(
        .notFinite, "An operator's elements must be finite, but NaN or infinity came.")
    }
    storage = OperatorStorage(matrix)
  }

  /// An operator from rows as on paper, `Operator(rows: [[0, 1], [1, 0]])`.
  ///
  /// - Parameter rows: as many rows as columns, every number finite.
  /// - Throws: `QuantumError`, `dimensionMismatch` when not square or empty, `notFinite` for NaN or infinity.
  public init(rows: [[ComplexDouble]]) throws {
    for (index, row) in rows.enumerated() where row.count != rows.count {
      throw QuantumError(
        .dimensionMismatch,
        "An operator needs a square matrix, but row \(index) of \(rows.count) has \(row.count) numbers."
      )
    }
    try self.init(Matrix(rowMajor: rows))
  }

  /// An operator whose matrix is known to be square and finite.
  package init(unchecked matrix: SparseMatrix<ComplexDouble>) { storage = OperatorStorage(matrix) }

  /// An operator whose dense matrix is known to be square and finite.
  package init(unchecked matrix: Matrix<ComplexDouble>) { storage = OperatorStorage(matrix) }

  /// An operator in a form.
  init(storage: OperatorStorage) { self.storage = storage }

  /// An operator from elements known to be inside the space.
  init(dimension: Int, entries: [(Int, Int, ComplexDouble)]) {
    storage = OperatorStorage(
      SparseMatrix(
        rows: dimension, columns: dimension,
        entries: entries.map { .init(row: $0.0, column: $0.1, value: $0.2) }))
  }

  /// The identity.
  ///
  /// - Parameter dimension: of the space.
  /// - Returns: the operator 1.
  public static func identity(dimension: Int) -> Operator {
    .diagonal([Double](repeating: 1, count: dimension))
  }

  /// The operator that is zero.
  ///
  /// - Parameter dimension: of the space.
  /// - Returns: the operator 0.
  public static func zero(dimension: Int) -> Operator {
    .diagonal([Double](repeating: 0, count: dimension))
  }

  /// A diagonal operator with real values.
  ///
  /// - Parameter values: the diagonal in the order of the basis.
  /// - Returns: Σ v_k |k⟩⟨k|.
  public static func diagonal(_ values: [Double]) -> Operator {
    Operator(storage: .diagonal(values.map { ComplexDouble($0) }))
  }

  /// A diagonal operator with complex values.
  ///
  /// - Parameter values: the diagonal in the order of the basis.
  /// - Returns: Σ v_k |k⟩⟨k|.
  public static func diagonal(complex values: [ComplexDouble]) -> Operator {
    Operator(storage: .diagonal(values))
  }

  /// The matrix element ⟨row|A|column⟩.
  public subscript(row: Int, column: Int) -> ComplexDouble { storage[row, column] }

  /// The operator as a dense matrix.
  public var dense: Matrix<ComplexDouble> { storage.dense }

  /// The number of matrix elements that are not zero.
  public var nonzeroCount: Int { storage.nonzeroCount }

  /// The trace Σ ⟨k|A|k⟩.
  public var trace: ComplexDouble {
    (0..<dimension).reduce(.zero) { $0 + storage[$1, $1] }
  }

  /// The adjoint A†.
  public var adjoint: Operator { Operator(storage: storage.adjoint) }

  /// The transpose Aᵀ in the basis of the space.
  public var transposed: Operator { Operator(storage: storage.adjoint.mapped(\.conjugate)) }

  /// The operator of the conjugated elements A* in the basis of the space.
  public var conjugated: Operator { Operator(storage: storage.mapped(\.conjugate)) }

  /// The Frobenius (Hilbert–Schmidt) norm √Tr A†A.
  public var norm: Double { storage.values.reduce(0.0) { $0 + $1.lengthSquared }.squareRoot() }

  /// Whether |A − A†| stays within a tolerance, element by element, relative to the largest element.
  ///
  /// - Parameter tolerance: the allowed difference divided by the largest |A_ij|.
  /// - Returns: whether the operator is Hermitian; never for NaN.
  public func isHermitian(tolerance: Double = 1e-12) -> Bool {
    (self - adjoint).storage.largestModulus <= tolerance * storage.largestModulus
  }

  /// Whether the largest difference of matrix elements stays within an absolute tolerance.
  ///
  /// - Parameters:
  ///   - other: an operator on a space of the same dimension.
  ///   - tolerance: the allowed |A_ij − B_ij|.
  /// - Returns: whether the two agree.
  public func isApproximatelyEqual(to other: Operator, tolerance: Double) -> Bool {
    (self - other).storage.largestModulus <= tolerance
  }
}
