public import ComplexModule
public import LinearAlgebra
import QuantumCore
import RealModule

/// A Lindblad generator of N equal two-level systems with local and collective channels.
///
///     L ρ = −i [H, ρ] + Σ_k D[J_k] ρ + Σ_i Σ_l D[a_l^(i)] ρ,    D[A] ρ = A ρ A† − ½ {A†A, ρ}
///
/// H and the J_k are polynomials in the collective spin, the a_l act on one system and are repeated for
/// each. On `PermutationSymmetricSpace` it is a Lindblad generator again, whose jumps keep the total spin or change it
/// by one: exact, its eigenvalues are the eigenvalues of the 4^N-dimensional Liouvillian whose modes no exchange
/// changes, each with its multiplicity there.
public struct PermutationInvariantLiouvillian: Sendable {
  /// The space.
  public let space: PermutationSymmetricSpace

  /// H.
  public let hamiltonian: CollectiveOperator

  /// The J_k.
  public let collectiveJumps: [CollectiveOperator]

  /// The a_l.
  public let localJumps: [Matrix<ComplexDouble>]

  /// L on real coordinates: for each total spin, the largest first, those of `HermitianBasis`.
  public let matrix: SparseMatrix<Double>

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - count: N, from 1 to 300.
  ///   - hamiltonian: H, Hermitian.
  ///   - collectiveJumps: the J_k, each with its √rate.
  ///   - localJumps: the a_l, 2 × 2 with the excited state first, each with its √rate.
  /// - Throws: `QuantumDynamicsError`: `notHermitian`, `invalidParameter`.
  public init(
    count: Int, hamiltonian: CollectiveOperator = .zero,
    collectiveJumps: [CollectiveOperator] = [], localJumps: [Matrix<ComplexDouble>] = []
  ) throws {
    let space = try PermutationSymmetricSpace(count: count)
    var energy = space.matrix(of: hamiltonian)
    let asymmetry = energy.hermiticityError
    guard asymmetry <= 1e-10 * max(energy.largestModulus, .leastNormalMagnitude) else {
      throw QuantumDynamicsError(
        .notHermitian,
        "A Hamiltonian equals its adjoint, but this polynomial in the collective spin differs from its own "
          + "by \(asymmetry). Put losses into jump operators.")
    }
    var jumps = try collectiveJumps.map { try Operator(space.matrix(of: $0)) }
    for jump in localJumps {
      guard jump.rowCount == 2, jump.columnCount == 2, jump.isFinite else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "A local jump operator is a finite 2 × 2 matrix; one of \(jump.rowCount) × "
            + "\(jump.columnCount) came.")
      }
      // a = c + a′ with a number c and a traceless a′: D[a] = D[a′] − i [(i/2)(c* a′ − c a′†), ·].
      let number = (jump[0, 0] + jump[1, 1]) / ComplexDouble(2)
      let collective =
        jump[0, 1] * CollectiveOperator.plus + jump[1, 0] * CollectiveOperator.minus
        + (jump[0, 0] - jump[1, 1]) * CollectiveOperator.z
      let drive =
        ComplexDouble(0, 0.5)
        * (number.conjugate * collective - number * collective.adjoint)
      energy += space.matrix(of: drive)
      jumps += try space.localOperators(jump).map { try Operator($0) }
    }
    self.space = space
    self.hamiltonian = hamiltonian
    self.collectiveJumps = collectiveJumps
    self.localJumps = localJumps
    let generator = try Liouvillian(hamiltonian: try Operator(energy), jumpOperators: jumps)
    matrix = RealFormAssembly(generator, blockSizes: space.blockSizes).matrix()
  }

  /// A generator with the six common rates.
  ///
  /// - Parameters:
  ///   - count: N.
  ///   - hamiltonian: H, Hermitian.
  ///   - emission: γ↓ of each system, D[σ₋].
  ///   - absorption: γ↑ of each system, D[σ₊].
  ///   - dephasing: γ_φ of each system, D[σ_z/2]: coherences decay with γ_φ/2.
  ///   - collectiveEmission: Γ↓, D[S₋]; no 1/N is put in.
  ///   - collectiveAbsorption: Γ↑, D[S₊].
  ///   - collectiveDephasing: Γ_φ, D[S_z].
  /// - Throws: `QuantumDynamicsError`: `notHermitian`, `invalidParameter`, also for negative rates.
  public init(
    count: Int, hamiltonian: CollectiveOperator = .zero, emission: Double = 0,
    absorption: Double = 0, dephasing: Double = 0, collectiveEmission: Double = 0,
    collectiveAbsorption: Double = 0, collectiveDephasing: Double = 0
  ) throws {
    let rates = [
      emission, absorption, dephasing, collectiveEmission, collectiveAbsorption,
      collectiveDephasing,
    ]
    guard rates.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw QuantumDynamicsError(
        .invalidParameter, "Rates are finite and not negative; \(rates) came.")
    }
    let local = zip(
      rates, [TwoLevelMatrices.lowering, TwoLevelMatrices.raising, TwoLevelMatrices.halfZ])
    let collective = zip(
      rates.dropFirst(3), [CollectiveOperator.minus, CollectiveOperator.plus, CollectiveOperator.z])
    try self.init(
      count: count, hamiltonian: hamiltonian,
      collectiveJumps: collective.filter { $0.0 > 0 }.map { $0.0.squareRoot() * $0.1 },
      localJumps: local.filter { $0.0 > 0 }.map { $0.0.squareRoot() * $0.1 })
  }

  /// L on `OccupationBasis`, from sums over arrangements: the plain reference, exact for any local jump.
  ///
  /// - Returns: the matrix on the orthonormal basis.
  /// - Throws: `QuantumDynamicsError` never, for a space that exists.
  package func referenceMatrix() throws -> SparseMatrix<ComplexDouble> {
    let basis = try OccupationBasis(count: space.count)
    var result =
      (basis.leftMultiplication(hamiltonian) - basis.rightMultiplication(hamiltonian))
      * ComplexDouble(0, -1)
    for jump in collectiveJumps {
      let product = jump.adjoint * jump
      result += basis.leftMultiplication(jump) * basis.rightMultiplication(jump.adjoint)
      result +=
        (basis.leftMultiplication(product) + basis.rightMultiplication(product))
        * ComplexDouble(-0.5)
    }
    var single = Matrix<ComplexDouble>(rows: 4, columns: 4)
    for jump in localJumps {
      // Rows of ρ stacked, the order ee, eg, ge, gg: AρB → A ⊗ Bᵀ.
      let product = jump.adjoint * jump
      single += jump.kroneckerProduct(jump.map(\.conjugate))
      single +=
        -0.5
        * (product.kroneckerProduct(.identity(2))
          + Matrix<ComplexDouble>.identity(2).kroneckerProduct(product.transposed))
    }
    if !localJumps.isEmpty { result += basis.sumOverSystems(single) }
    return result.droppingZeros
  }
}
