import LinearAlgebra

/// An orthonormal basis of span{v, L v, L² v, …} with the projection of L on it, by Arnoldi's method.
struct KrylovSpace {
  /// ‖v‖.
  let startNorm: Double
  /// The orthonormal vectors, one more than `dimension` unless the space is invariant.
  private(set) var vectors: [[Double]]
  /// h_ij, a column for each product.
  private(set) var columns: [[Double]] = []
  /// Whether L maps the space into itself.
  private(set) var isInvariant = false
  private let zeros: [Double]

  /// The space of one vector.
  init(start: [Double]) {
    startNorm = start.dot(start).squareRoot()
    zeros = start.zeros
    isInvariant = startNorm == 0
    vectors = [isInvariant ? start : start.map { [startNorm] in $0 / startNorm }]
  }

  /// How many products were taken.
  var dimension: Int { columns.count }

  /// h_(m+1)m: how far L leads out of the space.
  var remainder: Double { columns.last?.last ?? 0 }

  /// The square matrix Vᵀ L V.
  var projection: Matrix<Double> {
    Matrix(rows: dimension, columns: dimension) { i, j in i <= j + 1 ? columns[j][i] : 0 }
  }

  /// Adds the next vector.
  mutating func extend(by action: any RealAction) {
    guard !isInvariant, let last = vectors.last else { return }
    var image = zeros
    action.apply(to: last, into: &image)
    let before = norm(image)
    var column = [Double](repeating: 0, count: vectors.count + 1)
    // Twice is enough: the second pass removes what rounding left.
    for _ in 0..<2 {
      for (k, vector) in vectors.enumerated() {
        let overlap = vector.dot(image)
        column[k] += overlap
        image.setSum(image, [-overlap], [vector])
      }
    }
    let rest = norm(image)
    isInvariant = rest <= 1e-14 * max(before, .leastNormalMagnitude)
    column[vectors.count] = isInvariant ? 0 : rest
    columns.append(column)
    if !isInvariant {
      image.setSum(zeros, [1 / rest], [image])
      vectors.append(image)
    }
  }

  private func norm(_ vector: [Double]) -> Double {
    vector.dot(vector).squareRoot()
  }

  /// Σ c_k v_k.
  func combination(_ factors: [Double]) -> [Double] {
    var result = zeros
    let count = min(factors.count, vectors.count)
    result.setSum(zeros, Array(factors.prefix(count)), vectors)
    return result
  }
}
