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
    let size = report.size
    var probe = [Double](repeating: 1 / Double(size), count: size)
    var estimate = 0.0
    for _ in 0..<5 {
      let image = try solve(probe)
      let norm = image.reduce(0) { $0 + abs($1) }
      guard norm.isFinite else { return .infinity }
      guard norm > estimate else { break }
      estimate = norm
      let gradient = try solveTransposed(image.map { $0 < 0 ? -1 : 1 })
      guard let peak = gradient.indices.max(by: { abs(gradient[$0]) < abs(gradient[$1]) }) else {
        break
      }
      probe = [Double](repeating: 0, count: size)
      probe[peak] = 1
    }
    // An alternating vector catches matrices that the iteration cannot see.
    let alternating = (0..<size).map { k -> Double in
      let weight = 1 + Double(k) / Double(max(size - 1, 1))
      return k.isMultiple(of: 2) ? weight : -weight
    }
    let image = try solve(alternating)
    let norm = image.reduce(0.0) { $0 + abs($1) }
    return max(estimate, 2 * norm / (3 * Double(size)))
  }
}
