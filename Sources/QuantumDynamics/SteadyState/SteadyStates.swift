public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A coherence that oscillates for ever: L X = i ω X.
public struct PersistentCoherence: Sendable, Codable {
  /// ω, positive; X† oscillates with −ω.
  public let frequency: Double
  /// X with ‖X‖ = 1.
  public let matrix: Matrix<ComplexDouble>
  /// ‖L X − i ω X‖.
  public let residual: Double
}

/// Where a master equation leads to: all its steady states, what it conserves, what oscillates for ever.
///
/// Reference: V. V. Albert, L. Jiang, Phys. Rev. A 89, 022118 (2014); B. Baumgartner, H. Narnhofer, J. Phys. A 41,
/// 395303 (2008).
public struct SteadyStates: Sendable, Codable, CarriesParameters {
  /// Extremal steady states: no one is a mixture of others, and all steady states of a system without
  /// decoherence-free coherences are their mixtures.
  public let states: [DensityMatrix]

  /// The number of linearly independent solutions of L X = 0.
  public let kernelDimension: Int

  /// Hermitian R_ν that span the solutions of L R = 0.
  public let kernelBasis: [Matrix<ComplexDouble>]

  /// Hermitian J_μ with L† J = 0, so that Tr(J_μ ρ(t)) is conserved; Tr(J_μ R_ν) = δ_μν.
  public let conservedQuantities: [Matrix<ComplexDouble>]

  /// Coherences with purely imaginary eigenvalues.
  public let persistentCoherences: [PersistentCoherence]

  /// Whether nothing that oscillates for ever can have been missed.
  ///
  /// So it is but after an interrupt. Blocks that are not diagonalized are searched at every frequency that can occur: a
  /// coherence that oscillates for ever connects two extremal states whose energies Tr Hρ differ by its frequency, and
  /// within one there is none, because the purely imaginary eigenvalues form a finite group under addition.
  public let searchedAllFrequencies: Bool

  /// The dimension of the subspace that the system ends in: the rank of the most mixed steady state.
  public let asymptoticDimension: Int

  /// The slowest decay rate −Re λ that was seen above the threshold; nil where none was.
  public let slowestDecayRate: Double?

  /// Rates below this count as zero: rounding errors of L.
  public let threshold: Double

  /// The largest ‖L ρ‖ of the states.
  public let residual: Double

  /// How the states were found.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// Whether all of it was searched or the search was interrupted, so that more may exist.
  public internal(set) var status = SteadyStateStatus.finished

  /// Whether exactly one steady state exists and nothing oscillates for ever.
  public var isUnique: Bool {
    status == .finished && kernelDimension == 1 && persistentCoherences.isEmpty
  }

  /// The steady part of ρ(t) for long times, Σ_μ R_μ Tr(J_μ ρ): its limit, or its average over time where
  /// coherences persist.
  ///
  /// - Parameter initial: ρ(0), of the same dimension.
  /// - Returns: a steady state.
  public func limit(of initial: DensityMatrix) -> DensityMatrix {
    DensityMatrix(assumingValid: projection(of: initial.matrix))
  }

  func projection(of matrix: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    SteadyStates.projection(of: matrix, kernelBasis, conservedQuantities)
  }

  static func projection(
    of matrix: Matrix<ComplexDouble>, _ kernel: [Matrix<ComplexDouble>],
    _ conserved: [Matrix<ComplexDouble>]
  ) -> Matrix<ComplexDouble> {
    var result = Matrix<ComplexDouble>(rows: matrix.rowCount, columns: matrix.columnCount)
    for (right, left) in zip(kernel, conserved) {
      // Tr(J ρ) = Σ J_ij* ρ_ij, for a Hermitian J.
      let weight = zip(left.elements, matrix.elements).reduce(0.0) {
        $0 + ($1.0.conjugate * $1.1).real
      }
      result += weight * right
    }
    return result
  }
}
