import _NonlinearDynamicsShims

/// Formulas as a list of instructions on registers.
///
/// Registers hold the variables, the parameters, the time, the constants, the intermediate values and the outputs, in
/// this order; each register is as many numbers as there are lanes. Equal parts of formulas are calculated once.
struct Program: Sendable {
  let variableCount: Int
  let parameterCount: Int
  let constants: [Double]
  let outputCount: Int
  let registerCount: Int
  let instructions: [isochron_instruction]

  var timeRegister: Int { variableCount + parameterCount }
  var constantRegister: Int { timeRegister + 1 }
  var outputRegister: Int { registerCount - outputCount }

  /// Compiles formulas.
  init(_ outputs: [Formula], variableCount: Int, parameterCount: Int) {
    var numbering = ValueNumbering()
    let roots = outputs.map { numbering.number(of: $0.node) }
    var compiler = ProgramCompiler(
      values: numbering.values, roots: roots, variableCount: variableCount,
      parameterCount: parameterCount)
    compiler.compile()
    self.variableCount = variableCount
    self.parameterCount = parameterCount
    constants = compiler.constants
    outputCount = outputs.count
    registerCount = compiler.registerCount + outputs.count
    let firstOutput = compiler.registerCount
    // Outputs were numbered from −1 down, because their place is behind all others.
    instructions = compiler.instructions.map { instruction in
      var copy = instruction
      if copy.target < 0 { copy.target = Int32(firstOutput) + (-1 - copy.target) }
      if copy.a < 0 { copy.a = Int32(firstOutput) + (-1 - copy.a) }
      if copy.b < 0 { copy.b = Int32(firstOutput) + (-1 - copy.b) }
      if copy.c < 0 { copy.c = Int32(firstOutput) + (-1 - copy.c) }
      return copy
    }
  }
}

/// Gives equal operations on equal values one number.
private struct ValueNumbering {
  struct Value: Hashable {
    var operation: Formula.Operation
    var first: Int
    var second: Int
  }

  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]
  private var known: [ObjectIdentifier: Int] = [:]

  mutating func number(of root: Formula.Node) -> Int {
    // Sums of many terms are deep: an own stack instead of recursion.
    var open = [root]
    while let node = open.last {
      if known[ObjectIdentifier(node)] != nil {
        open.removeLast()
        continue
      }
      let children = [node.first, node.second].compactMap { $0 }
      let missing = children.filter { known[ObjectIdentifier($0)] == nil }
      guard missing.isEmpty else {
        open += missing
        continue
      }
      open.removeLast()
      var ends = children.map { known[ObjectIdentifier($0)] ?? -1 }
      // a + b and b + a are one value, bit for bit.
      if node.operation == .add || node.operation == .multiply { ends.sort() }
      let value = Value(
        operation: node.operation, first: ends.first ?? -1,
        second: ends.count > 1 ? ends[1] : -1)
      let number = numbers[value] ?? values.count
      if number == values.count {
        values.append(value)
        numbers[value] = number
      }
      known[ObjectIdentifier(node)] = number
    }
    return known[ObjectIdentifier(root)] ?? 0
  }
}

/// Chooses instructions and registers.
private struct ProgramCompiler {
  let values: [ValueNumbering.Value]
  let roots: [Int]
  let variableCount: Int
  let parameterCount: Int
  private(set) var constants: [Double] = []
  private(set) var instructions: [isochron_instruction] = []
  private(set) var registerCount = 0
  private var register: [Int32?]
  private var useCounts: [Int]
  private var isFused: [Bool]
  private var free: [Int32] = []

  init(values: [ValueNumbering.Value], roots: [Int], variableCount: Int, parameterCount: Int) {
    self.values = values
    self.roots = roots
    self.variableCount = variableCount
    self.parameterCount = parameterCount
    register = Array(repeating: nil, count: values.count)
    isFused = Array(repeating: false, count: values.count)
    useCounts = Array(repeating: 0, count: values.count)
    for value in values {
      // A square reads its part twice, as a product would.
      if value.first >= 0 { useCounts[value.first] += value.operation == .square ? 2 : 1 }
      if value.second >= 0 { useCounts[value.second] += 1 }
    }
    for root in roots { useCounts[root] += 1 }
  }

