package import QuantumCore

extension SteadyState {
  /// A steady state from its parts, as a file gives them.
  package init(
    restoring densityMatrix: DensityMatrix, residual: Double, smallestEigenvalue: Double,
    conditionNumber: Double, method: String, wallTime: Double,
    status: SteadyStateStatus = .finished, populationNoise: Double = 0
  ) {
    self.init(
      densityMatrix: densityMatrix, residual: residual, smallestEigenvalue: smallestEigenvalue,
      conditionNumber: conditionNumber, method: method, wallTime: wallTime, status: status)
    self.populationNoise = populationNoise
  }
}
