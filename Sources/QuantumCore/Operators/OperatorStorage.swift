import Preconditions
import ComplexModule
import LinearAlgebra

/// The elements of an operator in the form that suits them; the form follows from the elements alone.
enum OperatorStorage: Sendable, Hashable {
  case diagonal([ComplexDouble])
  case sparse(SparseMatrix<ComplexDouble>)
  case dense(Matrix<ComplexDouble>)

  /// Chooses the form of a sparse matrix; stored zeros are dropped.
  init(_ matrix: SparseMatrix<ComplexDouble>) {
    var (nonzero, isDiagonal) = (0, true)
    for i in 0..<matrix.rowCount {
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] where matrix.values[k] != .zero {
        nonzero += 1
        if matrix.columnIndices[k] != i { isDiagonal = false }
      }
    }
    switch OperatorForm.best(
      dimension: matrix.rowCount, nonzeroCount: nonzero, isDiagonal: isDiagonal)
    {
    case .diagonal: self = .diagonal(matrix.diagonal)
    case .sparse:
      self = .sparse(nonzero == matrix.storedCount ? matrix : matrix.droppingZeros)
    case .dense: self = .dense(matrix.dense)
    }
  }

  /// Chooses the form of a dense matrix.
  init(_ matrix: Matrix<ComplexDouble>) {
    let (elements, rows) = (matrix.elements, matrix.rowCount)
    var (nonzero, isDiagonal) = (0, true)
    for j in 0..<rows {
      for i in 0..<rows where elements[i + rows * j] != .zero {
        nonzero += 1
        if i != j { isDiagonal = false }
      }
    }
    switch OperatorForm.best(dimension: rows, nonzeroCount: nonzero, isDiagonal: isDiagonal) {
    case .diagonal: self = .diagonal(matrix.diagonal)
    case .sparse: self = .sparse(SparseMatrix(matrix))
    case .dense: self = .dense(matrix)
    }
  }

  var form: OperatorForm {
    switch self {
    case .diagonal: .diagonal
    case .sparse: .sparse
    case .dense: .dense
    }
  }

  var dimension: Int {
    switch self {
    case .diagonal(let values): values.count
    case .sparse(let matrix): matrix.rowCount
    case .dense(let matrix): matrix.rowCount
    }
  }

  var sparse: SparseMatrix<ComplexDouble> {
    switch self {
    case .diagonal(let values):
      // Zeros on a diagonal are not stored, as nowhere else.
      values.contains(.zero)
        ? SparseMatrix.diagonal(values).droppingZeros : SparseMatrix.diagonal(values)
    case .sparse(let matrix): matrix
    case .dense(let matrix): SparseMatrix(matrix)
    }
  }

  var dense: Matrix<ComplexDouble> {
    switch self {
    case .diagonal(let values): .diagonal(values)
    case .sparse(let matrix): matrix.dense
    case .dense(let matrix): matrix
    }
  }

  subscript(row: Int, column: Int) -> ComplexDouble {
    switch self {
    case .diagonal(let values):
      requirePrecondition(
        values.indices.contains(row) && values.indices.contains(column),
        "The element (\(row), \(column)) lies outside an operator of dimension \(values.count).")
      return row == column ? values[row] : .zero
    case .sparse(let matrix): return matrix[row, column]
    case .dense(let matrix): return matrix[row, column]
    }
  }

  /// The stored numbers, in the order of the form.
  var values: [ComplexDouble] {
    switch self {
    case .diagonal(let values): values
    case .sparse(let matrix): matrix.values
    case .dense(let matrix): matrix.elements
    }
  }

  var nonzeroCount: Int { values.reduce(0) { $1 == .zero ? $0 : $0 + 1 } }

  /// The largest modulus; NaN stays NaN, so that comparisons with it are false.
  var largestModulus: Double {
    values.reduce(0.0) { $1.isFinite ? max($0, $1.length) : .nan }
  }

  var adjoint: OperatorStorage {
    switch self {
    case .diagonal(let values): .diagonal(values.map(\.conjugate))
    case .sparse(let matrix): .sparse(matrix.adjoint)
    case .dense(let matrix): .dense(matrix.adjoint)
    }
  }

  /// The storage with each number transformed; zero must stay zero.
  func mapped(_ transform: (ComplexDouble) -> ComplexDouble) -> OperatorStorage {
    switch self {
    case .diagonal(let values): .diagonal(values.map(transform))
    // The form may change where numbers underflow to zero.
    case .sparse(let matrix): OperatorStorage(matrix.mapValues(transform))
    case .dense(let matrix): OperatorStorage(matrix.map(transform))
    }
  }

  func sum(_ other: OperatorStorage, subtracting: Bool) -> OperatorStorage {
    switch (self, other) {
    case (.diagonal(let a), .diagonal(let b)):
      .diagonal(zip(a, b).map { subtracting ? $0 - $1 : $0 + $1 })
    case (.dense, _), (_, .dense):
      OperatorStorage(subtracting ? dense - other.dense : dense + other.dense)
    default:
      OperatorStorage(subtracting ? sparse - other.sparse : sparse + other.sparse)
    }
  }

  func product(_ other: OperatorStorage) -> OperatorStorage {
    switch (self, other) {
    case (.diagonal(let a), .diagonal(let b)): .diagonal(zip(a, b).map { $0 * $1 })
    case (.dense, _), (_, .dense): OperatorStorage(dense * other.dense)
    default: OperatorStorage(sparse * other.sparse)
    }
  }

  func applied(to vector: [ComplexDouble]) -> [ComplexDouble] {
    switch self {
    case .diagonal(let values): zip(values, vector).map { $0 * $1 }
    case .sparse(let matrix): matrix * vector
    case .dense(let matrix): matrix * vector
    }
  }
}
