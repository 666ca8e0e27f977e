import ComplexModule
import LinearAlgebra
import QuantumCore
import RichDisplay

extension Liouvillian {
  /// Finds all steady states, what is conserved, and what oscillates for ever.
  ///
  /// L is taken apart into blocks that never mix. A block of up to 700 unknowns is diagonalized; of a larger
  /// one the solutions of L X = 0 are found by inverse iteration with as many vectors as it takes. A rate counts
  /// as zero only at the level of rounding errors, about 10⁻¹³ of the largest, so that slow decay is not
  /// mistaken for a second steady state; `slowestDecayRate` tells how far the next one is.
  ///
  /// - Returns: extremal states, conserved quantities, persistent coherences, with residuals.
  /// - Throws: `QuantumDynamicsError`: `notConverged`, `cancelled`; `LinearAlgebraError` of the solvers.
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
    var searchedAll = true
    let bar = ProgressBar(total: parts.blocks.count, label: "Steady states")
    for block in parts.blocks {
      try stopIfCancelled(at: 0)
      let part = try BlockKernel(parts.submatrix(block.indices), threshold: threshold)
      kernel += part.right.map { parts.density($0, at: block.indices) }
      conserved += part.left.map { parts.density($0, at: block.indices) }
      for (frequency, vector) in part.oscillating {
        let matrix = parts.density(vector, at: block.indices)
        let unit = matrix / ComplexDouble(matrix.norm)
        let residual = (apply(to: unit) - ComplexDouble(0, frequency) * unit).norm
        coherences.append(
          PersistentCoherence(frequency: frequency, matrix: unit, residual: residual))
      }
      if let rate = part.slowestDecayRate { slowest = min(slowest ?? .infinity, rate) }
      searchedAll = searchedAll && part.searchedFrequencies
      bar.advance()
    }
    bar.finish()
    guard !kernel.isEmpty else {
      throw QuantumDynamicsError(
        .notConverged,
        "No steady state was found, although one always exists: the Liouvillian is too ill-conditioned for a threshold of "
          + "\(threshold). Look at steadyState() and its condition number.")
    }
    let extremal = try ExtremalStates(
      kernel: kernel, conserved: conserved, dimension: dimension)
    return SteadyStates(
      states: extremal.states.map { DensityMatrix(assumingValid: $0) },
      kernelDimension: kernel.count, kernelBasis: kernel, conservedQuantities: conserved,
      persistentCoherences: coherences.sorted { $0.frequency < $1.frequency },
      searchedAllFrequencies: searchedAll, asymptoticDimension: extremal.rank,
      slowestDecayRate: slowest, threshold: threshold,
      residual: extremal.states.reduce(0.0) { max($0, apply(to: $1).norm) },
      method:
        "\(parts.blocks.count) invariant block\(parts.blocks.count == 1 ? "" : "s"), the largest of "
        + "\(parts.blocks.map(\.indices.count).max() ?? 0) unknowns",
      wallTime: ContinuousClock().seconds(since: start)
    ).carrying(parameters)
  }
}
