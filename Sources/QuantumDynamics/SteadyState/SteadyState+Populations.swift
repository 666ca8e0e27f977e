import ComplexModule
import LinearAlgebra
import QuantumCore

extension SteadyState {
  /// The same state with populations of 0 where rounding made them negative.
  ///
  /// Rounding errors of ρ are about κ · 2⁻⁵³ with the condition number κ. What is more negative stays, as an error that is
  /// to be seen.
  func withoutSignedNoise() -> SteadyState {
    let bound = conditionNumber.isFinite ? min(conditionNumber * 0x1p-53, 1e-9) : 1e-12
    guard let cleaned = densityMatrix.matrix.withoutSignedNoise(bound: bound) else { return self }
    var result = SteadyState(
      densityMatrix: DensityMatrix(assumingValid: cleaned.matrix), residual: residual,
      smallestEigenvalue: smallestEigenvalue, conditionNumber: conditionNumber, method: method,
      wallTime: wallTime, status: status
    ).carrying(parameters)
    result.populationNoise = cleaned.noise
    return result
  }
}

extension Matrix where Scalar == ComplexDouble {
  /// The matrix with zeros on the diagonal where it is negative by no more than a bound.
  ///
  /// - Parameter bound: what rounding may do.
  /// - Returns: the matrix and the largest size of what was negative; nil where nothing was.
  func withoutSignedNoise(bound: Double) -> (matrix: Matrix, noise: Double)? {
    var (result, noise, isChanged) = (self, 0.0, false)
    for k in 0..<Swift.min(rowCount, columnCount) {
      let population = self[k, k].real
      // −0 has a sign too.
      guard population.sign == .minus, population >= -bound else { continue }
      isChanged = true
      result[k, k] = .zero
      noise = Swift.max(noise, -population)
    }
    return isChanged ? (result, noise) : nil
  }
}
