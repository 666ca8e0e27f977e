public import ComplexModule

/// An eigenvalue of a map that is only applied.
public struct LinearMapEigenvalue: Sendable {
  /// μ.
  public var value: ComplexDouble
  /// The eigenvector, of length 1.
  public var vector: [ComplexDouble]
  /// ‖M v − μ v‖.
  public var residual: Double
}

/// Finds the eigenvalues of largest modulus of a linear map, by Arnoldi's method.
///
/// For one-period maps of Floquet systems and propagators e^(Lt) (Arnoldi–Lindblad): the map may be a whole
/// time evolution, and is applied a few dozen times.
///
/// - Parameters:
///   - dimension: n, the length of the vectors.
///   - count: how many; at least 1 and at most n − 3.
///   - krylovDimension: the dimension of the Krylov space; nil chooses it.
///   - tolerance: relative, of the eigenvalues.
///   - restartLimit: how often the Krylov space is rebuilt at most.
///   - apply: M v.
/// - Returns: the eigenvalues, the largest modulus first, with residuals (one more application each).
/// - Throws: `LinearAlgebraError`: `invalidArgument`, `notConverged`, `cancelled`; or what `apply` throws.
///
/// Reference: F. Minganti, D. Huybrechts, Quantum 6, 649 (2022).
public func linearMapEigenvalues(
  dimension: Int, count: Int, krylovDimension: Int? = nil, tolerance: Double = 1e-10,
  restartLimit: Int = 200, apply: ([ComplexDouble]) throws -> [ComplexDouble]
) throws -> [LinearMapEigenvalue] {
  guard count >= 1, count <= dimension - 3 else {
    throw LinearAlgebraError(
      .invalidArgument,
      "Arnoldi's method finds 1 to \(max(dimension - 3, 0)) eigenvalues of a map on \(dimension) "
        + "numbers, not \(count).")
  }
  let arnoldi = Arnoldi(
    count: count,
    basisSize: min(dimension, max(krylovDimension ?? max(2 * count + 1, 20), count + 2)),
    tolerance: tolerance, restartLimit: restartLimit)
  let found = try arnoldi.runOnVectors(dimension: dimension, apply: apply)
  return try zip(found.eigenvalues, found.vectors).map { value, vector in
    let norm = vector.reduce(0) { $0 + $1.lengthSquared }.squareRoot()
    let unit = vector.map { $0 / ComplexDouble(norm) }
    let image = try apply(unit)
    let residual = zip(image, unit).reduce(0.0) { $0 + ($1.0 - value * $1.1).lengthSquared }
    return LinearMapEigenvalue(value: value, vector: unit, residual: residual.squareRoot())
  }.sorted { $0.value.length > $1.value.length }
}
