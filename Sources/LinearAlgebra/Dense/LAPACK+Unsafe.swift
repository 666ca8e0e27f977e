import COpenBLAS
import ComplexModule

/// The LAPACK routines that the library calls, on matrices that were checked before.
enum LAPACK {
  private static func order<Scalar>(_ matrix: Matrix<Scalar>) throws -> Int32 {
    guard let order = Int32(exactly: matrix.rowCount) else {
      throw LinearAlgebraError(
        .invalidArgument, "A matrix of \(matrix.rowCount) rows is too large for LAPACK.")
    }
    return order
  }

  private static func didNotConverge(_ routine: String) -> LinearAlgebraError {
    LinearAlgebraError(
      .notConverged, "LAPACK's \(routine) did not find all eigenvalues. Check the matrix's scale.")
  }

  static func hermitianEigensystem(_ matrix: Matrix<ComplexDouble>) throws -> HermitianEigensystem {
    OpenBLAS.prepare()
    let n = try order(matrix)
    var values = [Double](repeating: 0, count: matrix.rowCount)
    var vectors = matrix
    let status = vectors.storage.withUnsafeMutableDoubles {
      LAPACKE_zheevd(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), n, $0, n, &values)
    }
    try OpenBLAS.check(status, "zheevd", failure: didNotConverge("zheevd"))
    return HermitianEigensystem(values: values, vectors: vectors)
  }

  static func eigensystem(_ matrix: Matrix<ComplexDouble>) throws -> Eigensystem {
    OpenBLAS.prepare()
    let n = try order(matrix)
    var work = matrix.storage
    var values = [ComplexDouble](repeating: .zero, count: matrix.rowCount)
    var left = Matrix<ComplexDouble>(rows: matrix.rowCount, columns: matrix.rowCount)
    var right = left
    let vectors = CChar(UInt8(ascii: "V"))
    let status = work.withUnsafeMutableDoubles { a in
      values.withUnsafeMutableDoubles { w in
        left.storage.withUnsafeMutableDoubles { vl in
          right.storage.withUnsafeMutableDoubles { vr in
            LAPACKE_zgeev(LAPACK_COL_MAJOR, vectors, vectors, n, a, n, w, vl, n, vr, n)
          }
        }
      }
    }
    try OpenBLAS.check(status, "zgeev", failure: didNotConverge("zgeev"))
    return Eigensystem(values: values, rightVectors: right, leftVectors: left)
  }

  static func eigensystem(_ matrix: Matrix<Double>) throws -> Eigensystem {
    OpenBLAS.prepare()
    let n = try order(matrix)
    var work = matrix.storage
    var real = [Double](repeating: 0, count: matrix.rowCount)
    var imaginary = real
    var left = Matrix<Double>(rows: matrix.rowCount, columns: matrix.rowCount)
    var right = left
    let vectors = CChar(UInt8(ascii: "V"))
    let status = LAPACKE_dgeev(
      LAPACK_COL_MAJOR, vectors, vectors, n, &work, n, &real, &imaginary, &left.storage, n,
      &right.storage, n)
    try OpenBLAS.check(status, "dgeev", failure: didNotConverge("dgeev"))
    let values = zip(real, imaginary).map { ComplexDouble($0, $1) }
    return Eigensystem(
      values: values, rightVectors: combined(right, values), leftVectors: combined(left, values))
  }

  /// A pair's two real columns are the real and the imaginary part of the vector of the first.
  private static func combined(
    _ columns: Matrix<Double>, _ values: [ComplexDouble]
  ) -> Matrix<ComplexDouble> {
    var result = Matrix<ComplexDouble>(columns)
    for k in values.indices.dropLast() where values[k].imaginary > 0 {
      for i in 0..<columns.rowCount {
        result[i, k] = ComplexDouble(columns[i, k], columns[i, k + 1])
        result[i, k + 1] = ComplexDouble(columns[i, k], -columns[i, k + 1])
      }
    }
    return result
  }

  static func singularValueDecomposition(
    _ matrix: Matrix<Double>
  ) throws -> SingularValueDecomposition {
    OpenBLAS.prepare()
    let n = try order(matrix)
    var work = matrix.storage
    var values = [Double](repeating: 0, count: matrix.rowCount)
    var left = Matrix<Double>(rows: matrix.rowCount, columns: matrix.rowCount)
    var right = left
    let status = LAPACKE_dgesdd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "A")), n, n, &work, n, &values, &left.storage, n,
      &right.storage, n)
    try OpenBLAS.check(
      status, "dgesdd",
      failure: LinearAlgebraError(
        .notConverged, "LAPACK's dgesdd did not find all singular values. Check the matrix's scale."
      ))
    return SingularValueDecomposition(
      values: values, leftVectors: left, rightVectors: right.transposed)
  }

  static func solve<Scalar>(
    _ matrix: Matrix<Scalar>, _ rightHandSides: Matrix<Scalar>
  ) throws -> Matrix<Scalar> {
    OpenBLAS.prepare()
    let n = try order(matrix)
    var factors = matrix.storage
    var solution = rightHandSides
    var pivots = [Int32](repeating: 0, count: matrix.rowCount)
    let count = Int32(rightHandSides.columnCount)
    let status = factors.withUnsafeMutableDoubles { a in
      solution.storage.withUnsafeMutableDoubles { b in
        Scalar.realComponentCount == 1
          ? LAPACKE_dgesv(LAPACK_COL_MAJOR, n, count, a, n, &pivots, b, n)
          : LAPACKE_zgesv(LAPACK_COL_MAJOR, n, count, a, n, &pivots, b, n)
      }
    }
    try OpenBLAS.check(
      status, "gesv",
      failure: LinearAlgebraError(
        .singular,
        "The matrix is singular: pivot \(status) is exactly zero. The system has no unique solution."
      ))
    return solution
  }
}

extension Array where Element: MatrixScalar {
  /// Lends the numbers as doubles, a complex one as two.
  mutating func withUnsafeMutableDoubles<Result>(
    _ body: (UnsafeMutablePointer<Double>?) -> Result
  ) -> Result {
    withUnsafeMutableBytes { body($0.baseAddress?.assumingMemoryBound(to: Double.self)) }
  }
}
