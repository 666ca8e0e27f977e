import LinearAlgebra

/// The direction of the branch that crosses a curve at a branch point.
///
/// In the plane of both null vectors φ₁ (the known tangent) and φ₂ of F_X the directions solve the bifurcation equation
/// 2 b α β + c β² = 0 with b = ψ F_XX φ₁φ₂, c = ψ F_XX φ₂φ₂ and the left null vector ψ.
///
/// Reference: H. B. Keller, in Applications of Bifurcation Theory (Academic, 1977), 359.
struct Crossing {
  /// The tangent of the other branch.
  let direction: [Double]
  /// Whether one of the branches turns back at the crossing.
  let isPitchfork: Bool

  init?<System: ContinuationSystem>(
    _ curve: CurveTracer<System>, at point: CurvePoint<System.Details>
  ) throws {
    let system = curve.system
    let size = point.unknowns.count - 1
    let weights = system.weights
    let (matrix, _, _) = try system.equations(at: point.unknowns, reference: point.unknowns)
    // In weighted unknowns, so that lengths are those of the tracer.
    let scaled = Matrix(rows: size + 1, columns: size + 1) { i, j in
      i < size ? matrix[i, j] / weights[j] : weights[j] * point.tangent[j]
    }
    let (right, left) = try scaled.smallestSingularVectors()
    let first = point.tangent
    var second = right.enumerated().map { $0.element / weights[$0.offset] }
    let overlap = second.indices.reduce(0) {
      $0 + second[$1] * first[$1] * weights[$1] * weights[$1]
    }
    second = zip(second, first).map { $0 - overlap * $1 }
    let length = curve.norm(second)
    guard length > 1e-8 else { return nil }
    second = second.map { $0 / length }
    let b = try Self.curvature(system, point.unknowns, left, first, second)
    let c = try Self.curvature(system, point.unknowns, left, second, second)
    guard abs(b) > 1e-300 else { return nil }
    let factor = -c / (2 * b)
    let direction = zip(first, second).map { factor * $0 + $1 }
    let norm = curve.norm(direction)
    self.direction = direction.map { $0 / norm }
    // Either of both branches may be the one that turns.
    isPitchfork =
      min(abs(self.direction[size]), abs(first[size])) * weights[size] < 1e-3
  }

  /// ψ F_XX u v, by differences of the exact derivatives.
  private static func curvature<System: ContinuationSystem>(
    _ system: System, _ unknowns: [Double], _ left: [Double], _ u: [Double], _ v: [Double]
  ) throws -> Double {
    let h = 1e-4
    let plus = try system.equations(
      at: zip(unknowns, u).map { $0 + h * $1 }, reference: unknowns
    ).matrix
    let minus = try system.equations(
      at: zip(unknowns, u).map { $0 - h * $1 }, reference: unknowns
    ).matrix
    var sum = 0.0
    for i in 0..<unknowns.count - 1 {
      for j in unknowns.indices { sum += left[i] * (plus[i, j] - minus[i, j]) / (2 * h) * v[j] }
    }
    return sum
  }
}

extension Matrix where Scalar == Double {
  /// The right and left singular vectors of the smallest singular value, by inverse iteration.
  func smallestSingularVectors() throws -> (right: [Double], left: [Double]) {
    // A shift by rounding makes an exactly singular matrix usable.
    let shift = 1e-14 * Swift.max(largestModulus, 1e-300)
    let matrix = self + Matrix.diagonal(Array(repeating: shift, count: rowCount))
    let transposed = matrix.transposed
    var right = (0..<rowCount).map { 1 + 0.1 * Double($0 % 7) }
    var left = right
    for _ in 0..<8 {
      left = Self.unit(try transposed.solve(right))
      right = Self.unit(try matrix.solve(left))
    }
    return (right, left)
  }

  private static func unit(_ vector: [Double]) -> [Double] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }
}
