import COpenBLAS
import ComplexModule
import RealModule
import _LinearAlgebraShims

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
  /// The dimension at which convergence is first looked for; nil chooses it from the count.
  var firstLook: Int?

  /// Runs on an operator.
  ///
  /// - Returns: the eigenvalues and vectors; nil where the limit was reached before they converged.
  func run<Scalar: FrontScalar>(
    _ kind: Scalar.Type, dimension size: Int, apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Arnoldi.Result? {
    OpenBLAS.prepare()
    var generator = SplitMix64(seed: 0x15_0C_60)
    // Memory that turns out not to be needed is never touched.
    let basis = UnsafeMutablePointer<Scalar>.allocate(capacity: size * (limit + 1))
    defer { basis.deallocate() }
    isochron_prefer_large_pages(basis, Int64(size * (limit + 1) * MemoryLayout<Scalar>.stride))
    for k in 0..<size { (basis + k).initialize(to: Scalar.random(using: &generator)) }
    Scalar.scale(size, 1 / Scalar.length(size, basis), basis)
    var hessenberg = Matrix<Scalar>(rows: limit + 1, columns: limit)
    // Ritz values that come into sight late must not be overlooked: never a very small space.
    var next = min(max(firstLook ?? 4 * count, 32), limit)
    var largest = 0.0
    for step in 0..<limit {
      try Cancellation.check("\(step) operator applications of Arnoldi's method were done")
      let remainder = try extend(basis, &hessenberg, size, step, apply)
      let dimension = step + 1
      for k in 0...dimension { largest = max(largest, hessenberg[k, step].modulus) }
      let isInvariant = remainder <= 1e-14 * largest
      guard isInvariant || dimension == next || dimension == limit else { continue }
      let space = try RitzPairs(
        hessenberg, dimension, remainder: remainder, count: count, tolerance: tolerance)
      if space.isConverged || isInvariant {
        guard space.wanted.count >= count else { return nil }
        return Arnoldi.Result(
          eigenvalues: space.wanted.map { space.values[$0] },
          vectors: space.wanted.map {
            Scalar.combination(size, dimension, basis, space.vectors.column($0))
          }, applicationCount: dimension)
      }
      // A look costs as much as a step on some ten thousand numbers.
      next = min(dimension + max(space.stepsToGo, size < 10_000 ? 4 : 2), limit)
    }
    return nil
  }

  /// Adds a vector to the basis and a column to its Hessenberg matrix.
  private func extend<Scalar: FrontScalar>(
    _ basis: UnsafeMutablePointer<Scalar>, _ hessenberg: inout Matrix<Scalar>, _ size: Int,
    _ step: Int, _ apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Double {
    let count = step + 1
    var overlaps = [Scalar](repeating: .zero, count: count)
    let image = basis + size * count
    image.initialize(from: basis + size * step, count: size)
    try apply(UnsafeMutableRawPointer(image).assumingMemoryBound(to: Double.self))
    // Classical Gram–Schmidt, and once more where so much of the vector was cancelled that more than a digit of
    // orthogonality is lost (Daniel, Gragg, Kaufman, Stewart, Math. Comput. 30, 772 (1976)).
    var whole = Scalar.length(size, image)
    var remainder = 0.0
    for _ in 0..<2 {
      Scalar.overlaps(size, count, basis, image, &overlaps)
      Scalar.subtract(size, count, basis, overlaps, image)
      for k in overlaps.indices { hessenberg[k, step] += overlaps[k] }
      remainder = Scalar.length(size, image)
      guard remainder < 0.1 * whole else { break }
      whole = remainder
    }
    if remainder > 0 { Scalar.scale(size, 1 / remainder, image) }
    guard remainder.isFinite else {
      throw LinearAlgebraError(.nonFinite, "An operator gave NaN or infinity to Arnoldi's method.")
    }
    hessenberg[step + 1, step] = Scalar(real: remainder)
    return remainder
  }
}

/// What a Krylov space knows of the eigenvalues of largest modulus.
private struct RitzPairs {
  let values: [ComplexDouble]
  /// The vectors in the basis of the space.
  let vectors: Matrix<ComplexDouble>
  /// The places of the wanted ones.
  let wanted: [Int]
  let isConverged: Bool
  /// In how many steps a further look may be worth it.
  let stepsToGo: Int

  init<Scalar: FrontScalar>(
    _ hessenberg: Matrix<Scalar>, _ dimension: Int, remainder: Double, count: Int,
    tolerance: Double
  ) throws {
    let small = Matrix<Scalar>(rows: dimension, columns: dimension) { hessenberg[$0, $1] }
    let (values, vectors) = try Scalar.hessenbergEigensystem(of: small)
    let order = values.indices.sorted {
      values[$0].length != values[$1].length
        ? values[$0].length > values[$1].length : values[$0].imaginary > values[$1].imaginary
    }
    var wanted = Array(order.prefix(count))
    if let last = wanted.last, Scalar.realComponentCount == 1, order.count > count {
      let conjugate = values[last].conjugate
      if conjugate != values[last], !wanted.contains(where: { values[$0] == conjugate }),
        values[order[count]] == conjugate
      {
        wanted.append(order[count])
      }
    }
    let worst = wanted.map {
      remainder * vectors[dimension - 1, $0].length / values[$0].length
    }.max()
    isConverged = wanted.count >= count && (worst ?? .infinity) <= tolerance
    // Half a digit for each step is fast, as these methods go.
    let digits = Double.log10(min(max((worst ?? 1) / tolerance, 1), 1e16))
    stepsToGo = Int(digits / 0.5)
    self.values = values
    self.vectors = vectors
    self.wanted = wanted
  }
}
