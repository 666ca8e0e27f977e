import Preconditions

/// Factors of a sparse matrix that solve systems with it and with its transpose.
package protocol SparseFactorization: AnyObject, Sendable {
  /// What the factorization cost.
  var report: SparseFactorizationReport { get }

  /// The determinant as m · 2^e, where neither factor leaves the range of doubles.
  var determinant: (mantissa: ComplexDouble, exponent: Int) { get }

  /// Replaces a right-hand side by the solution.
  ///
  /// - Parameters:
  ///   - numbers: as many as the matrix has rows; complex ones as two doubles each.
  ///   - transposed: whether Aᵀ x = b is solved.
  /// - Throws: `LinearAlgebraError` where the solver reports a failure.
  func solveInPlace(_ numbers: UnsafeMutablePointer<Double>, transposed: Bool) throws
}

extension SparseFactorization {
  /// Replaces a real right-hand side by the solution, for a real matrix.
  ///
  /// - Parameter numbers: as many as the matrix has rows.
  /// - Throws: `LinearAlgebraError` where the solver reports a failure.
  package func solve(_ numbers: inout [Double]) throws {
    requirePrecondition(
      numbers.count == report.size, "The right-hand side does not fit the matrix.")
    try numbers.withUnsafeMutableBufferPointer {
      guard let start = $0.baseAddress else { return }
      try solveInPlace(start, transposed: false)
    }
  }
}
