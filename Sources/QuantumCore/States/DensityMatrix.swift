import Preconditions
public import ComplexModule
public import LinearAlgebra
import RealModule

/// A density matrix ρ: Hermitian, of unit trace, positive.
///
/// The initializer from numbers checks all of it. Solvers, whose results carry their own evidence, use
/// `init(assumingValid:)`.
public struct DensityMatrix: Sendable, Hashable {
  /// The elements ⟨i|ρ|j⟩ in the basis of the space.
  public let matrix: Matrix<ComplexDouble>

  /// A density matrix from its elements, checked.
  ///
  /// - Parameters:
  ///   - matrix: square, finite, Hermitian, of trace 1 and without negative eigenvalue.
  ///   - tolerance: the largest allowed |ρ_ij − conj ρ_ji|, |Tr ρ − 1| and −λ_min.
  /// - Throws: `QuantumError`: `dimensionMismatch`, `notFinite`, `notHermitian`, `wrongTrace` or `notPositive`;
  ///   or the error of the eigenvalue solver.
  /// - Complexity: O(d³), for the eigenvalues.
  public init(_ matrix: Matrix<ComplexDouble>, tolerance: Double = 1e-10) throws {
    guard matrix.rowCount == matrix.columnCount, matrix.rowCount > 0 else {
      throw QuantumError(
        .dimensionMismatch,
        "A density matrix is square, but \(matrix.rowCount) × \(matrix.columnCount) came.")
    }
    guard matrix.isFinite else {
      throw QuantumError(
        .notFinite, "A density matrix has finite elements, but NaN or infinity came.")
    }
    let asymmetry = matrix.hermiticityError
    guard asymmetry <= tolerance else {
      throw QuantumError(
        .notHermitian,
        "A density matrix equals its adjoint, but elements differ by \(asymmetry) (tolerance \(tolerance))."
      )
    }
    let trace = matrix.trace
    guard (trace - 1).length <= tolerance else {
      throw QuantumError(
        .wrongTrace,
        "A density matrix has trace 1, but \(trace.real) came (tolerance \(tolerance)); "
          + "divide by the trace if the matrix is only not normalized.")
    }
    self.matrix = matrix
    let smallest = try eigenvalues().first ?? 0
    guard smallest >= -tolerance else {
      throw QuantumError(
        .notPositive,
        "A density matrix has no negative eigenvalue, but \(smallest) came (tolerance \(tolerance))."
      )
    }
  }

  /// A density matrix whose validity the caller answers for.
  ///
  /// - Parameter matrix: square; nothing else is checked.
  public init(assumingValid matrix: Matrix<ComplexDouble>) {
    requirePrecondition(
      matrix.rowCount == matrix.columnCount && matrix.rowCount > 0,
      "A density matrix is square, but \(matrix.rowCount) × \(matrix.columnCount) came.")
    self.matrix = matrix
  }

  /// The pure state |ψ⟩⟨ψ|/⟨ψ|ψ⟩.
  ///
  /// - Parameter ket: any state but the zero vector, which stops the program.
  public init(_ ket: Ket) {
    let norm = ket.norm
    requirePrecondition(norm > 0, "The zero vector is no state and has no density matrix.")
    let amplitudes = ket.amplitudes.map { ComplexDouble($0.real / norm, $0.imaginary / norm) }
    matrix = Matrix(rows: ket.dimension, columns: ket.dimension) { i, j in
      amplitudes[i] * amplitudes[j].conjugate
    }
  }

  /// The maximally mixed state 1/d.
  ///
  /// - Parameter dimension: d ≥ 1.
  /// - Returns: the state without any information.
  public static func maximallyMixed(dimension: Int) -> DensityMatrix {
    requirePrecondition(dimension >= 1, "A space has dimension 1 or more, not \(dimension).")
    return DensityMatrix(
      assumingValid: .diagonal(
        [ComplexDouble](repeating: ComplexDouble(1 / Double(dimension)), count: dimension)))
  }

