import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// The steady state by GMRES with an incomplete factorization.
  func iterativeSteadyState(tolerance: Double) throws -> SteadyState {
    let start = ContinuousClock().now
    let parts = try InvariantBlocks(self)
    let main = parts.blocks[0].indices
    let real = parts.submatrix(main)
    let basis = hermitianBasis
    let diagonal = Set((0..<dimension).map { basis.diagonalIndex($0) })
    let system = traceConditioned(real, main.indices.filter { diagonal.contains(main[$0]) })
    // A shift keeps the incomplete pivots of a singular matrix away from zero.
    let size = real.largestModulus
    let preconditioner = IncompleteLU(
      system.matrix - (1e-3 * size) * SparseMatrix<Double>.identity(main.count))
    let solution: GMRES.Solution
    do {
      solution = try GMRES(tolerance: tolerance, restartLength: 80, iterationLimit: 4000).solve(
        system.rightHandSide, matrix: { system.matrix * $0 }, preconditioner: preconditioner.solve)
    } catch let error as LinearAlgebraError where error.code == .notConverged {
      throw QuantumDynamicsError(
        .notConverged,
        "The iterative method did not find the steady state: \(error.message) Or use the method .direct or "
          + ".longTime.", underlyingError: error)
    }
    let matrix = parts.density(solution.values, at: main)
    return try evidence(
      for: matrix,
      method: "GMRES with an incomplete factorization, \(solution.iterationCount) iterations",
      since: start)
  }

  /// The steady state by evolution over ever longer times.
  func longTimeSteadyState(tolerance: Double) throws -> SteadyState {
    let start = ContinuousClock().now
    let action = realAction()
    let basis = hermitianBasis
    var state = DensityMatrix.maximallyMixed(dimension: dimension)
    var size = effectiveGenerator.matrix.largestModulus
    for jump in jumpOperators { size = max(size, power(jump.matrix.largestModulus, 2)) }
    var (duration, time) = (10 / max(size, .leastNormalMagnitude), 0.0)
    let bar = ProgressBar(total: nil, label: "Steady state")
    for _ in 0..<50 {
      let solution = try evolve(
        from: state, times: [0, duration], relativeTolerance: max(0.1 * tolerance, 1e-14),
        absoluteTolerance: max(0.1 * tolerance, 1e-14), progress: { _ in bar.advance() })
      guard solution.status == .finished else {
        throw QuantumDynamicsError(
          .cancelled, "The search for the steady state was stopped at time \(time).")
      }
      state = solution.finalState
      time += duration
      let coordinates = basis.coordinates(of: state.matrix)
      var slope = coordinates.zeros
      action.apply(to: coordinates, into: &slope)
      if slope.reduce(0, { $0 + $1 * $1 }).squareRoot() <= tolerance * size {
        return try evidence(
          for: state.matrix, method: "evolution of the maximally mixed state to time \(time)",
          since: start)
      }
      duration *= 2
    }
    throw QuantumDynamicsError(
      .notConverged,
      "The maximally mixed state is not steady after the time \(time): a mode decays very slowly, or oscillates for "
        + "ever. Use the method .direct, or steadyStates().")
  }

  private func evidence(
    for matrix: Matrix<ComplexDouble>, method: String, since start: ContinuousClock.Instant
  ) throws -> SteadyState {
    SteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix), residual: apply(to: matrix).norm,
      smallestEigenvalue: try matrix.hermitianEigensystem().values.first ?? 0,
      conditionNumber: .nan, method: method, wallTime: ContinuousClock().seconds(since: start))
  }
}
