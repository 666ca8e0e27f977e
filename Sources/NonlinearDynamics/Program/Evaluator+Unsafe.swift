import _NonlinearDynamicsShims

/// The registers of a program, and its runs.
///
/// A class because it owns memory; each thread has one of its own.
final class Evaluator {
  let program: Program
  let lanes: Int
  let registers: UnsafeMutablePointer<Double>

  init(_ program: Program, lanes: Int = 1) {
    self.program = program
    self.lanes = lanes
    let count = program.registerCount * lanes
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Double>.stride, alignment: 64)
    registers = bytes.bindMemory(to: Double.self, capacity: count)
    registers.initialize(repeating: 0, count: count)
    for (k, value) in program.constants.enumerated() {
      (registers + (program.constantRegister + k) * lanes).update(repeating: value, count: lanes)
    }
  }

  deinit { UnsafeMutableRawPointer(registers).deallocate() }

  /// The variables, `lanes` numbers each.
  var variables: UnsafeMutablePointer<Double> { registers }
  /// The parameters, `lanes` numbers each.
  var parameters: UnsafeMutablePointer<Double> { registers + program.variableCount * lanes }
  /// The times of the lanes.
  var times: UnsafeMutablePointer<Double> { registers + program.timeRegister * lanes }
  /// The results, `lanes` numbers each.
  var outputs: UnsafeMutablePointer<Double> { registers + program.outputRegister * lanes }

  /// Sets the parameters of all lanes.
  func setParameters(_ values: [Double]) {
    for (k, value) in values.enumerated() {
      (parameters + k * lanes).update(repeating: value, count: lanes)
    }
  }

  /// Runs the program on what the registers hold.
  @inline(__always)
  func run() {
    program.instructions.withUnsafeBufferPointer { instructions in
      if let start = instructions.baseAddress {
        isochron_program_run(start, Int64(instructions.count), registers, Int64(lanes))
      }
    }
  }

  /// The results at a point, for evaluators of one lane.
  func callAsFunction(_ state: [Double], time: Double = 0) -> [Double] {
    for (k, value) in state.enumerated() { variables[k] = value }
    times[0] = time
    run()
    return Array(UnsafeBufferPointer(start: outputs, count: program.outputCount))
  }
}
