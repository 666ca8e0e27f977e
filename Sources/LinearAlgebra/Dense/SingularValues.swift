/// A = U Σ Vᵀ of a real square matrix.
public struct SingularValueDecomposition: Hashable, Sendable {
  /// The singular values, falling.
  public let values: [Double]
  /// U: orthonormal columns, A Aᵀ u = σ² u.
  public let leftVectors: Matrix<Double>
  /// V: orthonormal columns, Aᵀ A v = σ² v.
  public let rightVectors: Matrix<Double>
}

extension Matrix where Scalar == Double {
  /// The singular value decomposition of a square matrix, by LAPACK's divide and conquer.
  ///
  /// - Returns: singular values, falling, with both sets of vectors.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  /// - Complexity: O(n³).
  public func singularValueDecomposition() throws -> SingularValueDecomposition {
    try requireFiniteSquare("A singular value decomposition needs")
    return try LAPACK.singularValueDecomposition(self)
  }
}
