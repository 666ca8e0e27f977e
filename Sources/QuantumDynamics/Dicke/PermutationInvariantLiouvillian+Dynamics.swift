public import ComplexModule
public import LinearAlgebra

extension PermutationInvariantLiouvillian {
  /// Solves the master equation on the permutation-symmetric operators.
  ///
  /// - Parameters:
  ///   - initial: the state at the first time.
  ///   - times: rising.
  ///   - observables: polynomials in the collective spin, by name.
  ///   - integrator: the Runge–Kutta method and its tolerances.
  /// - Returns: the expectation values at each time, by name, and the last state.
  /// - Throws: `QuantumDynamicsError` with `dimensionMismatch`, `stepLimit`, `cancelled`.
  public func evolve(
    from initial: PermutationInvariantState, times: [Double],
    observing observables: [String: CollectiveOperator] = [:],
    integrator: ExplicitRungeKutta = ExplicitRungeKutta()
  ) throws -> (expectationValues: [String: [ComplexDouble]], finalState: PermutationInvariantState)
  {
    guard initial.space == space else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian is for \(space.count) two-level systems, the initial state for "
          + "\(initial.space.count).")
    }
    // Tr(Aρ) as a row vector: the traces times left multiplication.
    let traces = space.traces.map { ComplexDouble($0) }
    let functionals = observables.mapValues {
      space.leftMultiplication($0).transposed * traces
    }
    var values = observables.mapValues { _ in [ComplexDouble]() }
    var last = initial.coordinates
    try integrator.integrate(
      from: initial.coordinates, times: times,
      derivative: { _, state, result in result = matrix * state }
    ) { _, _, state in
      for (name, functional) in functionals {
        values[name]?.append(zip(functional, state).reduce(.zero) { $0 + $1.0 * $1.1 })
      }
      last = state
    }
    return (values, PermutationInvariantState(space: space, coordinates: last))
  }

  /// The steady state, by one sparse factorization in the sector that holds the trace.
  ///
  /// - Returns: ρ with L ρ = 0 and Tr ρ = 1, and the residual ‖Lρ‖.
  /// - Throws: `QuantumDynamicsError` with `steadyStateNotUnique`.
  public func steadyState() throws -> (state: PermutationInvariantState, residual: Double) {
    let traces = space.traces.map { ComplexDouble($0) }
    let parts = sectors().compactMap { sector -> (Sector, [Double])? in
      // The trace as a functional on the sector's real coordinates.
      let weights = (sector.isometry.transposed * traces).map(\.real)
      return weights.contains { $0 != 0 } ? (sector, weights) : nil
    }
    guard parts.count == 1, let (sector, weights) = parts.first else {
      throw notUnique(nil)
    }
    let size = sector.matrix.rowCount
    let largest = max(sector.matrix.largestModulus, .leastNormalMagnitude)
    let heaviest = weights.map(abs).max() ?? 1
    // The trace conserves: the rows, weighted with the traces, sum to zero, so that the row of the largest
    // weight depends on the others.
    let replaced = weights.indices.max { abs(weights[$0]) < abs(weights[$1]) } ?? 0
    var builder = SparseRowBuilder<Double>(columnCount: size, capacity: sector.matrix.storedCount)
    for row in 0..<size {
      if row == replaced {
        for (k, weight) in weights.enumerated() { builder.add(k, weight / heaviest * largest) }
      } else {
        for k in sector.matrix.rowOffsets[row]..<sector.matrix.rowOffsets[row + 1] {
          builder.add(sector.matrix.columnIndices[k], sector.matrix.values[k])
        }
      }
      builder.endRow()
    }
    let system = builder.matrix
    var rightHandSide = [Double](repeating: 0, count: size)
    rightHandSide[replaced] = largest / heaviest
    let factors: SparseLU<Double>
    do {
      factors = try SparseLU(system, ordering: .approximateMinimumFill)
    } catch let error as LinearAlgebraError where error.code == .singular {
      throw notUnique(error)
    }
    var solution = try factors.solve(rightHandSide)
    let defect = zip(rightHandSide, system * solution).map { $0 - $1 }
    let correction = try factors.solve(defect)
    for k in solution.indices { solution[k] += correction[k] }
    guard solution.allSatisfy(\.isFinite),
      system.oneNorm * (try factors.inverseNormEstimate()) < 1e14
    else { throw notUnique(nil) }
    let coordinates = sector.isometry * solution.map { ComplexDouble($0) }
    let residual = (matrix * coordinates).reduce(0) { $0 + $1.lengthSquared }.squareRoot()
    return (PermutationInvariantState(space: space, coordinates: coordinates), residual)
  }

  private func notUnique(_ underlying: (any Error)?) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one permutation-invariant steady state: collective channels alone conserve the "
        + "total spin. Add a local channel, or use the Liouvillian of one collective spin.",
      underlyingError: underlying)
  }
}
