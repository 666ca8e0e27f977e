import COpenBLAS
import ComplexModule
import RealModule

/// Eigenvalues of largest modulus of a real operator from one Krylov space that grows until they converge.
///
/// Cheaper than restarts where the operator is expensive and memory is not: it stops at the first of its
/// checks at which all wanted Ritz values are converged. Uses no global state, unlike `Arnoldi`.
struct ExpandingArnoldi {
  /// How many eigenvalues are wanted; one more is returned where a pair would be cut.
  var count: Int
  /// The largest dimension of the Krylov space.
  var limit: Int
  /// The relative tolerance of the Ritz values.
  var tolerance: Double

  /// Runs on a real operator.
  ///
  /// - Returns: the eigenvalues and vectors; nil where the limit was reached before they converged.
  func run(
    realDimension size: Int, apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Arnoldi.Result? {
    OpenBLAS.prepare()
    var generator = SplitMix64(seed: 0x15_0C_60)
    var basis = [Double](repeating: 0, count: size * (limit + 1))
    let norm = (0..<size).reduce(0.0) { sum, k in
      basis[k] = generator.nextSymmetric()
      return sum + basis[k] * basis[k]
    }.squareRoot()
    for k in 0..<size { basis[k] /= norm }
    var hessenberg = Matrix<Double>(rows: limit + 1, columns: limit)
    // Ritz values that come into sight late must not be overlooked: never a very small space.
    let first = max(4 * count, 32)
    for step in 0..<limit {
      try Cancellation.check("\(step) operator applications of Arnoldi's method were done")
      let remainder = try extend(&basis, &hessenberg, size, step, apply)
      let dimension = step + 1
      let isInvariant = remainder <= 1e-14 * hessenberg.largestModulus
      guard isInvariant || dimension >= first && (dimension - first).isMultiple(of: 6) else {
        continue
      }
      if let result = try ritzPairs(
        basis, hessenberg, size, dimension, remainder, isInvariant: isInvariant)
      {
        return result
      }
      if isInvariant { return nil }
    }
    return nil
  }

  /// Adds a vector to the basis and a column to its Hessenberg matrix.
  private func extend(
    _ basis: inout [Double], _ hessenberg: inout Matrix<Double>, _ size: Int, _ step: Int,
    _ apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Double {
    let (n, m) = (Int32(size), Int32(step + 1))
    var overlaps = [Double](repeating: 0, count: step + 1)
    var remainder = 0.0
    try basis.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      let image = start + size * (step + 1)
      image.update(from: start + size * step, count: size)
      try apply(image)
      // Classical Gram–Schmidt, and once more where much of the vector was cancelled (Daniel, Gragg, Kaufman,
      // Stewart, Math. Comput. 30, 772 (1976)).
      var whole = cblas_dnrm2(n, image, 1)
      for _ in 0..<2 {
        cblas_dgemv(CblasColMajor, CblasTrans, n, m, 1, start, n, image, 1, 0, &overlaps, 1)
        cblas_dgemv(CblasColMajor, CblasNoTrans, n, m, -1, start, n, overlaps, 1, 1, image, 1)
        for k in overlaps.indices { hessenberg[k, step] += overlaps[k] }
        remainder = cblas_dnrm2(n, image, 1)
        guard remainder < 0.5 * whole else { break }
        whole = remainder
      }
      if remainder > 0 { cblas_dscal(n, 1 / remainder, image, 1) }
    }
    guard remainder.isFinite else {
      throw LinearAlgebraError(.nonFinite, "An operator gave NaN or infinity to Arnoldi's method.")
    }
    hessenberg[step + 1, step] = remainder
    return remainder
  }

  private func ritzPairs(
    _ basis: [Double], _ hessenberg: Matrix<Double>, _ size: Int, _ dimension: Int,
    _ remainder: Double, isInvariant: Bool
  ) throws -> Arnoldi.Result? {
    let small = Matrix<Double>(rows: dimension, columns: dimension) { hessenberg[$0, $1] }
    let system = try small.eigensystem()
    let order = system.values.indices.sorted {
      system.values[$0].length != system.values[$1].length
        ? system.values[$0].length > system.values[$1].length
        : system.values[$0].imaginary > system.values[$1].imaginary
    }
    var wanted = Array(order.prefix(count))
    guard wanted.count == count, let last = wanted.last else { return nil }
    let conjugate = system.values[last].conjugate
    if conjugate != system.values[last], order.count > count,
      !wanted.contains(where: { system.values[$0] == conjugate }),
      system.values[order[count]] == conjugate
    {
      wanted.append(order[count])
    }
    let isConverged = wanted.allSatisfy {
      remainder * system.rightVectors[dimension - 1, $0].length
        <= tolerance * system.values[$0].length
    }
    guard isConverged || isInvariant else { return nil }
    var result = Arnoldi.Result(eigenvalues: [], vectors: [], applicationCount: dimension)
    for k in wanted {
      let weights = system.rightVectors.column(k)
      result.eigenvalues.append(system.values[k])
      var parts = [[Double]](repeating: [Double](repeating: 0, count: size), count: 2)
      for (part, numbers) in [weights.map(\.real), weights.map(\.imaginary)].enumerated() {
        cblas_dgemv(
          CblasColMajor, CblasNoTrans, Int32(size), Int32(dimension), 1, basis, Int32(size),
          numbers, 1, 0, &parts[part], 1)
      }
      result.vectors.append(zip(parts[0], parts[1]).map { ComplexDouble($0, $1) })
    }
    return result
  }
}
