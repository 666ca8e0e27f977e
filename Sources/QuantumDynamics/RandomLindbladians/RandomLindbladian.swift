public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A random Lindblad generator: a Hamiltonian of the Gaussian unitary ensemble and a Wishart matrix of rates.
///
///     L ρ = −i ζ_coh [H, ρ] + ζ_diss Σ K_mn (F_n ρ F_m† − ½{F_m†F_n, ρ}),
///     H = (M + M†)/√2,   K = n GG†/Tr GG†,   n = d² − 1,
///
/// where real and imaginary parts of all elements of M (d × d) and G (n × n) are independent normal
/// numbers of variance 1, so that Tr K = n. In an orthonormal basis the ensemble does not depend on the
/// basis. Paper 003 used `neighbourDifferences`, whose diagonal operators are not orthonormal: a slightly
/// different ensemble, which this type gives by that name.
///
/// Reference: S. Denisov et al., Phys. Rev. Lett. 123, 140403 (2019); paper 003, appendix F.
public struct RandomLindbladian: Sendable {
  /// How GG† is drawn; both give the same distribution.
  public enum Sampling: Sendable, Hashable {
    /// As UU† with a triangular U (Bartlett): half the normal numbers and a third of the product.
    case triangular
    /// As GG† with the n × n matrix G of the definition.
    case gaussian
  }

  /// H, not multiplied by ζ_coh.
  public let hamiltonian: Operator

  /// K, positive, with Tr K = d² − 1, not multiplied by ζ_diss.
  public let kossakowski: Matrix<ComplexDouble>

  /// The operators F_n that K refers to.
  public let basis: TracelessBasis

  /// ζ_coh.
  public let coherentStrength: Double

  /// ζ_diss.
  public let dissipativeStrength: Double

  /// Draws a generator.
  ///
  /// - Parameters:
  ///   - dimension: d ≥ 2.
  ///   - kind: the operators F_n.
  ///   - coherentStrength: ζ_coh, 1 in paper 003.
  ///   - dissipativeStrength: ζ_diss ≥ 0, 1 in paper 003.
  ///   - sampling: how GG† is drawn.
  ///   - generator: the source of randomness; the result depends on its numbers only.
  /// - Throws: `QuantumDynamicsError` with code `invalidParameter`.
  /// - Complexity: O(d⁶/3) multiplications for the product.
  public init(
    dimension: Int, basis kind: TracelessBasis.Kind = .matrixUnits, coherentStrength: Double = 1,
    dissipativeStrength: Double = 1, sampling: Sampling = .triangular,
    using generator: inout some RandomNumberGenerator
  ) throws {
    guard dimension >= 2 else {
      throw QuantumDynamicsError(
        .invalidParameter, "A random Lindbladian needs dimension 2 or more, but \(dimension) came.")
    }
    guard coherentStrength.isFinite, dissipativeStrength.isFinite, dissipativeStrength >= 0 else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Strengths must be finite and the dissipative one not negative, but \(coherentStrength) and "
          + "\(dissipativeStrength) came.")
    }
    let space = try NLevelSystem(levels: dimension)
    hamiltonian = space.randomHamiltonian(normalization: .unitParts, using: &generator)
    basis = TracelessBasis(kind, dimension: dimension)
    let count = basis.count
    switch sampling {
    case .triangular:
      kossakowski = WishartMatrix.triangular(size: count, trace: Double(count), using: &generator)
    case .gaussian:
      kossakowski = WishartMatrix.gaussian(size: count, trace: Double(count), using: &generator)
    }
    self.coherentStrength = coherentStrength
    self.dissipativeStrength = dissipativeStrength
  }

  /// The generator as a dense real matrix, built by reshuffling K.
  public var realLiouvillian: RealLiouvillian {
    let d = basis.dimension
    return RealLiouvillian(
      dimension: d, matrix: KossakowskiExpansion.realRepresentation(ofChoi: choi, dimension: d),
      parameters: parameters)
  }

  /// The generator as a superoperator, built by reshuffling K.
  public var superoperator: Superoperator {
    let d = basis.dimension
    let matrix = Matrix(rows: d * d, columns: d * d, columnMajor: choi)
    return Superoperator(
      dimension: d, action: Operator(unchecked: Superoperator.reshuffled(matrix, dimension: d)))
  }

  /// The generator with d² − 1 explicit jump operators: the plain form, slow for large d.
  ///
  /// Reference: paper 003, eq. (F4).
  ///
  /// - Returns: a master equation.
  /// - Throws: the error of the eigenvalue solver.
  public func liouvillian() throws -> Liouvillian {
    var liouvillian = try Liouvillian(
      hamiltonian: coherentStrength * hamiltonian,
      kossakowski: ComplexDouble(dissipativeStrength) * kossakowski, basis: basis)
    liouvillian.parameters = parameters
    return liouvillian
  }

  private var parameters: [String: Double] {
    ["coherentStrength": coherentStrength, "dissipativeStrength": dissipativeStrength]
  }

  private var choi: [ComplexDouble] {
    // K is scaled only where it has to be: it is the largest matrix around.
    KossakowskiExpansion.choi(
      hamiltonian: (coherentStrength * hamiltonian).dense,
      kossakowski: dissipativeStrength == 1
        ? kossakowski : ComplexDouble(dissipativeStrength) * kossakowski, basis: basis)
  }
}
