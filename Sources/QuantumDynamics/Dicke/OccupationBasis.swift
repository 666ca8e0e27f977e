import Preconditions
import ComplexModule
package import LinearAlgebra
import RealModule

/// Sums over arrangements as a basis of the operators on N two-level systems that no exchange changes.
///
/// The plain reference for `PermutationInvariantLiouvillian`, for small N. A basis operator is the normalized sum over all arrangements of n_ee factors |e⟩⟨e|, n_eg factors |e⟩⟨g|,
/// n_ge factors |g⟩⟨e| and n_gg factors |g⟩⟨g|. There are (N+1)(N+2)(N+3)/6 of them, orthonormal in the
/// Hilbert–Schmidt product. They are the states of N bosons in four modes, so that a sum over systems of a
/// superoperator on one system, with matrix A, is Σ A_ab b_a† b_b: **exact**, for local channels as for
/// collective operators from either side. The norm is the one of the 2^N-dimensional space, in which the identity and a
/// pure state differ by 2^(N/2): for large N no eigenvalue of the matrix can be trusted.
///
/// Reference: S. Hartmann, Quantum Inf. Comput. 16, 1333 (2016); N. Shammah et al., Phys. Rev. A 98, 063815
/// (2018), whose basis |J, m⟩⟨J, m′| this is a rotation of.
package struct OccupationBasis: Sendable, Hashable {
  /// The numbers of the four factors.
  package struct Occupation: Hashable, Sendable {
    /// n_ee, the number of factors |e⟩⟨e|.
    package var ee: Int
    /// n_eg, the number of factors |e⟩⟨g|.
    package var eg: Int
    /// n_ge, the number of factors |g⟩⟨e|.
    package var ge: Int
    /// n_gg, the number of factors |g⟩⟨g|.
    package var gg: Int

    /// The numbers in the order of the modes.
    var counts: [Int] { [ee, eg, ge, gg] }

    init(counts: [Int]) {
      ee = counts[0]
      eg = counts[1]
      ge = counts[2]
      gg = counts[3]
    }
  }

  /// N.
  package let count: Int

  /// The basis.
  package let occupations: [Occupation]

  private let positions: [Occupation: Int]

  /// The space of N two-level systems.
  ///
  /// - Parameter count: N, at least 1.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where N is not between 1 and 300.
  package init(count: Int) throws {
    guard (1...300).contains(count) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Permutation-invariant states of 1 to 300 two-level systems are possible, not of \(count): the "
          + "number of unknowns grows as N³/6, weights as 2^N.")
    }
    self.count = count
    var occupations: [Occupation] = []
    // By excitations of the ket and of the bra, so that what a Hamiltonian or a jump couples is close.
    for ketExcitations in 0...count {
      for braExcitations in 0...count {
        let low = max(0, ketExcitations + braExcitations - count)
        for ee in low...min(ketExcitations, braExcitations) {
          let (eg, ge) = (ketExcitations - ee, braExcitations - ee)
          occupations.append(Occupation(counts: [ee, eg, ge, count - ee - eg - ge]))
        }
      }
    }
    self.occupations = occupations
    var positions: [Occupation: Int] = [:]
    positions.reserveCapacity(occupations.count)
    for (k, occupation) in occupations.enumerated() { positions[occupation] = k }
    self.positions = positions
  }

  /// The number of basis operators, (N+1)(N+2)(N+3)/6.
  package var dimension: Int { occupations.count }

  /// Where an occupation is in the basis.
  func position(_ occupation: Occupation) -> Int? { positions[occupation] }

  /// Tr of each basis operator.
  ///
  /// √(N!/(n_ee! n_gg!)) where n_eg = n_ge = 0, else 0; as coordinates, the identity.
  package var traces: [Double] {
    occupations.map { occupation in
      guard occupation.eg == 0, occupation.ge == 0 else { return 0 }
      return Double.exp(
        0.5
          * (.logGamma(Double(count + 1)) - .logGamma(Double(occupation.ee + 1))
            - .logGamma(Double(occupation.gg + 1))))
    }
  }

  /// The sum over all systems of a superoperator on one, in the order ee, eg, ge, gg.
  ///
  /// - Parameter single: 4 × 4.
  /// - Returns: Σ_ab A_ab b_a† b_b on the basis.
  package func sumOverSystems(_ single: Matrix<ComplexDouble>) -> SparseMatrix<ComplexDouble> {
    requirePrecondition(
      single.rowCount == 4 && single.columnCount == 4,
      "A superoperator on a two-level system is 4 × 4, not \(single.rowCount) × \(single.columnCount)."
    )
    var builder = SparseRowBuilder<ComplexDouble>(columnCount: dimension, capacity: dimension * 6)
    for occupation in occupations {
      let counts = occupation.counts
      for a in 0..<4 {
        for b in 0..<4 where single[a, b] != .zero {
          // ⟨n| b_a† b_b |n′⟩ with n′ = n − e_a + e_b.
          guard counts[a] > 0 else { continue }
          if a == b {
            builder.add(positions[occupation] ?? 0, single[a, a] * ComplexDouble(Double(counts[a])))
            continue
          }
          var from = counts
          from[a] -= 1
          from[b] += 1
          guard let column = positions[Occupation(counts: from)] else { continue }
          let weight = Double(counts[a] * from[b]).squareRoot()
          builder.add(column, single[a, b] * ComplexDouble(weight))
        }
      }
      builder.endRow()
    }
    return builder.matrix
  }

  /// ρ → Aρ for A = Σ_i a^(i).
  func left(_ single: Matrix<ComplexDouble>) -> SparseMatrix<ComplexDouble> {
    sumOverSystems(single.kroneckerProduct(.identity(2)))
  }

  /// ρ → ρA for A = Σ_i a^(i).
  func right(_ single: Matrix<ComplexDouble>) -> SparseMatrix<ComplexDouble> {
    sumOverSystems(Matrix<ComplexDouble>.identity(2).kroneckerProduct(single.transposed))
  }

  /// ρ → Aρ for a polynomial A in the collective spin.
  ///
  /// - Parameter polynomial: A.
  /// - Returns: the matrix on the basis.
  package func leftMultiplication(_ polynomial: CollectiveOperator) -> SparseMatrix<ComplexDouble> {
    multiplication(polynomial) {
      left($0)
    } combine: {
      $0 * $1
    }
  }

  /// ρ → ρA for a polynomial A in the collective spin.
  ///
  /// - Parameter polynomial: A.
  /// - Returns: the matrix on the basis.
  package func rightMultiplication(_ polynomial: CollectiveOperator) -> SparseMatrix<ComplexDouble>
  {
    multiplication(polynomial) {
      right($0)
    } combine: {
      $1 * $0
    }
  }

  private func multiplication(
    _ polynomial: CollectiveOperator,
    _ map: (Matrix<ComplexDouble>) -> SparseMatrix<ComplexDouble>,
    combine: (SparseMatrix<ComplexDouble>, SparseMatrix<ComplexDouble>) -> SparseMatrix<
      ComplexDouble
    >
  ) -> SparseMatrix<ComplexDouble> {
    let factors: [CollectiveOperator.Factor: SparseMatrix<ComplexDouble>] = [
      .plus: map(TwoLevelMatrices.raising), .minus: map(TwoLevelMatrices.lowering),
      .z: map(TwoLevelMatrices.halfZ),
    ]
    var result = SparseMatrix<ComplexDouble>.zero(rows: dimension, columns: dimension)
    for (word, value) in polynomial.terms where value != .zero {
      var product = SparseMatrix<ComplexDouble>.identity(dimension)
      for factor in word {
        if let matrix = factors[factor] { product = combine(product, matrix) }
      }
      result += product * value
    }
    return result.droppingZeros
  }
}
