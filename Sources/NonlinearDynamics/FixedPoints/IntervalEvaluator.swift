import _NonlinearDynamicsShims

/// Runs a program on intervals.
struct IntervalEvaluator {
  let program: Program
  private var registers: [Interval]

  init(_ program: Program, parameters: [Double]) {
    self.program = program
    registers = Array(repeating: Interval(0), count: program.registerCount)
    for (k, value) in parameters.enumerated() {
      registers[program.variableCount + k] = Interval(value)
    }
    for (k, value) in program.constants.enumerated() {
      registers[program.constantRegister + k] = Interval(value)
    }
  }

  /// Enclosures of the ranges of all outputs over a box.
  mutating func callAsFunction(_ box: [Interval]) -> [Interval] {
    for (k, side) in box.enumerated() { registers[k] = side }
    for i in program.instructions {
      let a = registers[Int(i.a)]
      let b = registers[Int(i.b)]
      let result: Interval
      switch isochron_operation(UInt32(i.operation)) {
      case ISOCHRON_ADD: result = a + b
      case ISOCHRON_SUBTRACT: result = a - b
      case ISOCHRON_MULTIPLY: result = Self.product(i, a, b)
      case ISOCHRON_DIVIDE: result = a / b
      case ISOCHRON_MULTIPLY_ADD: result = Self.product(i, a, b) + registers[Int(i.c)]
      case ISOCHRON_NEGATIVE_MULTIPLY_ADD: result = registers[Int(i.c)] - Self.product(i, a, b)
      case ISOCHRON_MULTIPLY_SUBTRACT: result = Self.product(i, a, b) - registers[Int(i.c)]
      case ISOCHRON_COPY: result = a
      case ISOCHRON_NEGATE: result = -a
      case ISOCHRON_SQUARE_ROOT: result = a.applying(.squareRoot)
      case ISOCHRON_EXPONENTIAL: result = a.applying(.exponential)
      case ISOCHRON_LOGARITHM: result = a.applying(.logarithm)
      case ISOCHRON_SINE: result = a.applying(.sine)
      case ISOCHRON_COSINE: result = a.applying(.cosine)
      case ISOCHRON_HYPERBOLIC_TANGENT: result = a.applying(.hyperbolicTangent)
      case ISOCHRON_ARCTANGENT: result = a.applying(.arctangent)
      case ISOCHRON_MAGNITUDE: result = a.applying(.magnitude)
      default: result = a.applying(.sign)
      }
      registers[Int(i.target)] = result
    }
    return Array(registers[program.outputRegister...])
  }

  /// A product, or a square, whose range does not reach below 0.
  @inline(__always)
  private static func product(_ i: isochron_instruction, _ a: Interval, _ b: Interval) -> Interval {
    i.a == i.b ? a.squared : a * b
  }
}
