import Preconditions

/// A sparse matrix, a value, stored row by row (compressed sparse rows).
///
/// Row i holds the entries `rowOffsets[i]..<rowOffsets[i + 1]` of `columnIndices` and `values`, columns
/// in rising order, each once. An entry that is stored may be zero; `droppingZeros` removes such.
public struct SparseMatrix<Scalar: MatrixScalar>: Hashable, Sendable {
  /// One entry of a matrix, for building it.
  public struct Entry: Hashable, Sendable {
    /// The row, counted from 0.
    public var row: Int
    /// The column, counted from 0.
    public var column: Int
    /// The number.
    public var value: Scalar

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - row: the row, counted from 0.
    ///   - column: the column, counted from 0.
    ///   - value: the number.
    @inlinable public init(row: Int, column: Int, value: Scalar) {
      self.row = row
      self.column = column
      self.value = value
    }
  }

  /// The number of rows.
  public let rowCount: Int

  /// The number of columns.
  public let columnCount: Int

  /// Where each row begins in `columnIndices` and `values`, and behind them the number of entries.
  public let rowOffsets: [Int]

  /// The column of each stored entry.
  public let columnIndices: [Int]

  /// The number of each stored entry.
  public let values: [Scalar]

  /// Makes a matrix from entries in any order; entries at the same place are summed.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns.
  ///   - entries: the entries, all inside the matrix.
  /// - Complexity: O(number of entries + rows + columns).
  public init(rows: Int, columns: Int, entries: [Entry]) {
    requirePrecondition(
      rows >= 0 && columns >= 0, "A matrix has no negative number of rows or columns.")
    for entry in entries {
      requirePrecondition(
        entry.row >= 0 && entry.row < rows && entry.column >= 0 && entry.column < columns,
        "The entry (\(entry.row), \(entry.column)) lies outside a \(rows) × \(columns) matrix.")
    }
    // Two stable counting sorts, by column and then by row, leave each row with rising columns.
    let byColumn = Self.stableOrder(of: entries.map(\.column), keyCount: columns)
    let byRow = Self.stableOrder(of: byColumn.map { entries[$0].row }, keyCount: rows)
    var offsets = [Int](repeating: 0, count: rows + 1)
    var columnIndices: [Int] = []
    var values: [Scalar] = []
    columnIndices.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    var lastRow = -1
    for position in byRow {
      let entry = entries[byColumn[position]]
      if entry.row == lastRow, columnIndices.last == entry.column {
        values[values.count - 1] += entry.value
        continue
      }
      lastRow = entry.row
      columnIndices.append(entry.column)
      values.append(entry.value)
      offsets[entry.row + 1] += 1
    }
    for i in 0..<rows { offsets[i + 1] += offsets[i] }
    self.init(
      rowCount: rows, columnCount: columns, rowOffsets: offsets, columnIndices: columnIndices,
      values: values)
  }

  /// Keeps arrays that are in order already.
  package init(
    rowCount: Int, columnCount: Int, rowOffsets: [Int], columnIndices: [Int], values: [Scalar]
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.rowOffsets = rowOffsets
    self.columnIndices = columnIndices
    self.values = values
  }

  private static func stableOrder(of keys: [Int], keyCount: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: keyCount + 1)
    for key in keys { starts[key + 1] += 1 }
    for k in 0..<keyCount { starts[k + 1] += starts[k] }
    var order = [Int](repeating: 0, count: keys.count)
    for (index, key) in keys.enumerated() {
      order[starts[key]] = index
      starts[key] += 1
    }
    return order
  }

  /// A matrix without entries.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns.
  /// - Returns: the zero matrix.
  public static func zero(rows: Int, columns: Int) -> SparseMatrix {
    SparseMatrix(rows: rows, columns: columns, entries: [])
  }

  /// The identity matrix.
  ///
  /// - Parameter size: the number of rows and columns.
  /// - Returns: ones on the diagonal.
  public static func identity(_ size: Int) -> SparseMatrix {
    diagonal(Array(repeating: 1, count: size))
  }

  /// A square matrix with these numbers on its diagonal.
  ///
  /// - Parameter values: the diagonal from top left to bottom right.
  /// - Returns: a matrix as large as there are values.
  public static func diagonal(_ values: [Scalar]) -> SparseMatrix {
    SparseMatrix(
      rowCount: values.count, columnCount: values.count, rowOffsets: Array(0...values.count),
      columnIndices: Array(0..<values.count), values: values)
  }

  /// The nonzero elements of a dense matrix.
  ///
  /// - Parameter dense: the matrix to take them from.
  public init(_ dense: Matrix<Scalar>) {
    var entries: [Entry] = []
    for j in 0..<dense.columnCount {
      for i in 0..<dense.rowCount where dense[i, j] != .zero {
        entries.append(Entry(row: i, column: j, value: dense[i, j]))
      }
    }
    self.init(rows: dense.rowCount, columns: dense.columnCount, entries: entries)
  }

  /// The same matrix with all its zeros.
  public var dense: Matrix<Scalar> {
    var result = Matrix<Scalar>(rows: rowCount, columns: columnCount)
    forEachEntry { result[$0, $1] = $2 }
    return result
  }

  /// Element (row, column); zero where no entry is stored.
  ///
  /// - Complexity: logarithmic in the number of entries of the row.
  public subscript(row: Int, column: Int) -> Scalar {
    requirePrecondition(
      row >= 0 && row < rowCount && column >= 0 && column < columnCount,
      "The element (\(row), \(column)) lies outside a \(rowCount) × \(columnCount) matrix.")
    var (low, high) = (rowOffsets[row], rowOffsets[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if columnIndices[middle] == column { return values[middle] }
      if columnIndices[middle] < column { low = middle + 1 } else { high = middle }
    }
    return .zero
  }

  /// Calls a function with each stored entry, row by row.
  ///
  /// - Parameter body: takes row, column and value.
  @inlinable public func forEachEntry(_ body: (_ row: Int, _ column: Int, _ value: Scalar) -> Void)
  {
    for i in 0..<rowCount {
      for k in rowOffsets[i]..<rowOffsets[i + 1] { body(i, columnIndices[k], values[k]) }
    }
  }

  /// All stored entries, row by row.
  public var entries: [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(values.count)
    forEachEntry { result.append(Entry(row: $0, column: $1, value: $2)) }
    return result
  }

  /// The number of stored entries that are not zero.
  public var nonzeroCount: Int { values.reduce(0) { $0 + ($1 == .zero ? 0 : 1) } }

  /// The number of stored entries.
  public var storedCount: Int { values.count }

  /// Whether there are as many rows as columns.
  public var isSquare: Bool { rowCount == columnCount }

  /// Whether no element is infinite or NaN.
  public var isFinite: Bool { values.allSatisfy(\.isFinite) }

  /// The numbers on the main diagonal.
  public var diagonal: [Scalar] { (0..<min(rowCount, columnCount)).map { self[$0, $0] } }

  /// The sum of the diagonal of a square matrix.
  public var trace: Scalar {
    requirePrecondition(
      isSquare, "Only a square matrix has a trace, not one of \(rowCount) × \(columnCount).")
    return diagonal.reduce(.zero, +)
  }

  /// The Frobenius norm √Σ|a_ij|².
  public var norm: Double { values.reduce(0) { $0 + $1.modulus * $1.modulus }.squareRoot() }

  /// The largest |a_ij|, 0 where there are no entries.
  public var largestModulus: Double { values.reduce(0) { max($0, $1.modulus) } }
}
