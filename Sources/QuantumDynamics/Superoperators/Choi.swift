public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// An operator of a map Φ(ρ) = Σ ±KρK†.
public struct KrausOperator: Sendable, Hashable, Codable {
  /// K.
  public let matrix: Operator
  /// +1, or −1 in maps that are not completely positive.
  public let sign: Int
}

extension Superoperator {
  /// The Choi matrix C = Σ_kl |k⟩⟨l| ⊗ Φ(|k⟩⟨l|), element (i + dk, j + dl) = ⟨i|Φ(|k⟩⟨l|)|j⟩.
  ///
  /// In stacked columns C = Σ ± vec K (vec K)† over Kraus operators. It is Hermitian where the map preserves
  /// Hermiticity, positive where the map is completely positive, and its trace is d for a channel.
  public var choi: Matrix<ComplexDouble> { Self.reshuffled(dense, dimension: dimension) }

  /// A map from its Choi matrix.
  ///
  /// - Parameter choi: C, d² × d², the inverse of the property `choi`.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`.
  public init(choi: Matrix<ComplexDouble>) throws {
    let dimension = try Self.dimension(rows: choi.rowCount, columns: choi.columnCount)
    try self.init(Self.reshuffled(choi, dimension: dimension))
  }

  /// S_(i + dj, k + dl) ↔ C_(i + dk, j + dl): its own inverse.
  static func reshuffled(
    _ matrix: Matrix<ComplexDouble>, dimension d: Int
  ) -> Matrix<ComplexDouble> {
    let source = matrix.elements
    let count = d * d
    var result: [ComplexDouble] = []
    result.reserveCapacity(count * count)
    for l in 0..<d {
      for j in 0..<d {
        for k in 0..<d {
          let start = d * j + count * (k + d * l)
          for i in 0..<d { result.append(source[i + start]) }
        }
      }
    }
    return Matrix(rows: count, columns: count, columnMajor: result)
  }

  /// The map ρ ↦ Σ KρK†.
  ///
  /// - Parameter operators: the K, at least one, of one dimension.
  /// - Throws: `QuantumDynamicsError` with code `dimensionMismatch`.
  public init(kraus operators: [Operator]) throws {
    guard let dimension = operators.first?.dimension else {
      throw QuantumDynamicsError(
        .dimensionMismatch, "A map needs at least one Kraus operator, but none came.")
    }
    var sum = Superoperator.zero(dimension: dimension)
    for (k, factor) in operators.enumerated() {
      guard factor.dimension == dimension else {
        throw QuantumDynamicsError(
          .dimensionMismatch,
          "Kraus operator 0 has dimension \(dimension), but operator \(k) dimension "
            + "\(factor.dimension).")
      }
      sum += .conjugation(by: factor)
    }
    self = sum
  }

  /// Operators K with Φ(ρ) = Σ ±KρK†, orthogonal to one another, the largest first.
  ///
  /// - Parameter tolerance: eigenvalues of the Choi matrix of less than this times the largest are left out.
  /// - Returns: at most d² operators; all signs are +1 exactly if the map is completely positive.
  /// - Throws: `QuantumDynamicsError` with code `notHermitian` where the map does not preserve Hermiticity.
  /// - Complexity: O(d⁶).
  public func signedKrausOperators(tolerance: Double = 1e-12) throws -> [KrausOperator] {
    let system = try choiEigensystem()
    let largest = system.values.reduce(0.0) { max($0, abs($1)) }
    return system.values.indices
      .filter { abs(system.values[$0]) > tolerance * largest }
      .sorted { abs(system.values[$0]) > abs(system.values[$1]) }
      .map { k in
        let root = abs(system.values[k]).squareRoot()
        let column = system.vectors.column(k)
          .map { ComplexDouble(root * $0.real, root * $0.imaginary) }
        return KrausOperator(
          matrix: Operator(
            unchecked: Matrix(rows: dimension, columns: dimension, columnMajor: column)),
          sign: system.values[k] < 0 ? -1 : 1)
      }
  }

  /// Operators K with Φ(ρ) = Σ KρK† of a completely positive map, orthogonal, the largest first.
  ///
  /// - Parameter tolerance: eigenvalues of the Choi matrix of less than this times the largest count as zero.
  /// - Returns: at most d² operators, with ΣK†K = 1 for a channel.
  /// - Throws: `QuantumDynamicsError`: `notHermitian`, `notCompletelyPositive`.
  /// - Complexity: O(d⁶).
  ///
  /// Reference: M.-D. Choi, Linear Algebra Appl. 10, 285 (1975).
  public func krausOperators(tolerance: Double = 1e-12) throws -> [Operator] {
    let signed = try signedKrausOperators(tolerance: tolerance)
    if let negative = signed.first(where: { $0.sign < 0 }) {
      let weight = negative.matrix.norm * negative.matrix.norm
      throw QuantumDynamicsError(
        .notCompletelyPositive,
        "Only completely positive maps have Kraus operators; the Choi matrix of this one has the "
          + "eigenvalue \(-weight). Use signedKrausOperators().")
    }
    return signed.map(\.matrix)
  }

  func choiEigensystem() throws -> HermitianEigensystem {
    let choi = choi
    let error = choi.hermiticityError
    guard error <= 1e-10 * choi.largestModulus else {
      throw QuantumDynamicsError(
        .notHermitian,
        "The map does not preserve Hermiticity: its Choi matrix differs from its adjoint by \(error)."
      )
    }
    return try (0.5 * (choi + choi.adjoint)).hermitianEigensystem()
  }
}
