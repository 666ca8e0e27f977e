import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// The coherences that oscillate for ever in a block too large for a dense diagonalization.
///
/// Where L X = iωX, X maps the support of one extremal steady state onto that of another one unitarily, and there
/// commutes with all jump operators: H is the same on both but for ω, so that ω = Tr Hρ_j − Tr Hρ_k. The energies of
/// extremal states therefore give every frequency that can occur, and inverse iteration at iω tells whether it does.
///
/// Reference: B. Baumgartner, H. Narnhofer, J. Phys. A 41, 395303 (2008); D. Burgarth et al., New J. Phys. 15, 073045
/// (2013).
struct OscillatingCoherences {
  /// The frequencies that can occur, rising, each once.
  let candidates: [Double]

  /// Takes the energies of extremal steady states.
  ///
  /// - Parameters:
  ///   - states: the extremal states.
  ///   - hamiltonian: H.
  ///   - resolution: frequencies closer than this are one; smaller ones are none.
  init(of states: [Matrix<ComplexDouble>], hamiltonian: Operator, resolution: Double) {
    let energies = states.map {
      DensityMatrix(assumingValid: $0).expectationValue(of: hamiltonian).real
    }
    var result: [Double] = []
    for (k, energy) in energies.enumerated() {
      for other in energies.dropFirst(k + 1) where abs(energy - other) > resolution {
        result.append(abs(energy - other))
      }
    }
    result.sort()
    candidates = result.reduce(into: []) { kept, frequency in
      if frequency - (kept.last ?? -.infinity) > resolution { kept.append(frequency) }
    }
  }

  /// The eigenvectors of a block at the candidates.
  ///
  /// - Parameters:
  ///   - block: B.
  ///   - threshold: what rounding errors of B may do to an eigenvalue.
  /// - Returns: orthonormal vectors v with B v = iωv to rounding.
  /// - Throws: `LinearAlgebraError` of the solvers.
  func find(
    in block: SparseMatrix<Double>, threshold: Double
  ) throws -> [(frequency: Double, vector: [ComplexDouble])] {
    let matrix = SparseMatrix<ComplexDouble>(block)
    var result: [(frequency: Double, vector: [ComplexDouble])] = []
    for frequency in candidates {
      // All eigenvalues have Re λ ≤ 0, so that this is none of them.
      let shift = ComplexDouble(100 * threshold, frequency)
      let factors = try shiftInvertFactors(of: matrix, at: shift, blocks: nil)
      var width = min(4, block.rowCount)
      while true {
        try Cancellation.check("the search for coherences that oscillate")
        let found = try Self.ritzPairs(
          matrix, factors, near: frequency, width: width, threshold: threshold)
        if found.count < width || width == block.rowCount {
          result += found
          break
        }
        width = min(2 * width, block.rowCount)
      }
    }
    return result
  }

  /// The eigenvectors of iω among those that inverse iteration with a group of vectors brings out.
  private static func ritzPairs(
    _ matrix: SparseMatrix<ComplexDouble>, _ factors: any SparseFactorization,
    near frequency: Double, width: Int, threshold: Double
  ) throws -> [(frequency: Double, vector: [ComplexDouble])] {
    let n = matrix.rowCount
    var generator = SplitMix64(seed: 0x05C1)
    var vectors = (0..<width).map { _ in
      (0..<n).map { _ in ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric()) }
    }
    for _ in 0..<4 {
      for k in vectors.indices { try factors.solve(&vectors[k]) }
      vectors = orthonormal(vectors)
    }
    let images = vectors.map { matrix * $0 }
    let projected = Matrix<ComplexDouble>(rows: vectors.count, columns: vectors.count) {
      vectors[$0].inner(images[$1])
    }
    let system = try projected.eigensystem()
    return system.values.indices.compactMap { k in
      let value = system.values[k]
      let weights = system.rightVectors.column(k)
      var vector = [ComplexDouble](repeating: .zero, count: n)
      var image = vector
      for (weight, (part, partImage)) in zip(weights, zip(vectors, images)) {
        for i in vector.indices {
          vector[i] += weight * part[i]
          image[i] += weight * partImage[i]
        }
      }
      let norm = vector.euclideanNorm
      let exact = ComplexDouble(0, value.imaginary)
      let residual = zip(image, vector).reduce(0.0) { $0 + ($1.0 - exact * $1.1).lengthSquared }
      // Inverse iteration leaves about ten times the rounding errors of B.
      guard residual.squareRoot() <= 10 * threshold * norm,
        abs(value.imaginary - frequency) <= max(1e-6 * frequency, 1e3 * threshold)
      else { return nil }
      return (value.imaginary, vector.map { $0 / ComplexDouble(norm) })
    }
  }

  private static func orthonormal(_ vectors: [[ComplexDouble]]) -> [[ComplexDouble]] {
    var result: [[ComplexDouble]] = []
    for vector in vectors {
      var rest = vector
      for _ in 0..<2 {
        for other in result {
          let overlap = other.inner(rest)
          for k in rest.indices { rest[k] -= overlap * other[k] }
        }
      }
      let norm = rest.euclideanNorm
      if norm > 0 { result.append(rest.map { $0 / ComplexDouble(norm) }) }
    }
    return result
  }
}

extension SparseFactorization {
  /// Replaces a complex right-hand side by the solution, for a complex matrix.
  fileprivate func solve(_ numbers: inout [ComplexDouble]) throws {
    try numbers.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: Double.self) else { return }
      try solveInPlace(start, transposed: false)
    }
  }
}
