import COpenBLAS
public import ComplexModule

extension Double {
  /// The matrix product by BLAS.
  ///
  /// - Parameters:
  ///   - left: m × k.
  ///   - right: k × n.
  /// - Returns: the product, m × n.
  public static func matrixProduct(
    _ left: Matrix<Double>, _ right: Matrix<Double>
  ) -> Matrix<Double> {
    OpenBLAS.prepare()
    var result = Matrix<Double>(rows: left.rowCount, columns: right.columnCount)
    let (m, n, k) = (Int32(left.rowCount), Int32(right.columnCount), Int32(left.columnCount))
    guard m > 0, n > 0, k > 0 else { return result }
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, left.storage, m, right.storage, k, 0,
      &result.storage, m)
    return result
  }
}

extension Complex where RealType == Double {
  /// The matrix product by BLAS.
  ///
  /// - Parameters:
  ///   - left: m × k.
  ///   - right: k × n.
  /// - Returns: the product, m × n.
  public static func matrixProduct(
    _ left: Matrix<ComplexDouble>, _ right: Matrix<ComplexDouble>
  ) -> Matrix<ComplexDouble> {
    OpenBLAS.prepare()
    var result = Matrix<ComplexDouble>(rows: left.rowCount, columns: right.columnCount)
    let (m, n, k) = (Int32(left.rowCount), Int32(right.columnCount), Int32(left.columnCount))
    guard m > 0, n > 0, k > 0 else { return result }
    let one: [Double] = [1, 0]
    let zero: [Double] = [0, 0]
    left.storage.withUnsafeBytes { a in
      right.storage.withUnsafeBytes { b in
        result.storage.withUnsafeMutableBytes { c in
          cblas_zgemm(
            CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, one, a.baseAddress, m,
            b.baseAddress, k, zero, c.baseAddress, m)
        }
      }
    }
    return result
  }
}
