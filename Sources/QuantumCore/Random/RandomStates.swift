import Preconditions
import ComplexModule
import LinearAlgebra
import RealModule

/// Measures on density matrices.
public enum DensityMatrixEnsemble: Sendable, Hashable {
  /// ρ = GG†/Tr GG† with a complex Gaussian d × d matrix G; ⟨Tr ρ²⟩ = 2d/(d² + 1).
  case hilbertSchmidt
  /// ρ = GG†/Tr GG† with G of d × k: the reduced state of a uniform pure state of d × k dimensions, of rank
  /// min(d, k); ⟨Tr ρ²⟩ = (d + k)/(dk + 1).
  case induced(rank: Int)
  /// ρ ∝ (1 + U)GG†(1 + U†) with uniform U; ⟨Tr ρ²⟩ = (5d² + 1)/(2d(d² + 2)).
  case bures
}

/// Widths of the Gaussian unitary ensemble.
public enum HamiltonianNormalization: Sendable, Hashable {
  /// H = (M + M†)/√2, real and imaginary parts of M of variance 1: ⟨|H_ij|²⟩ = 2, as paper 003 takes it.
  case unitParts
  /// ⟨|H_ij|²⟩ = 1; the spectrum fills [−2√d, 2√d] for large d.
  case unitElements
  /// ⟨|H_ij|²⟩ = r²/4d; the spectrum fills the semicircle [−r, r] for large d.
  case semicircle(radius: Double)

  /// What (M + M†)/√2 is multiplied by.
  func factor(dimension: Int) -> Double {
    switch self {
    case .unitParts: 1
    case .unitElements: 0.5.squareRoot()
    case .semicircle(let radius): radius / (8 * Double(dimension)).squareRoot()
    }
  }
}

extension FiniteSpace {
  /// A state drawn uniformly from the unit sphere.
  ///
  /// - Parameter generator: the source of randomness; the state depends on its numbers only.
  /// - Returns: the normalized state.
  public func randomKet(using generator: inout some RandomNumberGenerator) -> Ket {
    let amplitudes = (0..<dimension).map { _ in NormalVariates.complex(using: &generator) }
    let ket = Ket(unchecked: amplitudes)
    let norm = ket.norm
    return Ket(unchecked: amplitudes.map { ComplexDouble($0.real / norm, $0.imaginary / norm) })
  }

  /// A unitary drawn uniformly (by Haar's measure).
  ///
  /// Q of the QR factorization of a Gaussian matrix, its columns multiplied by the phases of the diagonal of
  /// R: without them the eigenvalues would not be distributed uniformly.
  ///
  /// - Parameter generator: the source of randomness.
  /// - Returns: the unitary operator.
  ///
  /// Reference: F. Mezzadri, Notices of the AMS 54, 592 (2007).
  public func randomUnitary(using generator: inout some RandomNumberGenerator) -> Operator {
    let gaussian = NormalVariates.matrix(rows: dimension, columns: dimension, using: &generator)
    let factors = gaussian.qrFactorization()
    return Operator(
      unchecked: Matrix(rows: dimension, columns: dimension) { i, j in
        let pivot = factors.r[j, j]
        return factors.q[i, j] * (pivot / ComplexDouble(pivot.length))
      })
  }

  /// A random Hamiltonian of the Gaussian unitary ensemble.
  ///
  /// - Parameters:
  ///   - normalization: the width.
  ///   - generator: the source of randomness.
  /// - Returns: a Hermitian operator.
  public func randomHamiltonian(
    normalization: HamiltonianNormalization = .unitParts,
    using generator: inout some RandomNumberGenerator
  ) -> Operator {
    let gaussian = NormalVariates.matrix(rows: dimension, columns: dimension, using: &generator)
    let factor = normalization.factor(dimension: dimension) / 2.0.squareRoot()
    return Operator(unchecked: factor * (gaussian + gaussian.adjoint))
  }

  /// A random density matrix.
  ///
  /// - Parameters:
  ///   - ensemble: the measure.
  ///   - generator: the source of randomness.
  /// - Returns: a valid state.
  ///
  /// Reference: K. Życzkowski et al., J. Math. Phys. 52, 062201 (2011).
  public func randomDensityMatrix(
    _ ensemble: DensityMatrixEnsemble = .hilbertSchmidt,
    using generator: inout some RandomNumberGenerator
  ) -> DensityMatrix {
    var columns = dimension
    if case .induced(let rank) = ensemble { columns = rank }
    requirePrecondition(columns >= 1, "A random state needs a rank of 1 or more, not \(columns).")
    var factor = NormalVariates.matrix(rows: dimension, columns: columns, using: &generator)
    if ensemble == .bures {
      factor += randomUnitary(using: &generator).dense * factor
    }
    let product = factor * factor.adjoint
    let symmetric = 0.5 * (product + product.adjoint)
    return DensityMatrix(assumingValid: symmetric / symmetric.trace.real)
  }
}
