import ComplexModule
import RealModule

/// The vectors of a Krylov space and what a real map made of them.
struct AppliedVectors {
  /// How many are kept at most.
  let limit: Int
  private(set) var applicationCount = 0
  private var vectors: [[Double]] = []
  private var images: [[Double]] = []

  init(limit: Int) { self.limit = limit }

  /// Keeps a vector and its image.
  mutating func add(_ vector: [Double], _ image: [Double]) {
    applicationCount += 1
    guard vectors.count < limit else { return }
    vectors.append(vector)
    images.append(image)
  }

  /// The eigenvalues of largest modulus that the space determines to a tenth or better.
  ///
  /// With V orthonormal and W = A V, Vᵀ W s = θ s gives v = V s with A v = W s, so that residuals cost nothing.
  ///
  /// - Parameter count: how many; one more where a pair would be cut.
  /// - Returns: the largest modulus first; none where nothing is known yet.
  /// - Throws: `LinearAlgebraError` of the eigenvalue solver.
  func ritzPairs(count: Int) throws -> [SparseEigenvalue] {
    let n = vectors.count
    guard n > 0 else { return [] }
    // ARPACK's vectors are orthonormal within a cycle to rounding; the first one has the length of the start vector.
    var directions: [[Double]] = []
    var mapped: [[Double]] = []
    for (vector, image) in zip(vectors, images) {
      var (rest, restImage) = (vector, image)
      for _ in 0..<2 {
        for (direction, directionImage) in zip(directions, mapped) {
          let overlap = Self.inner(direction, rest)
          for k in rest.indices {
            rest[k] -= overlap * direction[k]
            restImage[k] -= overlap * directionImage[k]
          }
        }
      }
      let norm = Self.inner(rest, rest).squareRoot()
      guard norm > 1e-8 * Self.inner(vector, vector).squareRoot(), norm > 0 else { continue }
      directions.append(rest.map { $0 / norm })
      mapped.append(restImage.map { $0 / norm })
    }
    let size = directions.count
    let projected = Matrix<Double>(rows: size, columns: size) {
      Self.inner(directions[$0], mapped[$1])
    }
    let system = try projected.eigensystem()
    var result: [SparseEigenvalue] = []
    for k in system.values.indices {
      let weights = system.rightVectors.column(k)
      let value = system.values[k]
      let vector = Self.sum(weights, directions)
      let image = Self.sum(weights, mapped)
      let norm = vector.reduce(0) { $0 + $1.lengthSquared }.squareRoot()
      let residual = zip(image, vector).reduce(0.0) { $0 + ($1.0 - value * $1.1).lengthSquared }
      result.append(
        SparseEigenvalue(
          value: value, vector: vector.map { $0 / ComplexDouble(norm) },
          residual: residual.squareRoot() / norm))
    }
    result.sort {
      abs($0.value.length - $1.value.length) > 1e-12 * $1.value.length
        ? $0.value.length > $1.value.length : $0.value.imaginary > $1.value.imaginary
    }
    result.removeAll { $0.residual > 0.1 * $0.value.length }
    let cutsPair =
      result.count > count && result[count - 1].value.imaginary > 0
      && result[count].value == result[count - 1].value.conjugate
    return Array(result.prefix(cutsPair ? count + 1 : count))
  }

  private static func inner(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func sum(_ weights: [ComplexDouble], _ vectors: [[Double]]) -> [ComplexDouble] {
    var result = [ComplexDouble](repeating: .zero, count: vectors.first?.count ?? 0)
    for (weight, vector) in zip(weights, vectors) {
      for k in result.indices { result[k] += weight.multiplied(by: vector[k]) }
    }
    return result
  }
}
