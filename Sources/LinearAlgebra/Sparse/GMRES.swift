/// The generalized minimal residual method with restarts and a preconditioner on the right.
///
/// Reference: Y. Saad, M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986).
public struct GMRES: Sendable {
  /// ‖b − A x‖ / ‖b‖ at which the iteration ends.
  public var tolerance: Double
  /// Vectors before a restart.
  public var restartLength: Int
  /// The most products.
  public var iterationLimit: Int
  /// Whether a calculation that is stopped returns the approximation it has, instead of throwing.
  public var returnsWhenCancelled: Bool

  /// Chooses when to end.
  ///
  /// - Parameters:
  ///   - tolerance: ‖b − A x‖ / ‖b‖.
  ///   - restartLength: vectors before a restart.
  ///   - iterationLimit: the most products.
  ///   - returnsWhenCancelled: whether a calculation that is stopped returns the approximation it has.
  public init(
    tolerance: Double = 1e-10, restartLength: Int = 60, iterationLimit: Int = 5000,
    returnsWhenCancelled: Bool = false
  ) {
    self.tolerance = tolerance
    self.restartLength = restartLength
    self.iterationLimit = iterationLimit
    self.returnsWhenCancelled = returnsWhenCancelled
  }

  /// A solution with its evidence.
  public struct Solution: Hashable, Sendable {
    /// x.
    public var values: [Double]
    /// ‖b − A x‖ / ‖b‖, calculated from x.
    public var relativeResidual: Double
    /// How many products with A were taken.
    public var iterationCount: Int
    /// Whether the calculation was stopped before the tolerance was met.
    public var isCancelled = false
  }

  /// Solves A x = b.
  ///
  /// - Parameters:
  ///   - rightHandSide: b, not zero.
  ///   - matrix: x ↦ A x.
  ///   - preconditioner: r ↦ about A⁻¹ r.
  /// - Returns: x with its residual.
  /// - Throws: `LinearAlgebraError`: `notConverged`, `cancelled`.
  public func solve(
    _ rightHandSide: [Double], matrix: ([Double]) -> [Double],
    preconditioner: ([Double]) -> [Double]
  ) throws -> Solution {
    let size = Self.norm(rightHandSide)
    var x = [Double](repeating: 0, count: rightHandSide.count)
    guard size > 0 else { return Solution(values: x, relativeResidual: 0, iterationCount: 0) }
    var iterations = 0
    while true {
      let residual = zip(rightHandSide, matrix(x)).map { $0 - $1 }
      let error = Self.norm(residual)
      if error <= tolerance * size {
        return Solution(values: x, relativeResidual: error / size, iterationCount: iterations)
      }
      if returnsWhenCancelled, Cancellation.isRequested {
        return Solution(
          values: x, relativeResidual: error / size, iterationCount: iterations, isCancelled: true)
      }
      guard iterations < iterationLimit, error.isFinite else {
        throw LinearAlgebraError(
          .notConverged,
          "GMRES reached a relative residual of \(error / size) in \(iterations) iterations where \(tolerance) "
            + "was asked for. Use a direct factorization or a looser tolerance.")
      }
      try cycle(&x, residual, error, size, matrix, preconditioner, &iterations)
    }
  }

  /// One cycle between restarts.
  private func cycle(
    _ x: inout [Double], _ residual: [Double], _ error: Double, _ size: Double,
    _ matrix: ([Double]) -> [Double], _ preconditioner: ([Double]) -> [Double],
    _ iterations: inout Int
  ) throws {
    var vectors = [residual.map { $0 / error }]
    var columns: [[Double]] = []
    var rotations: [(cosine: Double, sine: Double)] = []
    var right = [error]
    while columns.count < restartLength, iterations < iterationLimit {
      if returnsWhenCancelled, Cancellation.isRequested { break }
      try Cancellation.check("GMRES after \(iterations) iterations")
      var image = matrix(preconditioner(vectors[columns.count]))
      iterations += 1
      var column: [Double] = []
      for vector in vectors {
        let overlap = zip(vector, image).reduce(0) { $0 + $1.0 * $1.1 }
        for i in image.indices { image[i] -= overlap * vector[i] }
        column.append(overlap)
      }
      let rest = Self.norm(image)
      for (k, rotation) in rotations.enumerated() {
        (column[k], column[k + 1]) = (
          rotation.cosine * column[k] + rotation.sine * column[k + 1],
          -rotation.sine * column[k] + rotation.cosine * column[k + 1]
        )
      }
      let k = column.count - 1
      let length = (column[k] * column[k] + rest * rest).squareRoot()
      guard length > 0 else { break }
      let rotation = (cosine: column[k] / length, sine: rest / length)
      rotations.append(rotation)
      column[k] = length
      columns.append(column)
      right.append(-rotation.sine * right[k])
      right[k] *= rotation.cosine
      if abs(right[k + 1]) <= 0.5 * tolerance * size || rest <= 1e-300 { break }
      vectors.append(image.map { $0 / rest })
    }
    var factors = [Double](repeating: 0, count: columns.count)
    for i in columns.indices.reversed() {
      var sum = right[i]
      for j in (i + 1)..<max(i + 1, columns.count) { sum -= columns[j][i] * factors[j] }
      factors[i] = sum / columns[i][i]
    }
    var update = [Double](repeating: 0, count: x.count)
    for (factor, vector) in zip(factors, vectors) {
      for i in update.indices { update[i] += factor * vector[i] }
    }
    let correction = preconditioner(update)
    for i in x.indices { x[i] += correction[i] }
  }

  private static func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
