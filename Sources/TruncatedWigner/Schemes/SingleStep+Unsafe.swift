import Preconditions
package import LinearAlgebra
import _StochasticShims

extension TruncatedWignerEquation {
  /// One step of a scheme with given random numbers, for tests of the scheme alone.
  ///
  /// - Parameters:
  ///   - point: where the step begins.
  ///   - options: scheme and noise.
  ///   - h: the step's length.
  ///   - increments: ΔW_j/√h, one list for each of at most 32 cases.
  ///   - signs: Ĩ_j/√h = ±1 for each case, one fewer than increments; used by `weakOrder2` only.
  /// - Returns: where it ends in each case.
  /// - Throws: `TruncatedWignerError` for schemes that do not go with the noise.
  package func step(
    from point: [ComplexDouble], options: TruncatedWignerOptions, stepSize h: Double,
    increments: [[Double]], signs: [[Double]]
  ) throws -> [[ComplexDouble]] {
    let width = TrajectoryBlock.width
    requirePrecondition(
      increments.count == signs.count && increments.count <= width, "There are at most 32 cases.")
    let program = StepProgram(try system(options).0, scheme: options.scheme, stepSize: h)
    var block = TrajectoryBlock(first: 0, count: increments.count, modeCount: modeCount) { _ in
      point
    }
    var rows = [Double](repeating: 0, count: program.rowCount * width)
    rows.replaceSubrange(0..<block.rows.count, with: block.rows)
    let root = h.squareRoot()
    for lane in increments.indices {
      for (j, value) in increments[lane].enumerated() {
        rows[(Int(program.noise.first) + j) * width + lane] = root * value
      }
      for (j, value) in signs[lane].enumerated() where j < program.noise.sign_count {
        rows[(Int(program.noise.first_sign) + j) * width + lane] = root * value
      }
    }
    var roots = isochron_row_roots()
    isochron_rows_run(
      program.instructions, Int64(program.instructions.count), &rows, Int64(width), &roots)
    block.rows = Array(rows[0..<block.rows.count])
    return increments.indices.map { lane in
      (0..<modeCount).map { block.amplitude($0, lane) }
    }
  }
}
