import COpenBLAS
import ComplexModule
import RealModule

/// Eigenvalues of largest modulus of an operator from one Krylov space that grows until they converge.
///
/// Cheaper than restarts where the operator is expensive and memory is not: it stops at the first of its
/// checks at which all wanted Ritz values are converged. Uses no global state, unlike `Arnoldi`.
struct ExpandingArnoldi {
  /// How many eigenvalues are wanted; of a real operator one more is returned where a pair would be cut.
  var count: Int
  /// The largest dimension of the Krylov space.
  var limit: Int
  /// The relative tolerance of the Ritz values.
  var tolerance: Double

  /// Runs on an operator.
  ///
  /// - Returns: the eigenvalues and vectors; nil where the limit was reached before they converged.
  func run<Scalar: FrontScalar>(
    _ kind: Scalar.Type, dimension size: Int, apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Arnoldi.Result? {
    OpenBLAS.prepare()
    var generator = SplitMix64(seed: 0x15_0C_60)
    // Memory that turns out not to be needed is never touched.
    var basis: [Scalar] = []
    basis.reserveCapacity(size * (limit + 1))
    for _ in 0..<size { basis.append(Scalar.random(using: &generator)) }
    basis.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      Scalar.scale(size, 1 / Scalar.length(size, start), start)
    }
    var hessenberg = Matrix<Scalar>(rows: limit + 1, columns: limit)
    // Ritz values that come into sight late must not be overlooked: never a very small space.
    let first = min(max(4 * count, 32), limit)
    for step in 0..<limit {
      try Cancellation.check("\(step) operator applications of Arnoldi's method were done")
      let remainder = try extend(&basis, &hessenberg, size, step, apply)
      let dimension = step + 1
      let isInvariant = remainder <= 1e-14 * hessenberg.largestModulus
      guard
        isInvariant || dimension >= first && (dimension - first).isMultiple(of: 6)
          || dimension == limit
      else { continue }
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
  private func extend<Scalar: FrontScalar>(
    _ basis: inout [Scalar], _ hessenberg: inout Matrix<Scalar>, _ size: Int, _ step: Int,
    _ apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Double {
    let count = step + 1
    var overlaps = [Scalar](repeating: .zero, count: count)
    var remainder = 0.0
    basis.append(contentsOf: repeatElement(.zero, count: size))
    try basis.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      let image = start + size * count
      image.update(from: start + size * step, count: size)
      let raw = UnsafeMutableRawPointer(image)
      try apply(raw.assumingMemoryBound(to: Double.self))
      // Classical Gram–Schmidt, and once more where much of the vector was cancelled (Daniel, Gragg, Kaufman,
      // Stewart, Math. Comput. 30, 772 (1976)).
      var whole = Scalar.length(size, image)
      for _ in 0..<2 {
        Scalar.overlaps(size, count, start, image, &overlaps)
        Scalar.multiply(size, count, -1, start, transposed: false, overlaps, 1, image)
        for k in overlaps.indices { hessenberg[k, step] += overlaps[k] }
        remainder = Scalar.length(size, image)
        guard remainder < 0.5 * whole else { break }
        whole = remainder
      }
      if remainder > 0 { Scalar.scale(size, 1 / remainder, image) }
    }
    guard remainder.isFinite else {
      throw LinearAlgebraError(.nonFinite, "An operator gave NaN or infinity to Arnoldi's method.")
    }
    hessenberg[step + 1, step] = Scalar(real: remainder)
    return remainder
  }

  private func ritzPairs<Scalar: FrontScalar>(
    _ basis: [Scalar], _ hessenberg: Matrix<Scalar>, _ size: Int, _ dimension: Int,
    _ remainder: Double, isInvariant: Bool
  ) throws -> Arnoldi.Result? {
    let small = Matrix<Scalar>(rows: dimension, columns: dimension) { hessenberg[$0, $1] }
    let system = try Scalar.eigensystem(of: small)
    let order = system.values.indices.sorted {
      system.values[$0].length != system.values[$1].length
        ? system.values[$0].length > system.values[$1].length
        : system.values[$0].imaginary > system.values[$1].imaginary
    }
    var wanted = Array(order.prefix(count))
    guard wanted.count == count, let last = wanted.last else { return nil }
    let conjugate = system.values[last].conjugate
    if Scalar.realComponentCount == 1, conjugate != system.values[last], order.count > count,
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
      result.eigenvalues.append(system.values[k])
      result.vectors.append(
        Scalar.combination(size, dimension, basis, system.rightVectors.column(k)))
    }
    return result
  }
}
