import ComplexModule
import LinearAlgebra

/// The asymptotic part of one block of a Liouvillian: eigenvalue 0 and purely imaginary eigenvalues.
struct BlockKernel {
  /// Orthonormal v with B v = 0, biorthogonal to `left`.
  var right: [[Double]] = []
  /// u with Bᵀ u = 0 and u_μ · v_ν = δ_μν.
  var left: [[Double]] = []
  /// Eigenvectors of i ω with ω > 0.
  var oscillating: [(frequency: Double, vector: [ComplexDouble])] = []
  /// The smallest −Re λ above the threshold.
  var slowestDecayRate: Double?
  /// Whether imaginary eigenvalues were searched.
  var searchedFrequencies = true

  /// The largest block that is diagonalized as a dense matrix.
  static let denseLimit = 700

  /// Analyses a block.
  ///
  /// - Parameters:
  ///   - block: B.
  ///   - threshold: what rounding errors of B may do to an eigenvalue 0.
  /// - Throws: `QuantumDynamicsError` with `notConverged`; `LinearAlgebraError` of the solvers.
  init(_ block: SparseMatrix<Double>, threshold: Double) throws {
    if block.rowCount <= Self.denseLimit {
      try analyzeDense(block, threshold)
    } else {
      try analyzeSparse(block, threshold)
    }
    biorthogonalize()
  }

  private mutating func analyzeDense(_ block: SparseMatrix<Double>, _ threshold: Double) throws {
    let dense = block.dense
    let n = block.rowCount
    let decomposition = try dense.singularValueDecomposition()
    // Where L is not normal, singular values are smaller than eigenvalues: only those at the level of rounding
    // errors count.
    for k in 0..<n where decomposition.values[k] <= threshold {
      right.append((0..<n).map { decomposition.rightVectors[$0, k] })
      left.append((0..<n).map { decomposition.leftVectors[$0, k] })
    }
    let system = try dense.eigensystem()
    let conditions = system.conditionNumbers
    var unaccounted = right.count
    for (k, value) in system.values.enumerated().sorted(by: {
      $0.element.length < $1.element.length
    }) {
      if unaccounted > 0 {
        unaccounted -= 1
        continue
      }
      let uncertainty = threshold * max(1, min(conditions[k], 1e6))
      guard -value.real <= uncertainty else {
        slowestDecayRate = min(slowestDecayRate ?? .infinity, -value.real)
        continue
      }
      guard value.imaginary > uncertainty else { continue }
      oscillating.append((value.imaginary, (0..<n).map { system.rightVectors[$0, k] }))
    }
  }

  /// Inverse iteration with a group of vectors, which no multiplicity can hide from.
  private mutating func analyzeSparse(_ block: SparseMatrix<Double>, _ threshold: Double) throws {
    searchedFrequencies = false
    let n = block.rowCount
    // All eigenvalues have Re λ ≤ 0, so that a positive shift is none of them.
    let shift = 100 * threshold
    let factors = try SparseLU(
      block - shift * SparseMatrix<Double>.identity(n), ordering: .scotch)
    var width = 4
    while true {
      try Cancellation.check("the search for steady states")
      let found = try subspace(block, factors.solve, width, threshold)
      let transposed = block.transposed
      if found.vectors.count < width || width == n {
        right = found.vectors
        slowestDecayRate = found.nextRate
        let other = try subspace(transposed, factors.solveTransposed, width, threshold)
        guard other.vectors.count == right.count else {
          throw QuantumDynamicsError(
            .notConverged,
            "\(right.count) steady solutions but \(other.vectors.count) conserved quantities were found in a block of "
              + "\(n) unknowns: a mode decays too slowly to be told from a steady one in double precision."
          )
        }
        left = other.vectors
        return
      }
      width = min(2 * width, n)
    }
  }

  /// The vectors with B v = 0 among the ones that inverse iteration brings out.
  private func subspace(
    _ block: SparseMatrix<Double>, _ solve: ([Double]) throws -> [Double], _ width: Int,
    _ threshold: Double
  ) throws -> (vectors: [[Double]], nextRate: Double?) {
    var generator = SplitMix64(seed: 11)
    var vectors = (0..<width).map { _ in
      (0..<block.rowCount).map { _ in generator.nextSymmetric() }
    }
    for _ in 0..<4 { vectors = Self.orthonormal(try vectors.map(solve)) }
    // B on the subspace is Q R; its singular values are exact to rounding errors of the largest.
    let triangle = Self.triangle(vectors.map { block * $0 })
    let decomposition = try triangle.singularValueDecomposition()
    var zero: [[Double]] = []
    var next: Double?
    for (k, size) in decomposition.values.enumerated() {
      guard size <= threshold else {
        next = min(next ?? .infinity, size)
        continue
      }
      var vector = [Double](repeating: 0, count: block.rowCount)
      vector.setSum(vector, vectors.indices.map { decomposition.rightVectors[$0, k] }, vectors)
      zero.append(vector)
    }
    return (zero, next)
  }

  /// R of A = Q R, by the modified method of Gram and Schmidt.
  private static func triangle(_ columns: [[Double]]) -> Matrix<Double> {
    var directions: [[Double]] = []
    var result = Matrix<Double>(rows: columns.count, columns: columns.count)
    for (j, column) in columns.enumerated() {
      var rest = column
      for _ in 0..<2 {
        for (i, direction) in directions.enumerated() {
          let overlap = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
          rest.setSum(rest, [-overlap], [direction])
          result[i, j] += overlap
        }
      }
      let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      result[j, j] = norm
      directions.append(norm > 0 ? rest.map { $0 / norm } : rest)
    }
    return result
  }

  private static func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
    var result: [[Double]] = []
    for vector in vectors {
      var rest = vector
      for _ in 0..<2 {
        for other in result {
          let overlap = zip(rest, other).reduce(0) { $0 + $1.0 * $1.1 }
          rest.setSum(rest, [-overlap], [other])
        }
      }
      let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 0 { result.append(rest.map { $0 / norm }) }
    }
    return result
  }

  /// Turns the left vectors so that u_μ · v_ν = δ_μν: 0 is a semisimple eigenvalue of every Liouvillian.
  private mutating func biorthogonalize() {
    let count = right.count
    guard count > 0, left.count == count else { return }
    let overlaps = Matrix<Double>(rows: count, columns: count) { i, j in
      zip(left[i], right[j]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard let inverse = try? overlaps.solve(Matrix<Double>.identity(count)) else { return }
    let old = left
    for i in 0..<count {
      left[i].setSum(left[i].zeros, (0..<count).map { inverse[i, $0] }, old)
    }
  }
}
