import COpenBLAS
public import ComplexModule

extension Matrix where Scalar == Double {
  /// The eigenvalues of any square matrix without their vectors (LAPACK's dgeev), at a third of the cost.
  ///
  /// Without vectors nothing tells how sensitive they are: `eigensystem()` gives condition numbers.
  ///
  /// - Returns: the eigenvalues in LAPACK's order; complex ones in exact pairs.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  public func eigenvaluesWithoutVectors() throws -> [ComplexDouble] {
    try requireFiniteSquare("Eigenvalues need")
    OpenBLAS.prepare()
    let n = Int32(rowCount)
    var work = storage
    var real = [Double](repeating: 0, count: rowCount)
    var imaginary = real
    let none = CChar(UInt8(ascii: "N"))
    let status = LAPACKE_dgeev(
      LAPACK_COL_MAJOR, none, none, n, &work, n, &real, &imaginary, nil, 1, nil, 1)
    try OpenBLAS.check(
      status, "dgeev",
      failure: LinearAlgebraError(
        .notConverged,
        "The QR iteration did not converge for \(status) of \(rowCount) eigenvalues. Look for numbers "
          + "of very different size in the matrix."))
    return zip(real, imaginary).map { ComplexDouble($0, $1) }
  }
}

extension Matrix where Scalar == ComplexDouble {
  /// The eigenvalues of a Hermitian matrix without their vectors (LAPACK's zheevd), at a third of the cost.
  ///
  /// The lower triangle is what counts; a matrix whose elements are all real is treated as such.
  ///
  /// - Returns: the eigenvalues in rising order.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  public func hermitianEigenvaluesWithoutVectors() throws -> [Double] {
    try requireFiniteSquare("Eigenvalues need")
    OpenBLAS.prepare()
    let n = Int32(rowCount)
    var values = [Double](repeating: 0, count: rowCount)
    let (none, lower) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "L")))
    let status: Int32
    if elements.allSatisfy({ $0.imaginary == 0 }) {
      var work = elements.map(\.real)
      status = LAPACKE_dsyevd(LAPACK_COL_MAJOR, none, lower, n, &work, n, &values)
    } else {
      var work = storage
      status = work.withUnsafeMutableDoubles {
        LAPACKE_zheevd(LAPACK_COL_MAJOR, none, lower, n, $0, n, &values)
      }
    }
    try OpenBLAS.check(
      status, "zheevd",
      failure: LinearAlgebraError(
        .notConverged, "LAPACK's zheevd did not find all eigenvalues. Check the matrix's scale."))
    return values
  }
}
