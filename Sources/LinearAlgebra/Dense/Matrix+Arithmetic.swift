import Preconditions
import RealModule

public import ComplexModule

extension Matrix {
  private static func requireSameShape(_ left: Matrix, _ right: Matrix, _ verb: String) {
    requirePrecondition(
      left.rowCount == right.rowCount && left.columnCount == right.columnCount,
      "Cannot \(verb) matrices of \(left.rowCount) × \(left.columnCount) and "
        + "\(right.rowCount) × \(right.columnCount).")
  }

  /// The sum, element by element.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    requireSameShape(left, right, "add")
    var result = left
    for k in result.storage.indices { result.storage[k] += right.storage[k] }
    return result
  }

  /// The difference, element by element.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    requireSameShape(left, right, "subtract")
    var result = left
    for k in result.storage.indices { result.storage[k] -= right.storage[k] }
    return result
  }

  /// The matrix with all signs changed.
  public static prefix func - (matrix: Matrix) -> Matrix { matrix.map { -$0 } }

  /// Adds a matrix to this one.
  public static func += (left: inout Matrix, right: Matrix) { left = left + right }

  /// Subtracts a matrix from this one.
  public static func -= (left: inout Matrix, right: Matrix) { left = left - right }

  /// The matrix product, by BLAS.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    requirePrecondition(
      left.columnCount == right.rowCount,
      "Cannot multiply a matrix of \(left.rowCount) × \(left.columnCount) by one of "
        + "\(right.rowCount) × \(right.columnCount).")
    return Scalar.matrixProduct(left, right)
  }

  /// The product of a matrix and a column vector.
  public static func * (matrix: Matrix, vector: [Scalar]) -> [Scalar] {
    (matrix * Matrix(rows: vector.count, columns: 1, columnMajor: vector)).storage
  }

  /// The matrix with every element multiplied by a number.
  public static func * (factor: Scalar, matrix: Matrix) -> Matrix { matrix.map { factor * $0 } }

  /// The matrix with every element multiplied by a number.
  public static func * (matrix: Matrix, factor: Scalar) -> Matrix { matrix.map { $0 * factor } }

  /// The matrix with every element divided by a number.
  public static func / (matrix: Matrix, divisor: Scalar) -> Matrix { matrix.map { $0 / divisor } }

  /// The Kronecker product: block (i, j) of the result is a_ij B.
  ///
  /// - Parameter other: the right factor B.
  /// - Returns: A ⊗ B, whose shape is the product of the shapes.
  public func kroneckerProduct(_ other: Matrix) -> Matrix {
    Matrix(rows: rowCount * other.rowCount, columns: columnCount * other.columnCount) { i, j in
      self[i / other.rowCount, j / other.columnCount]
        * other[i % other.rowCount, j % other.columnCount]
    }
  }
}

extension Matrix where Scalar == ComplexDouble {
  /// The matrix with every element multiplied by a real number.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    matrix.map { ComplexDouble(factor * $0.real, factor * $0.imaginary) }
  }

  /// The matrix with every element multiplied by a real number.
  public static func * (matrix: Matrix, factor: Double) -> Matrix { factor * matrix }

  /// The matrix with every element divided by a real number.
  public static func / (matrix: Matrix, divisor: Double) -> Matrix {
    matrix.map { ComplexDouble($0.real / divisor, $0.imaginary / divisor) }
  }

  /// A real matrix as a complex one.
  ///
  /// - Parameter real: the matrix of the real parts.
  public init(_ real: Matrix<Double>) {
    self = real.map { ComplexDouble($0, 0) }
  }

  /// The largest |a_ij − conj a_ji|: 0 where the matrix equals its adjoint.
  public var hermiticityError: Double {
    requirePrecondition(isSquare, "Only a square matrix can be Hermitian.")
    return (self - adjoint).largestModulus
  }
}
