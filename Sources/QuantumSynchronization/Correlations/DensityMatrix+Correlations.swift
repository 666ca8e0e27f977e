import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

extension DensityMatrix {
  /// Wootters's concurrence of a state of two two-level systems.
  ///
  /// C = max(0, λ₁ − λ₂ − λ₃ − λ₄) with the falling square roots λ of the eigenvalues of ρ (σ_y⊗σ_y) ρ* (σ_y⊗σ_y): 0 for separable
  /// states and only for them, 1 for Bell states.
  ///
  /// - Returns: between 0 and 1.
  /// - Throws: `SynchronizationError` with code `invalidParameter` for another dimension than 4; or the error of the
  ///   eigenvalue solver.
  ///
  /// Reference: W. K. Wootters, Phys. Rev. Lett. 80, 2245 (1998), eq. (13).
  public func concurrence() throws -> Double {
    guard dimension == 4 else {
      throw SynchronizationError(
        .invalidParameter,
        "The concurrence of mixed states is known for two two-level systems, dimension 4, not \(dimension). "
          + "negativity(of:transposing:) is defined for any.")
    }
    // λ are the singular values of √ρ (σ_y⊗σ_y) √ρ*, without a root of rounding errors.
    let system = try (0.5 * (matrix + matrix.adjoint)).hermitianEigensystem()
    let roots = system.values.map { ComplexDouble(max(0, $0).squareRoot()) }
    let root = system.vectors * .diagonal(roots) * system.vectors.adjoint
    let flip = Matrix<ComplexDouble>(rowMajor: [
      [0, 0, 0, -1], [0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0],
    ])
    let values = try (root * flip * root.conjugated).singularValues()
    return min(1, max(0, values[0] - values[1] - values[2] - values[3]))
  }

  /// The quantum relative entropy S(ρ‖σ) = Tr ρ (ln ρ − ln σ) in nats.
  ///
  /// 0 only for equal states, infinite where ρ has weight outside the support of σ; not symmetric.
  ///
  /// - Parameters:
  ///   - other: σ, of the same dimension.
  ///   - negligible: eigenvalues of σ below this are outside its support, and so much weight of ρ there is rounding.
  /// - Returns: S ≥ 0.
  /// - Throws: the error of the eigenvalue solver.
  public func relativeEntropy(
    to other: DensityMatrix, negligible: Double = 1e-14
  ) throws -> Double {
    requirePrecondition(
      dimension == other.dimension,
      "Cannot compare states of dimension \(dimension) and \(other.dimension).")
    let system = try (0.5 * (other.matrix + other.matrix.adjoint)).hermitianEigensystem()
    var sum = -(try vonNeumannEntropy())
    for k in 0..<dimension {
      let vector = system.vectors.column(k)
      let weight = zip(vector, matrix * vector).reduce(0) { $0 + ($1.0.conjugate * $1.1).real }
      if system.values[k] > negligible {
        sum -= weight * .log(system.values[k])
      } else if weight > negligible {
        return .infinity
      }
    }
    return max(0, sum)
  }
}
