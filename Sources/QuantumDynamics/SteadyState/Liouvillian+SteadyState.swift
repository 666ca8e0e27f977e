import LinearAlgebra
import QuantumCore

extension Liouvillian {
  /// Finds the steady state by one sparse factorization.
  ///
  /// In the real coordinates of `HermitianBasis`, the equations L ρ = 0 have one that depends on the
  /// others, because L conserves the trace; the one for ρ_00 is replaced by Tr ρ = 1. The solution is
  /// refined once. Where more than one steady state exists the system is singular, which the condition
  /// number tells.
  ///
  /// - Returns: the state with its residual, smallest eigenvalue and condition number.
  /// - Throws: `QuantumDynamicsError` with `steadyStateNotUnique`; `LinearAlgebraError` with `outOfMemory`.
  /// - Complexity: a sparse factorization of d² unknowns: for a collective spin about d³ log d operations.
  public func steadyState() throws -> SteadyState {
    let clock = ContinuousClock()
    let start = clock.now
    let basis = hermitianBasis
    let real = realRepresentation
    let system = traceConditioned(real, basis)
    let factors: SparseLU<Double>
    do {
      factors = try SparseLU(system.matrix, ordering: .approximateMinimumFill)
    } catch let error as LinearAlgebraError where error.code == .singular {
      throw notUnique(underlyingError: error)
    }
    var solution = try factors.solve(system.rightHandSide)
    let defect = zip(system.rightHandSide, system.matrix * solution).map { $0 - $1 }
    let correction = try factors.solve(defect)
    for k in solution.indices { solution[k] += correction[k] }
    let condition = system.matrix.oneNorm * (try factors.inverseNormEstimate())
    guard solution.allSatisfy(\.isFinite), condition < 1e14 else {
      throw notUnique(condition: condition)
    }
    let residual = (real * solution).reduce(0) { $0 + $1 * $1 }.squareRoot()
    let matrix = basis.matrix(of: solution)
    return SteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix), residual: residual,
      smallestEigenvalue: try matrix.hermitianEigensystem().values.first ?? 0,
      conditionNumber: condition,
      method: "sparse LU of the real form with the trace condition",
      wallTime: clock.seconds(since: start))
  }

  private func notUnique(
    condition: Double = .infinity, underlyingError: (any Error)? = nil
  ) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one steady state, as far as double precision can tell (condition number "
        + "\(condition)). Add the process that connects the parts, restrict the space to one of them, or "
        + "find where a given state goes with evolve(from:times:).",
      underlyingError: underlyingError)
  }

  /// L with the equation of ρ_00 replaced by the trace, scaled to the size of L.
  private func traceConditioned(
    _ real: SparseMatrix<Double>, _ basis: HermitianBasis
  ) -> (matrix: SparseMatrix<Double>, rightHandSide: [Double]) {
    let scale = max(real.largestModulus, .leastNormalMagnitude)
    var builder = SparseRowBuilder<Double>(
      columnCount: real.columnCount, capacity: real.storedCount + dimension)
    for j in 0..<dimension { builder.add(basis.diagonalIndex(j), scale) }
    builder.endRow()
    for i in 1..<max(real.rowCount, 1) {
      for k in real.rowOffsets[i]..<real.rowOffsets[i + 1] {
        builder.add(real.columnIndices[k], real.values[k])
      }
      builder.endRow()
    }
    var rightHandSide = [Double](repeating: 0, count: real.rowCount)
    rightHandSide[0] = scale
    return (builder.matrix, rightHandSide)
  }
}
