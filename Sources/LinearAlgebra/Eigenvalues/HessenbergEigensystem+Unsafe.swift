import COpenBLAS
import ComplexModule
import RealModule

/// The eigenvalues and right eigenvectors of a small matrix with one diagonal below its main one.
///
/// As LAPACK's geev finds them, without what a Hessenberg matrix makes superfluous and without left vectors: Arnoldi's
/// method asks for them again and again while its space grows.
struct HessenbergEigensystem {
  var values: [ComplexDouble]
  /// The eigenvectors as columns, each of length 1.
  var vectors: Matrix<ComplexDouble>

  /// Diagonalizes a real matrix.
  init(_ matrix: Matrix<Double>) throws {
    OpenBLAS.prepare()
    let n = Int32(matrix.rowCount)
    var (work, basis) = (matrix.storage, [Double](repeating: 0, count: matrix.storage.count))
    var (scales, real, imaginary) = (Self.zeros(n), Self.zeros(n), Self.zeros(n))
    var (low, high, count): (Int32, Int32, Int32) = (0, 0, 0)
    let balance = LAPACKE_dgebal(
      LAPACK_COL_MAJOR, Self.scaling, n, &work, n, &low, &high, &scales)
    try OpenBLAS.check(balance, "dgebal", failure: Self.didNotConverge)
    let status = LAPACKE_dhseqr(
      LAPACK_COL_MAJOR, Self.schur, Self.identity, n, low, high, &work, n, &real, &imaginary,
      &basis, n)
    try OpenBLAS.check(status, "dhseqr", failure: Self.didNotConverge)
    let vectorStatus = LAPACKE_dtrevc(
      LAPACK_COL_MAJOR, Self.right, Self.transformed, nil, n, &work, n, nil, n, &basis, n, n,
      &count)
    try OpenBLAS.check(vectorStatus, "dtrevc", failure: Self.didNotConverge)
    values = zip(real, imaginary).map { ComplexDouble($0, $1) }
    vectors = Matrix(rows: matrix.rowCount, columns: matrix.rowCount)
    // A pair's two columns are the real and the imaginary part of the vector of the first.
    for k in values.indices {
      let sign: Double = values[k].imaginary > 0 ? 1 : values[k].imaginary < 0 ? -1 : 0
      let first = matrix.rowCount * (sign < 0 ? k - 1 : k)
      for i in 0..<matrix.rowCount {
        let other = sign == 0 ? 0 : sign * basis[first + matrix.rowCount + i]
        vectors[i, k] = ComplexDouble(basis[first + i], other) * ComplexDouble(scales[i])
      }
    }
    normalize()
  }

  /// Diagonalizes a complex matrix.
  init(_ matrix: Matrix<ComplexDouble>) throws {
    OpenBLAS.prepare()
    let n = Int32(matrix.rowCount)
    var (work, found) = (matrix, Matrix<ComplexDouble>(rows: Int(n), columns: Int(n)))
    var (scales, values) = (Self.zeros(n), [ComplexDouble](repeating: .zero, count: Int(n)))
    var (low, high, count): (Int32, Int32, Int32) = (0, 0, 0)
    let status = work.storage.withUnsafeMutableDoubles { h in
      found.storage.withUnsafeMutableDoubles { z in
        values.withUnsafeMutableDoubles { w in
          var status = LAPACKE_zgebal(
            LAPACK_COL_MAJOR, Self.scaling, n, h, n, &low, &high, &scales)
          guard status == 0 else { return status }
          status = LAPACKE_zhseqr(
            LAPACK_COL_MAJOR, Self.schur, Self.identity, n, low, high, h, n, w, z, n)
          guard status == 0 else { return status }
          return LAPACKE_ztrevc(
            LAPACK_COL_MAJOR, Self.right, Self.transformed, nil, n, h, n, nil, n, z, n, n, &count)
        }
      }
    }
    try OpenBLAS.check(status, "zhseqr", failure: Self.didNotConverge)
    self.values = values
    vectors = found
    for k in 0..<Int(n) { for i in 0..<Int(n) { vectors[i, k] *= ComplexDouble(scales[i]) } }
    normalize()
  }

  private static let scaling = CChar(UInt8(ascii: "S"))
  private static let schur = CChar(UInt8(ascii: "S"))
  private static let identity = CChar(UInt8(ascii: "I"))
  private static let right = CChar(UInt8(ascii: "R"))
  private static let transformed = CChar(UInt8(ascii: "B"))

  private static func zeros(_ count: Int32) -> [Double] {
    [Double](repeating: 0, count: Int(count))
  }

  private static var didNotConverge: LinearAlgebraError {
    LinearAlgebraError(
      .notConverged,
      "LAPACK did not find all eigenvalues of a Krylov space. Check the matrix's scale.")
  }

  private mutating func normalize() {
    for k in 0..<vectors.columnCount {
      var square = 0.0
      for i in 0..<vectors.rowCount { square += vectors[i, k].lengthSquared }
      let factor = ComplexDouble(1 / square.squareRoot())
      for i in 0..<vectors.rowCount { vectors[i, k] *= factor }
    }
  }
}
