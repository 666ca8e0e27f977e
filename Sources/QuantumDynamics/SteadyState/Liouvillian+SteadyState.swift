import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// Finds the steady state, where there is only one.
  ///
  /// In the real coordinates of `HermitianBasis`, the equations L ρ = 0 have one that depends on the
  /// others, because L conserves the trace; it is replaced by Tr ρ = 1. Blocks of L that never mix are solved apart:
  /// the one with the populations holds ρ, the others must not be singular. Where more than one steady
  /// state exists the direct method throws; `steadyStates()` finds all of them.
  ///
  /// - Parameters:
  ///   - method: how.
  ///   - tolerance: ‖L ρ‖ divided by the size of L at which `iterative` and `longTime` end.
  /// - Returns: the state with its residual, smallest eigenvalue and condition number.
  /// - Throws: `QuantumDynamicsError`: `steadyStateNotUnique`, `notConverged`, `cancelled`;
  ///   `LinearAlgebraError` with `outOfMemory`.
  /// - Complexity: a sparse factorization of d² unknowns: for a collective spin about d³ log d operations.
  public func steadyState(
    method: SteadyStateMethod = .automatic, tolerance: Double = 1e-12
  ) throws -> SteadyState {
    let found =
      switch method {
      case .automatic:
        dimension <= 1000
          ? try directSteadyState() : try iterativeSteadyState(tolerance: tolerance)
      case .direct: try directSteadyState()
      case .iterative: try iterativeSteadyState(tolerance: tolerance)
      case .longTime: try longTimeSteadyState(tolerance: tolerance)
      }
    return found.carrying(parameters)
  }

  private func directSteadyState() throws -> SteadyState {
    let start = ContinuousClock().now
    let bar = ProgressBar(total: 3, label: "Steady state")
    let parts = try InvariantBlocks(self)
    let basis = hermitianBasis
    let main = parts.blocks[0].indices
    guard parts.blocks.dropFirst().allSatisfy({ !$0.holdsPopulations }) else { throw notUnique() }
    let real = parts.submatrix(main)
    let diagonal = Set((0..<dimension).map { basis.diagonalIndex($0) })
    let populations = main.indices.filter { diagonal.contains(main[$0]) }
    let system = traceConditioned(real, populations)
    let factors = try uniqueFactors(system.matrix)
    bar.advance()
    var solution = try factors.solve(system.rightHandSide)
    let defect = zip(system.rightHandSide, system.matrix * solution).map { $0 - $1 }
    let correction = try factors.solve(defect)
    for k in solution.indices { solution[k] += correction[k] }
    var condition = system.matrix.oneNorm * (try factors.inverseNormEstimate())
    guard solution.allSatisfy(\.isFinite), condition < 1e14 else {
      throw notUnique(condition: condition)
    }
    bar.advance()
    // The other blocks hold no state, but a zero eigenvalue there would add coherences that never decay.
    let rest = parts.blocks.dropFirst().flatMap(\.indices).sorted()
    if !rest.isEmpty {
      let other = parts.submatrix(rest)
      let estimate = other.oneNorm * (try uniqueFactors(other).inverseNormEstimate())
      guard estimate < 1e14 else { throw notUnique(condition: estimate) }
      condition = max(condition, estimate)
    }
    bar.finish()
    let residual = (real * solution).reduce(0) { $0 + $1 * $1 }.squareRoot()
    let matrix = parts.density(solution, at: main)
    return SteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix), residual: residual,
      smallestEigenvalue: try matrix.hermitianEigensystem().values.first ?? 0,
      conditionNumber: condition,
      method: "sparse LU of the real form with the trace condition"
        + (rest.isEmpty ? "" : ", \(main.count) of \(basis.count) unknowns"),
      wallTime: ContinuousClock().seconds(since: start))
  }

  private func uniqueFactors(_ matrix: SparseMatrix<Double>) throws -> SparseLU<Double> {
    do {
      return try SparseLU(matrix, ordering: .approximateMinimumFill)
    } catch let error as LinearAlgebraError where error.code == .singular {
      throw notUnique(underlyingError: error)
    }
  }

  private func notUnique(
    condition: Double = .infinity, underlyingError: (any Error)? = nil
  ) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one steady state, as far as double precision can tell (condition number "
        + "\(condition)). Find all of them with steadyStates(), add the process that connects the parts, or "
        + "restrict the space to one of them.",
      underlyingError: underlyingError)
  }

  /// L with the equation of the first population replaced by the trace, scaled to the size of L.
  func traceConditioned(
    _ real: SparseMatrix<Double>, _ populations: [Int]
  ) -> (matrix: SparseMatrix<Double>, rightHandSide: [Double]) {
    let scale = max(real.largestModulus, .leastNormalMagnitude)
    let replaced = populations.first ?? 0
    var builder = SparseRowBuilder<Double>(
      columnCount: real.columnCount, capacity: real.storedCount + dimension)
    for i in 0..<real.rowCount {
      if i == replaced {
        for j in populations { builder.add(j, scale) }
      } else {
        for k in real.rowOffsets[i]..<real.rowOffsets[i + 1] {
          builder.add(real.columnIndices[k], real.values[k])
        }
      }
      builder.endRow()
    }
    var rightHandSide = [Double](repeating: 0, count: real.rowCount)
    rightHandSide[replaced] = scale
    return (builder.matrix, rightHandSide)
  }
}
