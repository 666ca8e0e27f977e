import Preconditions
public import ComplexModule
public import LinearAlgebra

/// Orthonormal operators that span a part of the space of d × d matrices, each given by a few elements.
///
/// ⟨A, B⟩ = Tr A†B. Coordinates c_k stand for the matrix Σ c_k B_k.
public struct OperatorBasis: Hashable, Sendable {
  /// One element of a basis operator.
  public struct Element: Hashable, Sendable {
    /// The row of the matrix.
    public let row: Int
    /// The column of the matrix.
    public let column: Int
    /// The number there.
    public let value: ComplexDouble

    /// Makes an element.
    ///
    /// - Parameters:
    ///   - row: from 0.
    ///   - column: from 0.
    ///   - value: the number there.
    public init(row: Int, column: Int, value: ComplexDouble) {
      self.row = row
      self.column = column
      self.value = value
    }
  }

  /// d.
  public let dimension: Int

  /// Where the elements of each operator begin in `elements`, and behind them their number.
  private let offsets: [Int]

  private let elements: [Element]

  /// Collects operators.
  ///
  /// - Parameters:
  ///   - dimension: d.
  ///   - operators: the elements of each; orthonormal, which is not checked.
  public init(dimension: Int, operators: [[Element]]) {
    self.dimension = dimension
    var offsets = [0]
    offsets.reserveCapacity(operators.count + 1)
    for operators in operators { offsets.append((offsets.last ?? 0) + operators.count) }
    self.offsets = offsets
    elements = operators.flatMap { $0 }
  }

  /// The number of operators.
  public var count: Int { offsets.count - 1 }

  /// The elements of one operator.
  public subscript(index: Int) -> ArraySlice<Element> {
    elements[offsets[index]..<offsets[index + 1]]
  }

  /// The matrix Σ c_k B_k.
  ///
  /// - Parameter coordinates: the c_k, as many as there are operators.
  /// - Returns: d × d.
  public func matrix(of coordinates: [ComplexDouble]) -> Matrix<ComplexDouble> {
    requirePrecondition(
      coordinates.count == count,
      "A basis of \(count) operators got \(coordinates.count) coordinates.")
    var result = Matrix<ComplexDouble>(rows: dimension, columns: dimension)
    for k in 0..<count {
      for element in self[k] {
        result[element.row, element.column] += coordinates[k] * element.value
      }
    }
    return result
  }

  /// The coordinates ⟨B_k, A⟩ of the part of a matrix that lies in the span.
  ///
  /// - Parameter matrix: A, d × d.
  /// - Returns: as many numbers as there are operators.
  public func coordinates(of matrix: Matrix<ComplexDouble>) -> [ComplexDouble] {
    requirePrecondition(
      matrix.rowCount == dimension && matrix.columnCount == dimension,
      "The basis is for matrices of \(dimension) × \(dimension), not \(matrix.rowCount) × "
        + "\(matrix.columnCount).")
    return (0..<count).map { k in
      self[k].reduce(ComplexDouble.zero) {
        $0 + $1.value.conjugate * matrix[$1.row, $1.column]
      }
    }
  }

  /// The basis as a d² × n matrix B with B†B = 1: column k is vec B_k, columns of the matrix stacked.
  public var isometry: SparseMatrix<ComplexDouble> {
    var entries: [SparseMatrix<ComplexDouble>.Entry] = []
    for k in 0..<count {
      for element in self[k] {
        entries.append(
          .init(row: element.row + dimension * element.column, column: k, value: element.value))
      }
    }
    return SparseMatrix(rows: dimension * dimension, columns: count, entries: entries)
  }
}

extension HermitianBasis {
  /// The place in the matrix that a coordinate belongs to.
  ///
  /// - Parameter index: of the coordinate.
  /// - Returns: row ≤ column, and whether the coordinate is an imaginary part.
  public func place(of index: Int) -> (row: Int, column: Int, isImaginary: Bool) {
    requirePrecondition(index >= 0 && index < count, "There is no coordinate \(index) of \(count).")
    var column = Int(Double(index).squareRoot())
    if column * column > index { column -= 1 }
    if (column + 1) * (column + 1) <= index { column += 1 }
    let rest = index - column * column
    return rest <= column ? (rest, column, false) : (rest - column - 1, column, true)
  }

  /// The basis matrix of a coordinate, multiplied above the diagonal by a phase and below by its conjugate.
  func elements(
    of index: Int, phase: ComplexDouble = 1
  ) -> [OperatorBasis.Element] {
    let (i, j, isImaginary) = place(of: index)
    guard i != j else { return [.init(row: i, column: i, value: 1)] }
    let half = 0.5.squareRoot()
    let upper = phase * (isImaginary ? ComplexDouble(0, half) : ComplexDouble(half, 0))
    return [
      .init(row: i, column: j, value: upper), .init(row: j, column: i, value: upper.conjugate),
    ]
  }
}
