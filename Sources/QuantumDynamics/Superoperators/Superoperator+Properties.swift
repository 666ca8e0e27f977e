import ComplexModule
import LinearAlgebra
import QuantumCore

extension Superoperator {
  /// How far the map is from preserving Hermiticity: the largest |C − C†| of its Choi matrix.
  public var hermiticityError: Double { choi.hermiticityError }

  /// How far the map is from preserving the trace: the largest element of |Φ†(1) − 1|.
  public var tracePreservationError: Double {
    (adjoint.apply(to: .identity(dimension)) - .identity(dimension)).largestModulus
  }

  /// How far a generator is from conserving the trace: the largest element of |L†(1)|.
  public var traceGenerationError: Double {
    adjoint.apply(to: .identity(dimension)).largestModulus
  }

  /// The smallest eigenvalue of the Choi matrix: negative unless the map is completely positive.
  ///
  /// - Returns: the eigenvalue; rounding makes it about ±10⁻¹⁶ d where it should be zero.
  /// - Throws: `QuantumDynamicsError` with code `notHermitian` where the map does not preserve Hermiticity.
  /// - Complexity: O(d⁶).
  public func smallestChoiEigenvalue() throws -> Double { try choiEigensystem().values.first ?? 0 }

  /// Whether Hermitian operators go to Hermitian ones.
  ///
  /// - Parameter tolerance: the allowed asymmetry of the Choi matrix, relative to its largest element.
  /// - Returns: whether Φ(A†) = Φ(A)†.
  public func preservesHermiticity(tolerance: Double = 1e-12) -> Bool {
    let choi = choi
    return choi.hermiticityError <= tolerance * choi.largestModulus
  }

  /// Whether the map is completely positive: its Choi matrix has no negative eigenvalue.
  ///
  /// - Parameter tolerance: what rounding may do, relative to the largest element of the Choi matrix.
  /// - Returns: whether it is; false for maps that do not preserve Hermiticity.
  /// - Throws: the error of the eigenvalue solver.
  /// - Complexity: O(d⁶).
  public func isCompletelyPositive(tolerance: Double = 1e-12) throws -> Bool {
    guard preservesHermiticity(tolerance: 1e-10) else { return false }
    let values = try choiEigensystem().values
    let largest = values.reduce(0.0) { max($0, abs($1)) }
    return (values.first ?? 0) >= -tolerance * largest
  }

  /// Whether Tr Φ(ρ) = Tr ρ.
  ///
  /// - Parameter tolerance: the allowed elements of |Φ†(1) − 1|.
  /// - Returns: whether the trace is preserved.
  public func isTracePreserving(tolerance: Double = 1e-12) -> Bool {
    tracePreservationError <= tolerance
  }

  /// Whether the map leaves the maximally mixed state as it is.
  ///
  /// - Parameter tolerance: the allowed elements of |Φ(1) − 1|.
  /// - Returns: whether Φ(1) = 1.
  public func isUnital(tolerance: Double = 1e-12) -> Bool {
    (apply(to: .identity(dimension)) - Matrix.identity(dimension)).largestModulus <= tolerance
  }
}
