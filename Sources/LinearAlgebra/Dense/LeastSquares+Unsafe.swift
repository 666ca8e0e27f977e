import COpenBLAS
import ComplexModule

/// The x that makes ‖A x − b‖ least, with what is known about it.
public struct LeastSquaresSolution<Scalar: MatrixScalar>: Sendable {
  /// x, the shortest of all that make the residual least.
  public let solution: [Scalar]
  /// The rank that A was taken to have; x is unique where it equals the number of columns.
  public let rank: Int
  /// The singular values of A, falling.
  public let singularValues: [Double]
}

extension Matrix {
  /// Solves A x ≈ b in the least-squares sense by the singular value decomposition (LAPACK's gelsd).
  ///
  /// - Parameters:
  ///   - rightHandSide: b, as many numbers as A has rows.
  ///   - tolerance: singular values below this times the largest count as zero.
  /// - Returns: x with the rank and the singular values.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  public func leastSquares(
    _ rightHandSide: [Scalar], tolerance: Double = 1e-14
  ) throws -> LeastSquaresSolution<Scalar> {
    guard rowCount >= 1, columnCount >= 1, rightHandSide.count == rowCount else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "Least squares with a matrix of \(rowCount) × \(columnCount) need \(rowCount) numbers on the right, "
          + "one or more; \(rightHandSide.count) came.")
    }
    guard isFinite, rightHandSide.allSatisfy(\.isFinite) else {
      throw LinearAlgebraError(
        .nonFinite, "Least squares need finite numbers; NaN or infinity came.")
    }
    OpenBLAS.prepare()
    let (rows, columns) = (Int32(rowCount), Int32(columnCount))
    var work = storage
    let length = Swift.max(rowCount, columnCount)
    var solution =
      rightHandSide + [Scalar](repeating: .zero, count: length - rightHandSide.count)
    var values = [Double](repeating: 0, count: Swift.min(rowCount, columnCount))
    var rank: Int32 = 0
    let status = work.withUnsafeMutableDoubles { a in
      solution.withUnsafeMutableDoubles { b in
        Scalar.realComponentCount == 1
          ? LAPACKE_dgelsd(
            LAPACK_COL_MAJOR, rows, columns, 1, a, rows, b, Int32(length), &values, tolerance, &rank
          )
          : LAPACKE_zgelsd(
            LAPACK_COL_MAJOR, rows, columns, 1, a, rows, b, Int32(length), &values, tolerance, &rank
          )
      }
    }
    try OpenBLAS.check(
      status, "gelsd",
      failure: LinearAlgebraError(
        .notConverged, "LAPACK's gelsd did not find all singular values. Check the matrix's scale.")
    )
    return LeastSquaresSolution(
      solution: Array(solution.prefix(columnCount)), rank: Int(rank), singularValues: values)
  }

  /// The leading right singular vectors of a matrix with no fewer rows than columns (LAPACK's gesdd).
  ///
  /// - Returns: the singular values, falling, and V with A = U Σ Vᴴ, its columns the right singular vectors.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  package func rightSingularVectors() throws -> (values: [Double], vectors: Matrix) {
    guard columnCount >= 1, rowCount >= columnCount else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "A thin decomposition needs no fewer rows than columns, not \(rowCount) × \(columnCount).")
    }
    guard isFinite else {
      throw LinearAlgebraError(.nonFinite, "The matrix holds NaN or infinity.")
    }
    OpenBLAS.prepare()
    let (rows, columns) = (Int32(rowCount), Int32(columnCount))
    var work = storage
    var values = [Double](repeating: 0, count: columnCount)
    var adjoint = Matrix(rows: columnCount, columns: columnCount)
    // Job "O" overwrites A with U, so that no second matrix of its size is needed.
    let job = CChar(UInt8(ascii: "O"))
    let status = work.withUnsafeMutableDoubles { a in
      adjoint.storage.withUnsafeMutableDoubles { vt in
        Scalar.realComponentCount == 1
          ? LAPACKE_dgesdd(
            LAPACK_COL_MAJOR, job, rows, columns, a, rows, &values, nil, rows, vt, columns)
          : LAPACKE_zgesdd(
            LAPACK_COL_MAJOR, job, rows, columns, a, rows, &values, nil, rows, vt, columns)
      }
    }
    try OpenBLAS.check(
      status, "gesdd",
      failure: LinearAlgebraError(
        .notConverged, "LAPACK's gesdd did not find all singular values. Check the matrix's scale.")
    )
    return (values, adjoint.adjoint)
  }
}
