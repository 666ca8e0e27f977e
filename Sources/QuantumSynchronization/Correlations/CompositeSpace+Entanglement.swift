public import ComplexModule
public import LinearAlgebra
public import QuantumCore
import RealModule

extension CompositeSpace {
  /// The quantum mutual information of two groups of subsystems, I = S(A) + S(B) − S(AB), in nats.
  ///
  /// Between 0 (only for product states) and 2 ln min(d_A, d_B). It holds all correlations, classical and quantum, those of
  /// phases and those of populations: modes that only share photons have one without any locked phase.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - first: the names of A.
  ///   - second: the names of B; all others if nil.
  /// - Returns: I ≥ 0.
  /// - Throws: `QuantumError` for unknown names; `SynchronizationError` with code `invalidParameter` for groups that share
  ///   a subsystem or are empty; or the error of the eigenvalue solver.
  ///
  /// Reference: V. Ameri et al., Phys. Rev. A 91, 012301 (2015), eq. (1).
  public func mutualInformation(
    of state: DensityMatrix, between first: [String], and second: [String]? = nil
  ) throws -> Double {
    let others = second ?? names.filter { !first.contains($0) }
    try requireDisjoint(first, others)
    let a = try partialTrace(of: state, keeping: first).vonNeumannEntropy()
    let b = try partialTrace(of: state, keeping: others).vonNeumannEntropy()
    let joint = try partialTrace(of: state, keeping: first + others).vonNeumannEntropy()
    return max(0, a + b - joint)
  }

  /// The partial transpose of a density matrix, ⟨a b|ρ^(T_A)|a′ b′⟩ = ⟨a′ b|ρ|a b′⟩.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - names: the subsystems of A.
  /// - Returns: a Hermitian matrix of trace 1 that may have negative eigenvalues.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func partialTranspose(
    of state: DensityMatrix, transposing names: [String]
  ) throws -> Matrix<ComplexDouble> {
    guard state.dimension == dimension else {
      throw QuantumError(
        .dimensionMismatch,
        "A state of dimension \(state.dimension) came where the space \(self) has dimension \(dimension)."
      )
    }
    for name in names { _ = try space(of: name) }
    // What the transposed subsystems contribute to an index, and what the others do.
    let transposed = (0..<dimension).map { index -> Int in
      var (rest, stride, part) = (index, 1, 0)
      for subsystem in subsystems.reversed() {
        let d = subsystem.space.dimension
        if names.contains(subsystem.name) { part += rest % d * stride }
        rest /= d
        stride *= d
      }
      return part
    }
    return Matrix(rows: dimension, columns: dimension) { i, j in
      state[i - transposed[i] + transposed[j], j - transposed[j] + transposed[i]]
    }
  }

  /// The negativity N = (‖ρ^(T_A)‖₁ − 1)/2, the sum of the moduli of the negative eigenvalues of the partial transpose.
  ///
  /// Between 0 and (d − 1)/2 with the smaller dimension d. Positive only for entangled states; 0 also for those entangled states
  /// whose partial transpose is positive, which exist from 2 × 4 and 3 × 3 on.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - names: the subsystems of A; the others are B.
  /// - Returns: N ≥ 0.
  /// - Throws: `QuantumError`; `SynchronizationError` where A is empty or everything; or the error of the eigenvalue solver.
  ///
  /// Reference: G. Vidal and R. F. Werner, Phys. Rev. A 65, 032314 (2002), eq. (6).
  public func negativity(of state: DensityMatrix, transposing names: [String]) throws -> Double {
    try requireDisjoint(names, self.names.filter { !names.contains($0) })
    let matrix = try partialTranspose(of: state, transposing: names)
    return try (0.5 * (matrix + matrix.adjoint)).hermitianEigensystem().values
      .reduce(0) { $0 + max(0, -$1) }
  }

  /// The logarithmic negativity E_N = log₂ ‖ρ^(T_A)‖₁ = log₂(2N + 1), in ebits.
  ///
  /// Between 0 and log₂ d; additive, and an upper bound of the distillable entanglement.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - names: the subsystems of A; the others are B.
  /// - Returns: E_N ≥ 0.
  /// - Throws: as `negativity`.
  ///
  /// Reference: G. Vidal and R. F. Werner, Phys. Rev. A 65, 032314 (2002), eq. (8); M. B. Plenio, Phys. Rev. Lett. 95, 090503 (2005).
  public func logarithmicNegativity(
    of state: DensityMatrix, transposing names: [String]
  ) throws -> Double {
    .log2(2 * (try negativity(of: state, transposing: names)) + 1)
  }

  /// Wootters's concurrence of two subsystems of dimension 2, from 0 (separable) to 1 (a Bell state).
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - first: the name of one two-level system.
  ///   - second: the name of the other.
  /// - Returns: C of the two, all others traced out.
  /// - Throws: `QuantumError` for unknown names; `SynchronizationError` with code `invalidParameter` for other dimensions than 2.
  public func concurrence(
    of state: DensityMatrix, between first: String, and second: String
  ) throws -> Double {
    try partialTrace(of: state, keeping: [first, second]).concurrence()
  }

  private func requireDisjoint(_ first: [String], _ second: [String]) throws {
    guard !first.isEmpty, !second.isEmpty, Set(first).isDisjoint(with: second) else {
      throw SynchronizationError(
        .invalidParameter,
        "Two groups of subsystems without a common one were expected from \(names), but \(first) and \(second) came."
      )
    }
  }
}
