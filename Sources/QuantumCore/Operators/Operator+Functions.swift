public import ComplexModule
public import LinearAlgebra
import RealModule

extension Operator {
  /// The unitary exp(−iHt) that this Hermitian operator generates (ħ = 1).
  ///
  /// By eigenvectors, so that the result is unitary to rounding for any t.
  ///
  /// - Parameter time: t.
  /// - Returns: exp(−iHt).
  /// - Throws: `LinearAlgebraError` with code `notHermitian` or `nonFinite`.
  /// - Complexity: O(d³).
  public func unitary(time: Double) throws -> Operator {
    try hermitianFunction { ComplexDouble(length: 1, phase: -time * $0) }
  }

  /// f(A) = Σ f(λ) |λ⟩⟨λ| of a Hermitian operator.
  ///
  /// - Parameter function: f, called with each eigenvalue λ.
  /// - Returns: f(A).
  /// - Throws: `LinearAlgebraError` with code `notHermitian` or `nonFinite`.
  /// - Complexity: O(d³).
  public func hermitianFunction(_ function: (Double) -> ComplexDouble) throws -> Operator {
    Operator(unchecked: try dense.hermitianFunction(function))
  }

  /// The eigenvalues of a Hermitian operator, rising, with orthonormal eigenstates.
  ///
  /// - Returns: the energies and their states in the same order.
  /// - Throws: `LinearAlgebraError` with code `notHermitian` or `nonFinite`.
  /// - Complexity: O(d³).
  public func eigenstates() throws -> (values: [Double], states: [Ket]) {
    let system = try dense.hermitianEigensystem()
    return (system.values, (0..<dimension).map { Ket(unchecked: system.vectors.column($0)) })
  }
}

extension Matrix where Scalar == ComplexDouble {
  /// f of a Hermitian matrix.
  func hermitianFunction(_ function: (Double) -> ComplexDouble) throws -> Matrix {
    let system = try hermitianEigensystem()
    let factors = system.values.map(function)
    let scaled = Matrix(rows: rowCount, columns: rowCount) { i, j in
      factors[j] * system.vectors[i, j]
    }
    return scaled * system.vectors.adjoint
  }
}
