import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// Finds the steady state, where there is only one.
  ///
  /// L is taken apart into blocks that never mix, in the real coordinates of `HermitianBasis` and in a real gauge
  /// where one exists: the block with the populations holds ρ, the others must not be singular. Where operators
  /// couple neighbouring basis states only, as for spins and modes, the block is eliminated by nested dissection of the
  /// plane of rows and columns of ρ; else by a general sparse solver, with one equation replaced by Tr ρ = 1. Where
  /// more than one steady state exists the direct method throws; `steadyStates()` finds all of them.
  ///
  /// A search of more than a quarter of a second shows its progress. One that is interrupted returns what it has, with
  /// `status` `.stopped`: its last approximation, or the maximally mixed state where there is none, and the residual.
  ///
  /// - Parameters:
  ///   - method: how.
  ///   - tolerance: ‖L ρ‖ divided by the size of L at which `iterative` and `longTime` end.
  /// - Returns: the state with its residual, smallest eigenvalue and condition number.
  /// - Throws: `QuantumDynamicsError`: `steadyStateNotUnique`, `notConverged`; `LinearAlgebraError` with
  ///   `outOfMemory`.
  /// - Complexity: a sparse factorization of d² unknowns: for a collective spin about d³ operations.
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
    return found.withoutSignedNoise().carrying(parameters)
  }

  /// Smaller blocks are solved at once by the general solver.
  private static let dissectionMinimum = 400

  /// Couplings of basis states up to this distance make a grid that can be cut.
  private static let gridReach = 4

  /// The state by factorizations.
  ///
  /// - Parameter dissects: whether blocks may be eliminated by nested dissection; false takes the plain reference.
  /// - Returns: the state.
  /// - Throws: as `steadyState`.
  package func directSteadyState(dissects: Bool = true) throws -> SteadyState {
    let start = ContinuousClock().now
    let bar = ProgressBar(total: 100, label: "Steady state")
    var shown = 0
    func show(_ fraction: Double) {
      let steps = Int(100 * fraction) - shown
      guard steps > 0 else { return }
      bar.advance(by: steps)
      shown += steps
    }
    let parts = try InvariantBlocks(self)
    guard parts.blocks.dropFirst().allSatisfy({ !$0.holdsPopulations }) else { throw notUnique() }
    let main = parts.blocks[0]
    let basis = hermitianBasis
    let isPopulation = Set((0..<dimension).map { basis.diagonalIndex($0) })
    let block = SteadyBlock(
      parts.submatrix(main.indices),
      populations: main.indices.indices.filter { isPopulation.contains(main.indices[$0]) })
    let isGrid = dissects && operatorReach <= Self.gridReach
    let hasRest = parts.blocks.count > 1
    var best: BlockSolution?
    do {
      var solution: BlockSolution?
      if isGrid, main.indices.count >= Self.dissectionMinimum {
        solution = try block.dissected(
          main.fronts(of: block.matrix),
          progress: { show((hasRest ? 0.45 : 0.8) * $0) }, keep: { best = $0 })
      }
      try Cancellation.check("the search for the steady state")
      var found = try solution ?? block.traceConditioned(keep: { best = $0 })
      guard found.condition < 1e14 else { throw notUnique(condition: found.condition) }
      best = found
      // The other blocks hold no state, but a zero eigenvalue there would add coherences that never decay.
      if hasRest {
        show(0.5)
        let estimate = try parts.largestInverse(dissects: isGrid) { show(0.5 + 0.5 * $0) }
        guard estimate < 1e14 else { throw notUnique(condition: estimate) }
        found.condition = max(found.condition, estimate)
      }
      bar.finish()
      return try steadyState(
        found, parts, method: found.method + parts.sectorNote, status: .finished, since: start)
    } catch let error where Self.isCancellation(error) {
      let method =
        best.map {
          "stopped: \($0.method)\(parts.sectorNote), but whether the state is the only one was not checked to the end"
        } ?? "stopped at \(shown) % before there was a solution: the maximally mixed state"
      let reached =
        best
        ?? BlockSolution(
          values: block.mixed, residual: SteadyBlock.norm(block.image(of: block.mixed)),
          condition: .nan, method: method)
      return try steadyState(reached, parts, method: method, status: .stopped, since: start)
    }
  }

  private func steadyState(
    _ solution: BlockSolution, _ parts: InvariantBlocks, method: String,
    status: SteadyStateStatus, since start: ContinuousClock.Instant
  ) throws -> SteadyState {
    let matrix = parts.density(solution.values, at: parts.blocks[0].indices)
    return SteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix), residual: solution.residual,
      smallestEigenvalue: try matrix.hermitianEigenvaluesWithoutVectors().first ?? 0,
      conditionNumber: status == .finished ? solution.condition : .nan, method: method,
      wallTime: ContinuousClock().seconds(since: start), status: status)
  }

  /// The largest |i − k| of elements of H and of the jump operators.
  var operatorReach: Int {
    ([effectiveGenerator] + jumpOperators).reduce(0) { largest, operand in
      var reach = largest
      operand.matrix.forEachEntry { i, k, value in
        if value != .zero { reach = max(reach, abs(i - k)) }
      }
      return reach
    }
  }

  func notUnique(
    condition: Double = .infinity, underlyingError: (any Error)? = nil
  ) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one steady state, as far as double precision can tell (condition number "
        + "\(condition)). Find all of them with steadyStates(), add the process that connects the parts, or "
        + "restrict the space to one of them.",
      underlyingError: underlyingError)
  }
}

extension InvariantBlocks {
  /// The largest ‖B‖₁ ‖B⁻¹‖₁ over the blocks without populations, as one matrix; infinite where it is singular.
  func largestInverse(dissects: Bool, progress: (Double) -> Void) throws -> Double {
    let rest = Block(
      indices: blocks.dropFirst().flatMap(\.indices).sorted(), holdsPopulations: false)
    let matrix = submatrix(rest.indices)
    let scale = matrix.oneNorm
    guard dissects, rest.indices.count >= 400 else {
      do {
        return scale
          * (try SparseLU(matrix, ordering: .approximateMinimumFill).inverseNormEstimate())
      } catch let error as LinearAlgebraError where error.code == .singular {
        return .infinity
      }
    }
    let factors = try MultifrontalLU(
      matrix, tree: rest.fronts(of: matrix), progress: progress)
    return scale
      * (try oneNormEstimate(
        size: matrix.rowCount,
        map: {
          try Cancellation.check("the condition number")
          return factors.solve($0)
        }, transposedMap: { factors.solveTransposed($0) }))
  }

  /// How much of the space the state's block is.
  var sectorNote: String {
    guard blocks.count > 1 else { return "" }
    return
      ", \(blocks[0].indices.count) of \(matrix.rowCount) unknowns in sector \(label(of: blocks[0]))"
  }
}
