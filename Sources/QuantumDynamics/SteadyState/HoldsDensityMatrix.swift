public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A result that is a state first of all: what can be asked of ρ can be asked of it.
public protocol HoldsDensityMatrix {
  /// ρ.
  var densityMatrix: DensityMatrix { get }
}

extension SteadyState: HoldsDensityMatrix {}
extension PeriodicSteadyState: HoldsDensityMatrix {}

extension HoldsDensityMatrix {
  /// The dimension of the space.
  public var dimension: Int { densityMatrix.dimension }

  /// The purity Tr ρ².
  public var purity: Double { densityMatrix.purity }

  /// The expectation value Tr(Aρ).
  ///
  /// - Parameter observable: A, on the same space, Hermitian or not.
  /// - Returns: the value, whose imaginary part vanishes for Hermitian A up to rounding.
  public func expectationValue(of observable: Operator) -> ComplexDouble {
    densityMatrix.expectationValue(of: observable)
  }

  /// The von Neumann entropy −Tr(ρ ln ρ) in nats.
  ///
  /// - Returns: between 0 (pure) and ln d (maximally mixed).
  /// - Throws: the error of the eigenvalue solver.
  public func vonNeumannEntropy() throws -> Double { try densityMatrix.vonNeumannEntropy() }

  /// The element ⟨row|ρ|column⟩.
  public subscript(row: Int, column: Int) -> ComplexDouble { densityMatrix[row, column] }
}
