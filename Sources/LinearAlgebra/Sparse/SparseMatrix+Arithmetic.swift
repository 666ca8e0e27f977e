import Preconditions
import RealModule

public import ComplexModule

extension SparseMatrix {
  /// The sum of two matrices of one shape, the right one multiplied by a number.
  private static func sum(
    _ left: SparseMatrix, _ right: SparseMatrix, by factor: Scalar, _ verb: String
  ) -> SparseMatrix {
    requirePrecondition(
      left.rowCount == right.rowCount && left.columnCount == right.columnCount,
      "Cannot \(verb) matrices of \(left.rowCount) × \(left.columnCount) and "
        + "\(right.rowCount) × \(right.columnCount).")
    var offsets = [0]
    offsets.reserveCapacity(left.rowCount + 1)
    var columns: [Int] = []
    var values: [Scalar] = []
    columns.reserveCapacity(left.storedCount + right.storedCount)
    values.reserveCapacity(left.storedCount + right.storedCount)
    for i in 0..<left.rowCount {
      var (p, q) = (left.rowOffsets[i], right.rowOffsets[i])
      let (pEnd, qEnd) = (left.rowOffsets[i + 1], right.rowOffsets[i + 1])
      while p < pEnd || q < qEnd {
        let leftColumn = p < pEnd ? left.columnIndices[p] : Int.max
        let rightColumn = q < qEnd ? right.columnIndices[q] : Int.max
        var value = Scalar.zero
        if leftColumn <= rightColumn {
          value = left.values[p]
          p += 1
        }
        if rightColumn <= leftColumn {
          value += factor * right.values[q]
          q += 1
        }
        columns.append(min(leftColumn, rightColumn))
        values.append(value)
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      rowCount: left.rowCount, columnCount: left.columnCount, rowOffsets: offsets,
      columnIndices: columns, values: values)
  }

  /// The sum, element by element.
  public static func + (left: SparseMatrix, right: SparseMatrix) -> SparseMatrix {
    sum(left, right, by: 1, "add")
  }

  /// The difference, element by element.
  public static func - (left: SparseMatrix, right: SparseMatrix) -> SparseMatrix {
    sum(left, right, by: -1, "subtract")
  }

  /// Adds a matrix to this one.
  public static func += (left: inout SparseMatrix, right: SparseMatrix) { left = left + right }

  /// Subtracts a matrix from this one.
  public static func -= (left: inout SparseMatrix, right: SparseMatrix) { left = left - right }

  /// The matrix with all signs changed.
  public static prefix func - (matrix: SparseMatrix) -> SparseMatrix { matrix.mapValues { -$0 } }

  /// The matrix with every element multiplied by a number.
  public static func * (factor: Scalar, matrix: SparseMatrix) -> SparseMatrix {
    matrix.mapValues { factor * $0 }
  }

  /// The matrix with every element multiplied by a number.
  public static func * (matrix: SparseMatrix, factor: Scalar) -> SparseMatrix {
    matrix.mapValues { $0 * factor }
  }

  /// The matrix with every element divided by a number.
  public static func / (matrix: SparseMatrix, divisor: Scalar) -> SparseMatrix {
    matrix.mapValues { $0 / divisor }
  }

  /// The matrix product (Gustavson's row-by-row method).
  public static func * (left: SparseMatrix, right: SparseMatrix) -> SparseMatrix {
    requirePrecondition(
      left.columnCount == right.rowCount,
      "Cannot multiply a matrix of \(left.rowCount) × \(left.columnCount) by one of "
        + "\(right.rowCount) × \(right.columnCount).")
    var offsets = [0]
    var columns: [Int] = []
    var values: [Scalar] = []
    var sums = [Scalar](repeating: .zero, count: right.columnCount)
    var owner = [Int](repeating: -1, count: right.columnCount)
    for i in 0..<left.rowCount {
      var touched: [Int] = []
      for p in left.rowOffsets[i]..<left.rowOffsets[i + 1] {
        let factor = left.values[p]
        let k = left.columnIndices[p]
        for q in right.rowOffsets[k]..<right.rowOffsets[k + 1] {
          let j = right.columnIndices[q]
          if owner[j] != i {
            owner[j] = i
            sums[j] = .zero
            touched.append(j)
          }
          sums[j] += factor * right.values[q]
        }
      }
      touched.sort()
      for j in touched {
        columns.append(j)
        values.append(sums[j])
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      rowCount: left.rowCount, columnCount: right.columnCount, rowOffsets: offsets,
      columnIndices: columns, values: values)
  }

  /// The product of a matrix and a column vector.
  public static func * (matrix: SparseMatrix, vector: [Scalar]) -> [Scalar] {
    requirePrecondition(
      matrix.columnCount == vector.count,
      "Cannot multiply a matrix of \(matrix.rowCount) × \(matrix.columnCount) by a vector of "
        + "\(vector.count) numbers.")
    return (0..<matrix.rowCount).map { i in
      var sum = Scalar.zero
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
        sum += matrix.values[k] * vector[matrix.columnIndices[k]]
      }
      return sum
    }
  }

  /// The matrix whose stored entries are transformed; the places stay.
  ///
  /// - Parameter transform: applied to each stored entry.
  /// - Returns: a matrix of the same shape.
  public func mapValues<Other: MatrixScalar>(
    _ transform: (Scalar) -> Other
  ) -> SparseMatrix<Other> {
    SparseMatrix<Other>(
      rowCount: rowCount, columnCount: columnCount, rowOffsets: rowOffsets,
      columnIndices: columnIndices, values: values.map(transform))
  }

  /// The same matrix without stored entries that are exactly zero.
  public var droppingZeros: SparseMatrix {
    var builder = SparseRowBuilder<Scalar>(columnCount: columnCount, capacity: storedCount)
    for i in 0..<rowCount {
      for k in rowOffsets[i]..<rowOffsets[i + 1] { builder.add(columnIndices[k], values[k]) }
      builder.endRow()
    }
    return builder.matrix
  }

  /// The matrix mirrored at its diagonal, Aᵀ.
  public var transposed: SparseMatrix {
    SparseMatrix(
      rows: columnCount, columns: rowCount,
      entries: entries.map { Entry(row: $0.column, column: $0.row, value: $0.value) })
  }

  /// The matrix of the conjugated elements.
  public var conjugated: SparseMatrix { mapValues(\.conjugate) }

  /// The conjugate transpose A†.
  public var adjoint: SparseMatrix { transposed.conjugated }

  /// The Kronecker product: block (i, j) of the result is a_ij B.
  ///
  /// - Parameter other: the right factor B.
  /// - Returns: A ⊗ B, whose shape is the product of the shapes.
  public func kroneckerProduct(_ other: SparseMatrix) -> SparseMatrix {
    var offsets = [0]
    var columns: [Int] = []
    var products: [Scalar] = []
    columns.reserveCapacity(storedCount * other.storedCount)
    products.reserveCapacity(storedCount * other.storedCount)
    for i in 0..<rowCount {
      for k in 0..<other.rowCount {
        for p in rowOffsets[i]..<rowOffsets[i + 1] {
          for q in other.rowOffsets[k]..<other.rowOffsets[k + 1] {
            columns.append(columnIndices[p] * other.columnCount + other.columnIndices[q])
            products.append(values[p] * other.values[q])
          }
        }
        offsets.append(columns.count)
      }
    }
    return SparseMatrix(
      rowCount: rowCount * other.rowCount, columnCount: columnCount * other.columnCount,
      rowOffsets: offsets, columnIndices: columns, values: products)
  }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// The matrix with every element multiplied by a real number.
  public static func * (factor: Double, matrix: SparseMatrix) -> SparseMatrix {
    matrix.mapValues { ComplexDouble(factor * $0.real, factor * $0.imaginary) }
  }

  /// The matrix with every element multiplied by a real number.
  public static func * (matrix: SparseMatrix, factor: Double) -> SparseMatrix { factor * matrix }

  /// The matrix with every element divided by a real number.
  public static func / (matrix: SparseMatrix, divisor: Double) -> SparseMatrix {
    matrix.mapValues { ComplexDouble($0.real / divisor, $0.imaginary / divisor) }
  }

  /// A real matrix as a complex one.
  ///
  /// - Parameter real: the matrix of the real parts.
  public init(_ real: SparseMatrix<Double>) {
    self = real.mapValues { ComplexDouble($0, 0) }
  }

  /// The largest |a_ij − conj a_ji|: 0 where the matrix equals its adjoint.
  public var hermiticityError: Double {
    requirePrecondition(isSquare, "Only a square matrix can be Hermitian.")
    return (self - adjoint).largestModulus
  }
}
