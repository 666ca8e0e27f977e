import Preconditions
import COpenBLAS

/// The LU factors of a real square matrix with partial pivoting, and how well it is conditioned.
package struct DenseLU: Sendable {
  private let order: Int32
  private let factors: [Double]
  private let pivots: [Int32]

  /// An estimate of 1/(‖A‖₁ ‖A⁻¹‖₁).
  package let reciprocalCondition: Double

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - rows: the number of rows and columns.
  ///   - elements: the elements, column by column.
  /// - Throws: `LinearAlgebraError`: `invalidArgument`, `nonFinite`, `singular`.
  package init(rows: Int, columnMajor elements: [Double]) throws {
    guard let order = Int32(exactly: rows), elements.count == rows * rows, rows > 0 else {
      throw LinearAlgebraError(
        .invalidArgument, "A matrix of \(rows) rows with \(elements.count) elements is not square.")
    }
    // A sum is finite only if all numbers are, or nearly at the end of the range.
    guard elements.reduce(0.0, { $0 + abs($1) }).isFinite else {
      throw LinearAlgebraError(.nonFinite, "The matrix holds NaN or infinity.")
    }
    OpenBLAS.prepare()
    var factors = elements
    var pivots = [Int32](repeating: 0, count: rows)
    let norm = LAPACKE_dlange(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "1")), order, order, elements, order)
    try OpenBLAS.check(
      LAPACKE_dgetrf(LAPACK_COL_MAJOR, order, order, &factors, order, &pivots), "dgetrf",
      failure: LinearAlgebraError(.singular, "The matrix is singular: a pivot is exactly zero."))
    var condition = 0.0
    try OpenBLAS.check(
      LAPACKE_dgecon(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "1")), order, factors, order, norm, &condition),
      "dgecon", failure: LinearAlgebraError(.libraryFailure, "LAPACK's dgecon failed."))
    self.order = order
    self.factors = factors
    self.pivots = pivots
    reciprocalCondition = condition
  }

  /// Solves A x = b.
  ///
  /// - Parameter rightHandSide: b, as long as the matrix has rows.
  /// - Returns: x.
  package func solve(_ rightHandSide: [Double]) -> [Double] {
    requirePrecondition(
      rightHandSide.count == Int(order), "The right-hand side does not fit the matrix.")
    var solution = rightHandSide
    let status = LAPACKE_dgetrs(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), order, 1, factors, order, pivots, &solution, order
    )
    requirePrecondition(status == 0, "LAPACK's dgetrs refused its argument number \(-status).")
    return solution
  }
}
