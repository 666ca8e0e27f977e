import Preconditions
import RealModule
import ComplexModule

/// The eigenvalues of largest modulus of a real linear map that is only applied.
public struct MapEigenvalues: Sendable {
  /// The eigenvalues, the largest modulus first; complex ones in pairs.
  public var eigenvalues: [SparseEigenvalue]

  /// How often the map was applied, the check of the residuals included.
  public var applicationCount: Int

  /// Whether the user stopped the calculation, so that these are the eigenvalues known to a tenth or better till then.
  public var wasStopped = false
}

/// Finds the eigenvalues of largest modulus of a real linear map by Arnoldi's method.
///
/// - Parameters:
///   - size: the length of the vectors, at least 4.
///   - count: how many eigenvalues, at least 1 and at most size − 3; one more is returned where a complex
///     pair would be cut.
///   - krylovDimension: nil chooses it from the count.
///   - tolerance: relative, of the eigenvalues.
///   - restartLimit: how often the Krylov space is rebuilt at most.
///   - keepsWhatThereIs: whether a calculation that the user stops returns what its first Krylov space determines so far
///     (by the method of Rayleigh and Ritz) instead of throwing.
///   - apply: the map.
/// - Returns: eigenvalues with vectors and residuals ‖A v − λ v‖.
/// - Throws: `LinearAlgebraError`: `invalidArgument`, `notConverged`, `cancelled`; or what the map throws.
public func leadingEigenvalues(
  ofMapOfSize size: Int, count: Int, krylovDimension: Int? = nil, tolerance: Double = 1e-10,
  restartLimit: Int = 100, keepsWhatThereIs: Bool = false,
  apply: ([Double]) throws -> [Double]
) throws -> MapEigenvalues {
  guard size >= 4, count >= 1, count <= size - 3 else {
    throw LinearAlgebraError(
      .invalidArgument,
      "Of a map on vectors of \(size) numbers Arnoldi's method finds 1 to \(size - 3) eigenvalues, not "
        + "\(count).")
  }
  let basisSize = min(max(krylovDimension ?? max(2 * count + 10, 24), count + 3), size)
  let arnoldi = Arnoldi(
    count: count, basisSize: basisSize, tolerance: tolerance, restartLimit: restartLimit)
  var seen = AppliedVectors(limit: keepsWhatThereIs ? basisSize : 0)
  let found: Arnoldi.Result
  do {
    found = try arnoldi.run(realDimension: size) { numbers in
      let vector = Array(UnsafeBufferPointer(start: numbers, count: size))
      let result = try apply(vector)
      requirePrecondition(
        result.count == size, "A map of size \(size) returned \(result.count) numbers.")
      seen.add(vector, result)
      result.withUnsafeBufferPointer { result in
        guard let start = result.baseAddress else { return }
        numbers.update(from: start, count: size)
      }
    }
  } catch let error where Cancellation.isRequested && keepsWhatThereIs {
    let known = try seen.ritzPairs(count: count)
    guard !known.isEmpty else { throw error }
    return MapEigenvalues(
      eigenvalues: known, applicationCount: seen.applicationCount, wasStopped: true)
  }
  var applications = found.applicationCount
  let order = found.eigenvalues.indices.sorted {
    let (x, y) = (found.eigenvalues[$0], found.eigenvalues[$1])
    return abs(x.length - y.length) > 1e-12 * y.length
      ? x.length > y.length : x.imaginary > y.imaginary
  }
  var eigenvalues: [SparseEigenvalue] = []
  for k in order {
    let value = found.eigenvalues[k]
    let length = found.vectors[k].reduce(0.0) { $0 + $1.lengthSquared }.squareRoot()
    let vector = found.vectors[k].map { ComplexDouble($0.real / length, $0.imaginary / length) }
    // The partner of a pair has the conjugate vector and the same residual.
    if value.imaginary < 0, let partner = eigenvalues.last,
      partner.value == value.conjugate
    {
      eigenvalues.append(
        SparseEigenvalue(
          value: value, vector: partner.vector.map(\.conjugate), residual: partner.residual))
      continue
    }
    let real = try apply(vector.map(\.real))
    applications += 1
    var imaginary = [Double](repeating: 0, count: size)
    if value.imaginary != 0 {
      imaginary = try apply(vector.map(\.imaginary))
      applications += 1
    }
    let residual = (0..<size).reduce(0.0) {
      $0 + (ComplexDouble(real[$1], imaginary[$1]) - value * vector[$1]).lengthSquared
    }
    eigenvalues.append(
      SparseEigenvalue(value: value, vector: vector, residual: residual.squareRoot()))
  }
  return MapEigenvalues(eigenvalues: eigenvalues, applicationCount: applications)
}
