import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// The steady state by GMRES with an incomplete factorization.
  func iterativeSteadyState(tolerance: Double) throws -> SteadyState {
    let start = ContinuousClock().now
    let bar = ProgressBar(total: nil, label: "Steady state")
    let parts = try InvariantBlocks(self)
    let main = parts.blocks[0].indices
    let basis = hermitianBasis
    let diagonal = Set((0..<dimension).map { basis.diagonalIndex($0) })
    let block = SteadyBlock(
      parts.submatrix(main), populations: main.indices.filter { diagonal.contains(main[$0]) })
    let system = block.traceConditioned()
    // A shift keeps the incomplete pivots of a singular matrix away from zero.
    let size = block.matrix.largestModulus
    let preconditioner = IncompleteLU(
      system.matrix - (1e-3 * size) * SparseMatrix<Double>.identity(main.count))
    let action = SparseAction(system.matrix)
    let solution: GMRES.Solution
    do {
      solution = try GMRES(
        tolerance: tolerance, restartLength: 80, iterationLimit: 4000, returnsWhenCancelled: true
      ).solve(
        system.rightHandSide,
        matrix: {
          bar.advance()
          var image = $0.zeros
          action.apply(to: $0, into: &image)
          return image
        }, preconditioner: preconditioner.solve)
    } catch let error as LinearAlgebraError where error.code == .notConverged {
      throw QuantumDynamicsError(
        .notConverged,
        "The iterative method did not find the steady state: \(error.message) Or use the method .direct or "
          + ".longTime.", underlyingError: error)
    }
    bar.finish()
    let name = "GMRES with an incomplete factorization, \(solution.iterationCount) iterations"
    guard solution.isCancelled else {
      return try evidence(
        for: parts.density(solution.values, at: main), method: name + parts.sectorNote,
        status: .finished, since: start)
    }
    // An early iterate may be no state at all: it has to have a trace.
    let trace = block.trace(solution.values)
    let isUsable = trace.isFinite && abs(trace) > 0.1
    let values = isUsable ? solution.values.map { $0 / trace } : block.mixed
    return try evidence(
      for: parts.density(values, at: main),
      method: isUsable
        ? "stopped: \(name), relative residual \(ResultTable.number(solution.relativeResidual, digits: 2))"
        : "stopped: \(name) that did not come near a state yet: the maximally mixed state",
      status: .stopped, since: start)
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
      state = solution.finalState
      guard solution.status == .finished, !Cancellation.isRequested else {
        let reached = ResultTable.number(time)
        return try evidence(
          for: state.matrix,
          method: "stopped: evolution of the maximally mixed state, beyond time \(reached)",
          status: .stopped, since: start)
      }
      time += duration
      let coordinates = basis.coordinates(of: state.matrix)
      var slope = coordinates.zeros
      action.apply(to: coordinates, into: &slope)
      if slope.reduce(0, { $0 + $1 * $1 }).squareRoot() <= tolerance * size {
        return try evidence(
          for: state.matrix, method: "evolution of the maximally mixed state to time \(time)",
          status: .finished, since: start)
      }
      duration *= 2
    }
    throw QuantumDynamicsError(
      .notConverged,
      "The maximally mixed state is not steady after the time \(time): a mode decays very slowly, or oscillates for "
        + "ever. Use the method .direct, or steadyStates().")
  }

  private func evidence(
    for matrix: Matrix<ComplexDouble>, method: String, status: SteadyStateStatus,
    since start: ContinuousClock.Instant
  ) throws -> SteadyState {
    SteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix), residual: apply(to: matrix).norm,
      smallestEigenvalue: try matrix.hermitianEigenvaluesWithoutVectors().first ?? 0,
      conditionNumber: .nan, method: method, wallTime: ContinuousClock().seconds(since: start),
      status: status)
  }
}
