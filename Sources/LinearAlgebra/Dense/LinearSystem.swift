extension Matrix {
  /// Solves A X = B by LU factorization with partial pivoting.
  ///
  /// - Parameter rightHandSides: B, as many rows as A; each column is a system.
  /// - Returns: X, of B's shape.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `singular`.
  public func solve(_ rightHandSides: Matrix) throws -> Matrix {
    try requireFiniteSquare("A system of equations needs")
    guard rightHandSides.rowCount == rowCount else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "A system of \(rowCount) equations got right-hand sides of \(rightHandSides.rowCount) rows."
      )
    }
    guard rightHandSides.isFinite else {
      throw LinearAlgebraError(.nonFinite, "The right-hand side holds NaN or infinity.")
    }
    return try LAPACK.solve(self, rightHandSides)
  }

  /// Solves A x = b by LU factorization with partial pivoting.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `singular`.
  public func solve(_ rightHandSide: [Scalar]) throws -> [Scalar] {
    try solve(Matrix(rows: rightHandSide.count, columns: 1, columnMajor: rightHandSide)).elements
  }
}
