import ComplexModule
import LinearAlgebra
import QuantumCore

extension RealLiouvillian {
  /// The steady state by one dense factorization.
  ///
  /// The equation of ρ_00, which follows from the others because the trace is conserved, is replaced by
  /// Tr ρ = 1.
  ///
  /// - Returns: the state with its residual, smallest eigenvalue and condition number.
  /// - Throws: `QuantumDynamicsError` with code `steadyStateNotUnique`, `LinearAlgebraError` for NaN or infinity.
  /// - Complexity: O(d⁶/3) multiplications.
  public func steadyState() throws -> SteadyState {
    let clock = ContinuousClock()
    let start = clock.now
    let basis = HermitianBasis(dimension: dimension)
    let (size, elements) = (matrix.rowCount, matrix.elements)
    let scale = elements.reduce(0.0) { max($0, abs($1)) }
    var system = elements
    for column in 0..<size { system[size * column] = 0 }
    for j in 0..<dimension { system[size * basis.diagonalIndex(j)] = scale }
    var rightHandSide = [Double](repeating: 0, count: size)
    rightHandSide[0] = scale
    let factors: DenseLU
    do {
      factors = try DenseLU(rows: size, columnMajor: system)
    } catch let error as LinearAlgebraError where error.code == .singular {
      throw notUnique(.infinity, error)
    }
    let condition = 1 / factors.reciprocalCondition
    guard condition < 1e14 else { throw notUnique(condition, nil) }
    let solution = factors.solve(rightHandSide)
    let image = matrix * solution
    let state = basis.matrix(of: solution)
    return SteadyState(
      densityMatrix: DensityMatrix(assumingValid: state),
      residual: image.reduce(0.0) { $0 + $1 * $1 }.squareRoot(),
      smallestEigenvalue: try state.hermitianEigensystem().values.first ?? 0,
      conditionNumber: condition, method: "dense LU of the real form with the trace condition",
      wallTime: clock.seconds(since: start)
    ).withoutSignedNoise().carrying(parameters)
  }

  private func notUnique(_ condition: Double, _ error: (any Error)?) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one steady state, as far as double precision can tell (condition number "
        + "\(condition)). Add the process that connects the parts.", underlyingError: error)
  }
}