  /// The mixture Σ p_k ρ_k of states with probabilities.
  ///
  /// - Parameters:
  ///   - parts: probabilities p_k ≥ 0 that sum to 1, each with its state; all states of one dimension.
  ///   - tolerance: the allowed |Σ p_k − 1|.
  /// - Returns: the mixed state.
  /// - Throws: `QuantumError`, `invalidParameter` for probabilities that are none, `dimensionMismatch` for no states or
  ///   states of different dimension.
  public static func mixture(
    of parts: [(probability: Double, state: DensityMatrix)], tolerance: Double = 1e-10
  ) throws -> DensityMatrix {
    guard let dimension = parts.first?.state.dimension else {
      throw QuantumError(.dimensionMismatch, "A mixture needs at least one state, but none came.")
    }
    let total = parts.reduce(0.0) { $0 + $1.probability }
    guard parts.allSatisfy({ $0.probability >= 0 }), abs(total - 1) <= tolerance else {
      throw QuantumError(
        .invalidParameter,
        "The probabilities of a mixture are 0 or more and sum to 1, but \(parts.map(\.probability)) came."
      )
    }
    var sum = Matrix<ComplexDouble>(rows: dimension, columns: dimension)
    for part in parts {
      guard part.state.dimension == dimension else {
        throw QuantumError(
          .dimensionMismatch,
          "Cannot mix states of dimension \(dimension) and \(part.state.dimension).")
      }
      sum += part.probability * part.state.matrix
    }
    return DensityMatrix(assumingValid: sum)
  }

  /// The dimension of the space.
  public var dimension: Int { matrix.rowCount }

  /// The element ⟨row|ρ|column⟩.
  public subscript(row: Int, column: Int) -> ComplexDouble { matrix[row, column] }

  /// The trace, 1 for a valid state.
  public var trace: Double { matrix.trace.real }

  /// The purity Tr ρ², between 1/d (maximally mixed) and 1 (pure).
  public var purity: Double {
    // Tr ρ² = Σ |ρ_ij|² because ρ is Hermitian.
    matrix.elements.reduce(0.0) { $0 + $1.lengthSquared }
  }

  /// The expectation value Tr(Aρ).
  ///
  /// - Parameter observable: A, on the same space, Hermitian or not.
  /// - Returns: the value, whose imaginary part vanishes for Hermitian A up to rounding.
  /// - Complexity: O(number of nonzero elements of A).
  public func expectationValue(of observable: Operator) -> ComplexDouble {
    requirePrecondition(
      observable.dimension == dimension,
      "Cannot take the expectation value of an operator of dimension \(observable.dimension) "
        + "in a state of dimension \(dimension).")
    var sum = ComplexDouble.zero
    observable.matrix.forEachEntry { row, column, value in sum += value * matrix[column, row] }
    return sum
  }

  /// The eigenvalues of the Hermitian part of ρ, the populations of its eigenstates, rising.
  ///
  /// - Returns: d real numbers.
  /// - Throws: the error of the eigenvalue solver, for NaN or infinity.
  public func eigenvalues() throws -> [Double] {
    try (0.5 * (matrix + matrix.adjoint)).hermitianEigensystem().values
  }

  /// Whether no eigenvalue is below −tolerance.
  ///
  /// - Parameter tolerance: what rounding may do.
  /// - Returns: whether ρ ≥ 0.
  /// - Throws: the error of the eigenvalue solver.
  public func isPositive(tolerance: Double = 1e-10) throws -> Bool {
    try eigenvalues().allSatisfy { $0 >= -tolerance }
  }

  /// The von Neumann entropy −Tr(ρ ln ρ) in nats, between 0 (pure) and ln d (maximally mixed).
  ///
  /// - Returns: −Σ p ln p over the positive eigenvalues p.
  /// - Throws: the error of the eigenvalue solver.
  public func vonNeumannEntropy() throws -> Double {
    let entropy = try eigenvalues().reduce(0.0) { $1 > 0 ? $0 - $1 * .log($1) : $0 }
    return max(0, entropy)
  }

  /// The fidelity with a pure state, ⟨ψ|ρ|ψ⟩/⟨ψ|ψ⟩.
  ///
  /// - Parameter ket: |ψ⟩, of the same dimension, not zero.
  /// - Returns: a number between 0 and 1.
  public func fidelity(with ket: Ket) -> Double {
    requirePrecondition(
      ket.dimension == dimension,
      "Cannot compare a state of dimension \(dimension) with a ket of dimension \(ket.dimension).")
    let norm = ket.norm
    requirePrecondition(norm > 0, "The zero vector is no state to compare with.")
    let amplitudes = ket.amplitudes.map { ComplexDouble($0.real / norm, $0.imaginary / norm) }
    let image = matrix * amplitudes
    return zip(amplitudes, image).reduce(0.0) { $0 + ($1.0.conjugate * $1.1).real }
  }
}
