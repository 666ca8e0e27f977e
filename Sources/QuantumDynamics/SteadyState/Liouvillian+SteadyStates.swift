import ComplexModule
import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// Finds all steady states, what is conserved, and what oscillates for ever.
  ///
  /// L is taken apart into blocks that never mix. A block of up to 700 unknowns is diagonalized; of a larger
  /// one the solutions of L X = 0 are found by inverse iteration with as many vectors as it takes, and those of
  /// L X = iωX at every ω that is a difference of the energies Tr Hρ of two extremal states: no other can occur. A rate counts
  /// as zero only at the level of rounding errors, about 10⁻¹³ of the largest, so that slow decay is not
  /// mistaken for a second steady state; `slowestDecayRate` tells how far the next one is.
  ///
  /// A search that is interrupted returns what the blocks searched so far hold, with `status` `.stopped`.
  ///
  /// - Returns: extremal states, conserved quantities, persistent coherences, with residuals.
  /// - Throws: `QuantumDynamicsError` with `notConverged`; `LinearAlgebraError` of the solvers.
  /// - Complexity: O(n³) for each block of n ≤ 700 unknowns, a sparse factorization for a larger one.
  public func steadyStates() throws -> SteadyStates {
    let start = ContinuousClock().now
    let parts = try InvariantBlocks(self)
    let scale = max(parts.matrix.oneNorm, .leastNormalMagnitude)
    let threshold = 1e-13 * scale
    var kernel: [Matrix<ComplexDouble>] = []
    var conserved: [Matrix<ComplexDouble>] = []
    var coherences: [PersistentCoherence] = []
    var slowest: Double?
    var large: [InvariantBlocks.Block] = []
    func add(_ oscillating: [(frequency: Double, vector: [ComplexDouble])], _ indices: [Int]) {
      for (frequency, vector) in oscillating {
        let matrix = parts.density(vector, at: indices)
        let unit = matrix / ComplexDouble(matrix.norm)
        let residual = (apply(to: unit) - ComplexDouble(0, frequency) * unit).norm
        coherences.append(
          PersistentCoherence(frequency: frequency, matrix: unit, residual: residual))
      }
    }
    let bar = ProgressBar(total: parts.blocks.count, label: "Steady states")
    var searched = 0
    for block in parts.blocks {
      let part: BlockKernel
      do {
        try Cancellation.check("the search for steady states")
        part = try BlockKernel(parts.submatrix(block.indices), threshold: threshold)
      } catch let error where Self.isCancellation(error) {
        break
      }
      searched += 1
      kernel += part.right.map { parts.density($0, at: block.indices) }
      conserved += part.left.map { parts.density($0, at: block.indices) }
      add(part.oscillating, block.indices)
      if let rate = part.slowestDecayRate { slowest = min(slowest ?? .infinity, rate) }
      if !part.searchedFrequencies { large.append(block) }
      bar.advance()
    }
    bar.finish()
    var isStopped = searched < parts.blocks.count
    guard !kernel.isEmpty || isStopped else {
      throw QuantumDynamicsError(
        .notConverged,
        "No steady state was found, although one always exists: the Liouvillian is too ill-conditioned for a threshold of "
          + "\(threshold). Look at steadyState() and its condition number.")
    }
    let extremal =
      kernel.isEmpty
      ? nil
      : try ExtremalStates(kernel: kernel, conserved: conserved, dimension: dimension)
    let states = extremal?.states ?? []
    if !isStopped, kernel.count > 1, !large.isEmpty {
      let search = OscillatingCoherences(
        of: states, hamiltonian: hamiltonian, resolution: 1e4 * threshold)
      do {
        for block in large {
          add(
            try search.find(in: parts.submatrix(block.indices), threshold: threshold),
            block.indices)
        }
      } catch let error where Self.isCancellation(error) {
        isStopped = true
      }
    }
    let size = parts.blocks.map(\.indices.count).max() ?? 0
    return SteadyStates(
      // An extremal state that is zero somewhere keeps no rounding errors with a sign there.
      states: states.map {
        DensityMatrix(assumingValid: $0.withoutSignedNoise(bound: 1e-13)?.matrix ?? $0)
      },
      kernelDimension: kernel.count, kernelBasis: kernel, conservedQuantities: conserved,
      persistentCoherences: coherences.sorted { $0.frequency < $1.frequency },
      searchedAllFrequencies: !isStopped,
      asymptoticDimension: extremal?.rank ?? 0, slowestDecayRate: slowest, threshold: threshold,
      residual: states.reduce(0.0) { max($0, apply(to: $1).norm) },
      method: (isStopped ? "stopped: \(searched) of " : "")
        + "\(parts.blocks.count) invariant block\(parts.blocks.count == 1 ? "" : "s"), the largest of "
        + "\(size) unknowns",
      wallTime: ContinuousClock().seconds(since: start),
      status: isStopped ? .stopped : .finished
    ).carrying(parameters)
  }
}
