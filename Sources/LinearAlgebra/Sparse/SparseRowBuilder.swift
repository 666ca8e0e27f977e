public import Preconditions

/// Builds a sparse matrix row after row, for rows of a few entries each.
///
/// Faster than a list of entries where the rows come in order: each row is sorted on its own.
@usableFromInline
package struct SparseRowBuilder<Scalar: MatrixScalar> {
  @usableFromInline let columnCount: Int
  @usableFromInline var rowOffsets = [0]
  @usableFromInline var columnIndices: [Int] = []
  @usableFromInline var values: [Scalar] = []

  /// An empty matrix.
  ///
  /// - Parameters:
  ///   - columnCount: the number of columns.
  ///   - capacity: how many entries to expect.
  package init(columnCount: Int, capacity: Int) {
    self.columnCount = columnCount
    columnIndices.reserveCapacity(capacity)
    values.reserveCapacity(capacity)
  }

  /// Adds a number to an element of the row that is being built; zero changes nothing.
  ///
  /// - Parameters:
  ///   - column: the column, counted from 0.
  ///   - value: the number.
  @inlinable @inline(__always)
  package mutating func add(_ column: Int, _ value: Scalar) {
    requirePrecondition(column >= 0 && column < columnCount, "The entry lies outside the matrix.")
    guard value != .zero else { return }
    let start = rowOffsets[rowOffsets.count - 1]
    var position = columnIndices.count
    while position > start, columnIndices[position - 1] > column { position -= 1 }
    if position > start, columnIndices[position - 1] == column {
      values[position - 1] += value
    } else if position == columnIndices.count {
      columnIndices.append(column)
      values.append(value)
    } else {
      columnIndices.insert(column, at: position)
      values.insert(value, at: position)
    }
  }

  /// Ends a row and begins the next.
  @inlinable
  package mutating func endRow() { rowOffsets.append(columnIndices.count) }

  /// The matrix of the rows that were ended.
  package var matrix: SparseMatrix<Scalar> {
    SparseMatrix(
      rowCount: rowOffsets.count - 1, columnCount: columnCount, rowOffsets: rowOffsets,
      columnIndices: columnIndices, values: values)
  }
}
