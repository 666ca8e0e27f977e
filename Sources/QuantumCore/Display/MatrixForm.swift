import LinearAlgebra

/// The form of a matrix in words, for summaries.
enum MatrixForm {
  /// The number of nonzero elements and where they lie.
  ///
  /// - Parameter matrix: any sparse matrix.
  /// - Returns: for example `["400 nonzero (1%)", "tridiagonal"]`.
  static func facts<Scalar: MatrixScalar>(_ matrix: SparseMatrix<Scalar>) -> [String] {
    let nonzero = matrix.nonzeroCount
    let all = Double(matrix.rowCount) * Double(matrix.columnCount)
    var facts = [
      "\(nonzero) nonzero (\(NumberText.real(100 * Double(nonzero) / max(1, all), digits: 2))%)"
    ]
    guard matrix.isSquare, nonzero > 0 else { return facts }
    var width = 0
    matrix.forEachEntry { row, column, value in
      if value != .zero { width = max(width, abs(row - column)) }
    }
    if width == 0 {
      facts.append("diagonal")
    } else if width == 1 {
      facts.append("tridiagonal")
    } else if 4 * width < matrix.rowCount {
      facts.append("banded, \(width) off the diagonal")
    }
    return facts
  }
}
