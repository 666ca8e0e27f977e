import Preconditions
import ComplexModule
import LinearAlgebra

extension DensityMatrix {
  /// Uhlmann's fidelity with another state, F = (Tr √(√ρ σ √ρ))².
  ///
  /// For a pure σ = |ψ⟩⟨ψ| it is ⟨ψ|ρ|ψ⟩; some authors, and QuTiP, call √F the fidelity.
  ///
  /// - Parameter other: σ, of the same dimension.
  /// - Returns: a number between 0 and 1.
  /// - Throws: the error of the eigenvalue solver.
  /// - Complexity: O(d³).
  ///
  /// Reference: R. Jozsa, J. Mod. Opt. 41, 2315 (1994).
  public func fidelity(with other: DensityMatrix) throws -> Double {
    requireSameSpace(other)
    // Tr √(√ρ σ √ρ) is the sum of the singular values of √ρ √σ: no square root of small eigenvalues of a
    // product, which would lose half the digits.
    let root = try matrix.hermitianFunction { ComplexDouble(max(0, $0).squareRoot()) }
    let otherRoot = try other.matrix.hermitianFunction { ComplexDouble(max(0, $0).squareRoot()) }
    let sum = try (root * otherRoot).singularValues().reduce(0, +)
    return min(1, sum * sum)
  }

  /// The trace distance ½ Tr |ρ − σ|.
  ///
  /// Between 0 (equal) and 1 (orthogonal); ½(1 + distance) is the best probability to tell the two apart
  /// in one measurement.
  ///
  /// - Parameter other: σ, of the same dimension.
  /// - Returns: half the sum of the moduli of the eigenvalues of ρ − σ.
  /// - Throws: the error of the eigenvalue solver.
  /// - Complexity: O(d³).
  public func traceDistance(to other: DensityMatrix) throws -> Double {
    requireSameSpace(other)
    let difference = matrix - other.matrix
    // Symmetrized, so that the rounding of nearly equal states is not mistaken for asymmetry.
    return try (0.5 * (difference + difference.adjoint)).hermitianEigensystem().values
      .reduce(0.0) { $0 + abs($1) } / 2
  }

  private func requireSameSpace(_ other: DensityMatrix) {
    requirePrecondition(
      dimension == other.dimension,
      "Cannot compare states of dimension \(dimension) and \(other.dimension).")
  }
}