  mutating func compile() {
    for (k, value) in values.enumerated() {
      switch value.operation {
      case .variable(let i): register[k] = Int32(i)
      case .parameter(let i): register[k] = Int32(variableCount + i)
      case .time: register[k] = Int32(variableCount + parameterCount)
      case .constant(let bits):
        register[k] = Int32(variableCount + parameterCount + 1 + constants.count)
        constants.append(Double(bitPattern: bits))
      default: break
      }
    }
    registerCount = variableCount + parameterCount + 1 + constants.count
    for k in values.indices { markFusedParts(of: k) }
    var outputOf: [Int: Int] = [:]
    for (place, root) in roots.enumerated() where register[root] == nil && outputOf[root] == nil {
      outputOf[root] = place
    }
    for k in values.indices where register[k] == nil && !isFused[k] {
      emit(k, output: outputOf[k])
    }
    for (place, root) in roots.enumerated() where outputOf[root] != place {
      instructions.append(
        isochron_instruction(
          operation: Int32(ISOCHRON_COPY.rawValue), target: Int32(-1 - place),
          a: register[root] ?? 0,
          b: 0, c: 0))
    }
  }

  /// A product that only one sum uses becomes part of the sum's instruction.
  private mutating func markFusedParts(of k: Int) {
    let value = values[k]
    guard value.operation == .add || value.operation == .subtract else { return }
    for part in [value.first, value.second]
    where isSingleProduct(part) && part != otherPart(value, part) {
      isFused[part] = true
      return
    }
  }

  private func otherPart(_ value: ValueNumbering.Value, _ part: Int) -> Int {
    part == value.first ? value.second : value.first
  }

  private func isSingleProduct(_ k: Int) -> Bool {
    (values[k].operation == .multiply || values[k].operation == .square) && useCounts[k] == 1
  }

  private mutating func emit(_ k: Int, output: Int?) {
    let value = values[k]
    var instruction = isochron_instruction(operation: 0, target: 0, a: 0, b: 0, c: 0)
    var operands: [Int] = []
    func factors(_ part: Int) -> (Int, Int) {
      (
        values[part].first,
        values[part].operation == .square ? values[part].first : values[part].second
      )
    }
    switch value.operation {
    case .add, .subtract:
      if isFused[value.first] {
        let (a, b) = factors(value.first)
        operands = [a, b, value.second]
        instruction.operation = code(
          value.operation == .add ? ISOCHRON_MULTIPLY_ADD : ISOCHRON_MULTIPLY_SUBTRACT)
      } else if isFused[value.second] {
        let (a, b) = factors(value.second)
        operands = [a, b, value.first]
        instruction.operation = code(
          value.operation == .add ? ISOCHRON_MULTIPLY_ADD : ISOCHRON_NEGATIVE_MULTIPLY_ADD)
      } else {
        operands = [value.first, value.second]
        instruction.operation = code(value.operation == .add ? ISOCHRON_ADD : ISOCHRON_SUBTRACT)
      }
    case .multiply, .divide:
      operands = [value.first, value.second]
      instruction.operation = code(
        value.operation == .multiply ? ISOCHRON_MULTIPLY : ISOCHRON_DIVIDE)
    case .square:
      operands = [value.first, value.first]
      instruction.operation = code(ISOCHRON_MULTIPLY)
    default:
      operands = [value.first]
      instruction.operation = code(Self.unary(value.operation))
    }
    let places = operands.map { register[$0] ?? 0 }
    instruction.a = places[0]
    if places.count > 1 { instruction.b = places[1] }
    if places.count > 2 { instruction.c = places[2] }
    // The target is taken before operands are freed: no instruction writes what it reads.
    let target: Int32
    if let output { target = Int32(-1 - output) } else { target = takeRegister() }
    instruction.target = target
    register[k] = target
    instructions.append(instruction)
    for operand in operands { release(operand) }
  }

  private mutating func takeRegister() -> Int32 {
    if let reused = free.popLast() { return reused }
    defer { registerCount += 1 }
    return Int32(registerCount)
  }

  private mutating func release(_ k: Int) {
    useCounts[k] -= 1
    guard useCounts[k] == 0, let place = register[k], place >= 0,
      place > variableCount + parameterCount + constants.count
    else { return }
    free.append(place)
  }

  private func code(_ operation: isochron_operation) -> Int32 { Int32(operation.rawValue) }

  private static func unary(_ operation: Formula.Operation) -> isochron_operation {
    switch operation {
    case .negate: ISOCHRON_NEGATE
    case .squareRoot: ISOCHRON_SQUARE_ROOT
    case .exponential: ISOCHRON_EXPONENTIAL
    case .logarithm: ISOCHRON_LOGARITHM
    case .sine: ISOCHRON_SINE
    case .cosine: ISOCHRON_COSINE
    case .hyperbolicTangent: ISOCHRON_HYPERBOLIC_TANGENT
    case .arctangent: ISOCHRON_ARCTANGENT
    case .magnitude: ISOCHRON_MAGNITUDE
    default: ISOCHRON_SIGN
    }
  }
}
