import Preconditions
import ComplexModule
import LinearAlgebra
import _StochasticShims

/// Trajectories that are advanced together, a row for each real variable: Re α_0, Im α_0, Re α_1, ….
struct TrajectoryBlock: Sendable {
  static let width = Int(ISOCHRON_ROW)

  /// The number of the first trajectory.
  let first: Int
  /// How many of the row's places are trajectories.
  let count: Int
  /// The state's rows, one behind the other.
  var rows: [Double]

  init(first: Int, count: Int, modeCount: Int, draw: (Int) -> [ComplexDouble]) {
    self.first = first
    self.count = count
    rows = Array(repeating: 0, count: 2 * modeCount * Self.width)
    for lane in 0..<count {
      for (mode, amplitude) in draw(first + lane).enumerated() {
        rows[2 * mode * Self.width + lane] = amplitude.real
        rows[(2 * mode + 1) * Self.width + lane] = amplitude.imaginary
      }
    }
  }

  /// α of a mode in one trajectory of the block.
  func amplitude(_ mode: Int, _ lane: Int) -> ComplexDouble {
    ComplexDouble(rows[2 * mode * Self.width + lane], rows[(2 * mode + 1) * Self.width + lane])
  }

  var isFinite: Bool { rows.allSatisfy(\.isFinite) }

  /// Goes on by steps; `scratch` holds at least the program's rows.
  mutating func advance(
    _ program: StepProgram, steps: Int, from firstStep: Int, seed: UInt64,
    scratch: inout [Double], roots: inout isochron_row_roots
  ) {
    requirePrecondition(
      scratch.count >= program.rowCount * Self.width && scratch.count >= rows.count,
      "The scratch rows do not hold the program's.")
    scratch.replaceSubrange(0..<rows.count, with: rows)
    isochron_rows_advance(
      program.instructions, Int64(program.instructions.count), &scratch, Int64(count),
      program.noise, seed, UInt64(first), UInt64(firstStep), Int64(steps), &roots)
    rows.replaceSubrange(0..<rows.count, with: scratch[0..<rows.count])
  }

  /// The rows that a program of symbols leaves.
  func values(of program: SymbolProgram, scratch: inout [Double]) {
    requirePrecondition(
      scratch.count >= program.rowCount * Self.width && scratch.count >= rows.count,
      "The scratch rows do not hold the program's.")
    scratch.replaceSubrange(0..<rows.count, with: rows)
    var roots = isochron_row_roots()
    isochron_rows_run(
      program.instructions, Int64(program.instructions.count), &scratch, Int64(count), &roots)
  }
}

/// A program that evaluates symbols.
struct SymbolProgram: Sendable {
  let instructions: [isochron_row_instruction]
  let rowCount: Int
  /// Where the real part of each symbol is; the imaginary part follows.
  let targets: [Int]

  init(_ symbols: [WeylSymbol], modeCount: Int) {
    var builder = ProgramBuilder()
    let state = builder.allocate(2 * modeCount)
    var point = PointEvaluator(state: state)
    targets = symbols.map { point.complexValue($0, &builder) }
    instructions = builder.instructions
    rowCount = builder.rowCount
  }
}
