extension SparseMatrix {
  /// The largest sum of |a_ij| over a column.
  public var oneNorm: Double {
    var sums = [Double](repeating: 0, count: columnCount)
    forEachEntry { sums[$1] += $2.modulus }
    return sums.max() ?? 0
  }
}

extension SparseLU where Scalar == Double {
  /// An estimate of ‖A⁻¹‖₁ from below, usually exact to a factor of 3.
  ///
  /// - Returns: the estimate.
  /// - Throws: `LinearAlgebraError` where a solve fails.
  /// - Complexity: at most ten solves.
  ///
  /// Reference: N. J. Higham, ACM Trans. Math. Softw. 14, 381 (1988).
  public func inverseNormEstimate() throws -> Double {
    try oneNormEstimate(size: report.size, map: solve, transposedMap: solveTransposed)
  }
}

/// An estimate of ‖A‖₁ from below, usually exact to a factor of 3, from products with A and Aᵀ.
///
/// - Parameters:
///   - size: the number of rows and columns of A.
///   - map: x ↦ A x.
///   - transposedMap: x ↦ Aᵀ x.
/// - Returns: the estimate; infinity where a product overflows.
/// - Throws: what the products throw.
/// - Complexity: at most eleven products.
///
/// Reference: N. J. Higham, ACM Trans. Math. Softw. 14, 381 (1988).
package func oneNormEstimate(
  size: Int, map: ([Double]) throws -> [Double], transposedMap: ([Double]) throws -> [Double]
) throws -> Double {
  var probe = [Double](repeating: 1 / Double(size), count: size)
  var estimate = 0.0
  var peaks: Set<Int> = []
  for _ in 0..<5 {
    let image = try map(probe)
    let norm = image.reduce(0) { $0 + abs($1) }
    guard norm.isFinite else { return .infinity }
    guard norm > estimate else { break }
    estimate = norm
    let gradient = try transposedMap(image.map { $0 < 0 ? -1 : 1 })
    // The same column again cannot raise the estimate.
    guard let peak = gradient.indices.max(by: { abs(gradient[$0]) < abs(gradient[$1]) }),
      peaks.insert(peak).inserted
    else { break }
    probe = [Double](repeating: 0, count: size)
    probe[peak] = 1
  }
  // An alternating vector catches matrices that the iteration cannot see.
  let alternating = (0..<size).map { k -> Double in
    let weight = 1 + Double(k) / Double(max(size - 1, 1))
    return k.isMultiple(of: 2) ? weight : -weight
  }
  let norm = try map(alternating).reduce(0.0) { $0 + abs($1) }
  return max(estimate, 2 * norm / (3 * Double(size)))
}
