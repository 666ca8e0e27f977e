import Preconditions
import COpenBLAS
import RealModule

public import ComplexModule

extension Matrix where Scalar == ComplexDouble {
  /// The factors of A = QR by Householder reflections (LAPACK's zgeqrf and zungqr).
  ///
  /// - Returns: Q with orthonormal columns, rows × columns, and the upper triangle R; for rows ≥ columns ≥ 1.
  public func qrFactorization() -> (q: Matrix, r: Matrix) {
    requirePrecondition(
      rowCount >= columnCount && columnCount > 0,
      "A QR factorization needs as many rows as columns or more, not \(rowCount) × \(columnCount).")
    OpenBLAS.prepare()
    let (m, n) = (Int32(rowCount), Int32(columnCount))
    var q = self
    var scales = [ComplexDouble](repeating: .zero, count: columnCount)
    var status = q.storage.withUnsafeMutableDoubles { a in
      scales.withUnsafeMutableDoubles { LAPACKE_zgeqrf(LAPACK_COL_MAJOR, m, n, a, m, $0) }
    }
    requirePrecondition(status == 0, "The matrix holds NaN, or there is no memory for its factors.")
    let r = Matrix(rows: columnCount, columns: columnCount) { i, j in
      i <= j ? q.storage[i + rowCount * j] : .zero
    }
    status = q.storage.withUnsafeMutableDoubles { a in
      scales.withUnsafeMutableDoubles { LAPACKE_zungqr(LAPACK_COL_MAJOR, m, n, n, a, m, $0) }
    }
    requirePrecondition(status == 0, "There is no memory for the factors of the matrix.")
    return (q, r)
  }

  /// The singular values, falling (LAPACK's zgesdd).
  ///
  /// - Returns: min(rows, columns) numbers, none negative.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch` for an empty matrix, `nonFinite`, `notConverged`.
  public func singularValues() throws -> [Double] {
    guard rowCount > 0, columnCount > 0 else {
      throw LinearAlgebraError(
        .shapeMismatch, "An empty matrix of \(rowCount) × \(columnCount) has no singular values.")
    }
    guard isFinite else {
      throw LinearAlgebraError(.nonFinite, "The matrix holds NaN or infinity.")
    }
    OpenBLAS.prepare()
    let (m, n) = (Int32(rowCount), Int32(columnCount))
    var work = storage
    var unused = [ComplexDouble](repeating: .zero, count: 1)
    var values = [Double](repeating: 0, count: Swift.min(rowCount, columnCount))
    let status = work.withUnsafeMutableDoubles { a in
      unused.withUnsafeMutableDoubles { u in
        LAPACKE_zgesdd(
          LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), m, n, a, m, &values, u, 1, u, 1)
      }
    }
    try OpenBLAS.check(
      status, "zgesdd",
      failure: LinearAlgebraError(
        .notConverged, "LAPACK's zgesdd did not find all singular values.")
    )
    return values
  }

  /// U U† of the upper triangle U of the matrix (LAPACK's zlauum), a third of the work of a full product.
  ///
  /// - Returns: the Hermitian product, all of it.
  package func upperTriangleTimesAdjoint() -> Matrix {
    requirePrecondition(
      isSquare, "A triangle needs a square matrix, not \(rowCount) × \(columnCount).")
    OpenBLAS.prepare()
    let n = Int32(rowCount)
    var result = self
    let status = result.storage.withUnsafeMutableDoubles {
      LAPACKE_zlauum(LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), n, $0, n)
    }
    requirePrecondition(status == 0, "The triangle holds NaN.")
    result.mirrorUpperTriangle()
    return result
  }

  /// Makes the lower triangle the conjugate of the upper one.
  private mutating func mirrorUpperTriangle() {
    let rows = rowCount
    storage.withUnsafeMutableBufferPointer { a in
      // By blocks, so that neither the rows nor the columns of a large matrix fall out of the cache.
      let block = 32
      for left in stride(from: 0, to: rows, by: block) {
        for top in stride(from: 0, through: left, by: block) {
          for j in left..<Swift.min(left + block, rows) {
            for i in top..<Swift.min(top + block, j) {
              a[j + rows * i] = a[i + rows * j].conjugate
            }
          }
        }
      }
      for j in 0..<rows { a[j + rows * j].imaginary = 0 }
    }
  }
}
