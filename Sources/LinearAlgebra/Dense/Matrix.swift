import Preconditions

/// A dense matrix, a value, stored column by column.
///
/// Element (i, j) is `elements[i + rowCount * j]`, the order that BLAS and LAPACK use and the order of
/// vec ρ in this library. Shapes that do not fit in an arithmetic operation are a programmer's mistake
/// and stop the program with a sentence that names both; solvers, which take data from outside, throw.
public struct Matrix<Scalar: MatrixScalar>: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int

  /// The number of columns.
  public let columnCount: Int

  @usableFromInline var storage: [Scalar]

  /// All elements, column by column; `rowCount * columnCount` of them.
  @inlinable public var elements: [Scalar] { storage }

  /// Makes a matrix from its elements, column by column.
  ///
  /// - Parameters:
  ///   - rows: the number of rows, not negative.
  ///   - columns: the number of columns, not negative.
  ///   - elements: `rows * columns` numbers, column by column.
  public init(rows: Int, columns: Int, columnMajor elements: [Scalar]) {
    requirePrecondition(
      rows >= 0 && columns >= 0, "A matrix has no negative number of rows or columns.")
    requirePrecondition(
      elements.count == rows * columns,
      "A \(rows) × \(columns) matrix has \(rows * columns) elements, not \(elements.count).")
    rowCount = rows
    columnCount = columns
    storage = elements
  }

  /// Makes a matrix with the same number everywhere.
  ///
  /// - Parameters:
  ///   - rows: the number of rows, not negative.
  ///   - columns: the number of columns, not negative.
  ///   - value: the number, zero where none is given.
  public init(rows: Int, columns: Int, repeating value: Scalar = .zero) {
    requirePrecondition(
      rows >= 0 && columns >= 0, "A matrix has no negative number of rows or columns.")
    self.init(
      rows: rows, columns: columns, columnMajor: Array(repeating: value, count: rows * columns))
  }

  /// Makes a matrix from its rows.
  ///
  /// - Parameter rows: the rows, all of one length; `[[a, b], [c, d]]` reads as on paper.
  public init(rowMajor rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    self.init(rows: rows.count, columns: columns)
    for (i, row) in rows.enumerated() {
      requirePrecondition(
        row.count == columns,
        "Row \(i) has \(row.count) elements where row 0 has \(columns).")
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// Makes a matrix from a rule for its elements.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns.
  ///   - element: gives element (row, column).
  public init(rows: Int, columns: Int, element: (_ row: Int, _ column: Int) -> Scalar) {
    self.init(rows: rows, columns: columns)
    for j in 0..<columns {
      for i in 0..<rows { self[i, j] = element(i, j) }
    }
  }

  /// The identity matrix.
  ///
  /// - Parameter size: the number of rows and columns.
  /// - Returns: ones on the diagonal, zeros elsewhere.
  public static func identity(_ size: Int) -> Matrix {
    diagonal(Array(repeating: 1, count: size))
  }

  /// A square matrix with these numbers on its diagonal.
  ///
  /// - Parameter values: the diagonal from top left to bottom right.
  /// - Returns: a matrix as large as there are values.
  public static func diagonal(_ values: [Scalar]) -> Matrix {
    var result = Matrix(rows: values.count, columns: values.count)
    for (i, value) in values.enumerated() { result[i, i] = value }
    return result
  }

  /// Element (row, column), both counted from 0.
  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      if row < 0 || row >= rowCount || column < 0 || column >= columnCount {
        stopOutside(row, column)
      }
      return storage[row + rowCount * column]
    }
    set {
      if row < 0 || row >= rowCount || column < 0 || column >= columnCount {
        stopOutside(row, column)
      }
      storage[row + rowCount * column] = newValue
    }
  }

  /// Kept apart, so that the check above stays small enough to be inlined.
  @usableFromInline @inline(never) func stopOutside(_ row: Int, _ column: Int) -> Never {
    stopForBrokenPrecondition(
      "There is no element (\(row), \(column)) in a matrix of \(rowCount) × \(columnCount); rows and columns "
        + "are counted from 0.")
  }

  /// Whether there are as many rows as columns.
  public var isSquare: Bool { rowCount == columnCount }

  /// Whether no element is infinite or NaN.
  public var isFinite: Bool { storage.allSatisfy(\.isFinite) }

  /// The numbers on the main diagonal.
  public var diagonal: [Scalar] { (0..<min(rowCount, columnCount)).map { self[$0, $0] } }

  /// The sum of the diagonal of a square matrix.
  public var trace: Scalar {
    requirePrecondition(
      isSquare, "Only a square matrix has a trace, not one of \(rowCount) × \(columnCount).")
    return diagonal.reduce(.zero, +)
  }

  /// The Frobenius norm √Σ|a_ij|².
  public var norm: Double {
    storage.reduce(0) { $0 + $1.modulus * $1.modulus }.squareRoot()
  }

  /// The largest |a_ij|, 0 where there are no elements.
  public var largestModulus: Double { storage.reduce(0) { max($0, $1.modulus) } }

  /// The matrix mirrored at its diagonal, Aᵀ.
  public var transposed: Matrix {
    Matrix(rows: columnCount, columns: rowCount) { self[$1, $0] }
  }

  /// The conjugate transpose A†.
  public var adjoint: Matrix {
    Matrix(rows: columnCount, columns: rowCount) { self[$1, $0].conjugate }
  }

  /// The matrix of the conjugated elements.
  public var conjugated: Matrix { map(\.conjugate) }

  /// The matrix of the transformed elements.
  ///
  /// - Parameter transform: applied to each element.
  /// - Returns: a matrix of the same shape.
  public func map<Other: MatrixScalar>(_ transform: (Scalar) -> Other) -> Matrix<Other> {
    Matrix<Other>(rows: rowCount, columns: columnCount, columnMajor: storage.map(transform))
  }

  /// A column as a list of numbers.
  ///
  /// - Parameter index: the column, counted from 0.
  /// - Returns: its elements from top to bottom.
  public func column(_ index: Int) -> [Scalar] {
    requirePrecondition(
      index >= 0 && index < columnCount, "Column \(index) lies outside the matrix.")
    return Array(storage[index * rowCount..<(index + 1) * rowCount])
  }

  /// A row as a list of numbers.
  ///
  /// - Parameter index: the row, counted from 0.
  /// - Returns: its elements from left to right.
  public func row(_ index: Int) -> [Scalar] {
    (0..<columnCount).map { self[index, $0] }
  }
}
