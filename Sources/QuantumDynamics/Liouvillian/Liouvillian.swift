import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// The generator of a Markovian master equation in Lindblad form.
///
///     dρ/dt = L ρ = −i [H, ρ] + Σ_k (L_k ρ L_k† − ½ {L_k† L_k, ρ})      (ħ = 1).
///
/// Jump operators carry the square root of their rate. Any Hamiltonian and any jump operators are taken;
/// nothing is assumed about symmetries.
///
/// Reference: G. Lindblad, Commun. Math. Phys. 48, 119 (1976).
public struct Liouvillian: Sendable {
  /// H.
  public let hamiltonian: Operator

  /// The L_k, each with its √rate.
  public let jumpOperators: [Operator]

  /// What the model was made with, by name, for example `["drive": 0.5]`; no number is read from it.
  ///
  /// Every result of this Liouvillian carries it, and files keep it. The models of this library set it.
  public var parameters: [String: Double] = [:]

  /// K = −i H − ½ Σ L_k† L_k, so that L ρ = K ρ + ρ K† + Σ L_k ρ L_k†.
  let effectiveGenerator: Operator

  /// The dimension d of the space that H acts on; the Liouvillian is d² × d².
  public var dimension: Int { hamiltonian.dimension }

  /// Makes a Liouvillian.
  ///
  /// - Parameters:
  ///   - hamiltonian: H, Hermitian to 10⁻¹⁰ of its largest element.
  ///   - jumpOperators: the L_k on the same space, with their √rate; none for unitary dynamics.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `notHermitian`.
  public init(hamiltonian: Operator, jumpOperators: [Operator]) throws {
    let dimension = hamiltonian.dimension
    for (k, jump) in jumpOperators.enumerated() where jump.dimension != dimension {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Hamiltonian acts on a space of dimension \(dimension), but jump operator \(k) on one of "
          + "dimension \(jump.dimension). Make both from the same space.")
    }
    guard hamiltonian.matrix.isFinite else {
      throw QuantumDynamicsError(.notFinite, "The Hamiltonian holds NaN or infinity.")
    }
    let asymmetry = hamiltonian.matrix.hermiticityError
    guard asymmetry <= 1e-10 * hamiltonian.matrix.largestModulus else {
      throw QuantumDynamicsError(
        .notHermitian,
        "A Hamiltonian equals its adjoint, but elements of this one differ from those of its adjoint by "
          + "\(asymmetry). Put losses into jump operators.")
    }
    var generator = ComplexDouble(0, -1) * hamiltonian
    for (k, jump) in jumpOperators.enumerated() {
      let product = jump.adjoint * jump
      guard product.matrix.isFinite else {
        throw QuantumDynamicsError(
          .notFinite,
          "Jump operator \(k) holds NaN or infinity, or its square exceeds the range of doubles.")
      }
      generator -= 0.5 * product
    }
    self.hamiltonian = hamiltonian
    self.jumpOperators = jumpOperators
    effectiveGenerator = generator
  }

  /// The Liouvillian as a sparse d² × d² matrix on vec ρ, columns of ρ stacked: element ρ_ij is at
  /// i + d j, and vec(A ρ B) = (Bᵀ ⊗ A) vec ρ.
  ///
  /// Built anew at each call.
  public var superoperator: SparseMatrix<ComplexDouble> {
    let identity = SparseMatrix<ComplexDouble>.identity(dimension)
    let generator = effectiveGenerator.matrix
    var result =
      identity.kroneckerProduct(generator)
      + generator.conjugated.kroneckerProduct(identity)
    for jump in jumpOperators {
      result += jump.matrix.conjugated.kroneckerProduct(jump.matrix)
    }
    return result.droppingZeros
  }

  /// L ρ by products of sparse operators with the dense ρ, without the superoperator.
  ///
  /// - Parameter density: ρ, or any other matrix of d × d numbers, Hermitian or not.
  /// - Returns: L ρ.
  /// - Complexity: O(d × number of nonzero operator elements).
  public func apply(to density: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    requirePrecondition(
      density.rowCount == dimension && density.columnCount == dimension,
      "A Liouvillian of dimension \(dimension) cannot act on a matrix of \(density.rowCount) × "
        + "\(density.columnCount).")
    let generator = effectiveGenerator.matrix
    // X K† = (K X†)†, so that only products from the left are needed.
    var result = generator.timesDense(density)
    result += generator.timesDense(density.adjoint).adjoint
    for jump in jumpOperators {
      let half = jump.matrix.timesDense(density)
      result += jump.matrix.timesDense(half.adjoint).adjoint
    }
    return result
  }

  /// L ρ of a state.
  ///
  /// - Parameter state: ρ.
  /// - Returns: L ρ, Hermitian and of trace 0.
  public func apply(to state: DensityMatrix) -> Matrix<ComplexDouble> { apply(to: state.matrix) }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// The product with a dense matrix.
  func timesDense(_ dense: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    var result = Matrix<ComplexDouble>(rows: rowCount, columns: dense.columnCount)
    for j in 0..<dense.columnCount {
      for i in 0..<rowCount {
        var sum = ComplexDouble.zero
        for k in rowOffsets[i]..<rowOffsets[i + 1] {
          sum += values[k] * dense[columnIndices[k], j]
        }
        result[i, j] = sum
      }
    }
    return result
  }
}
