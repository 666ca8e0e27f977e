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
