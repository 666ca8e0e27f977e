import _StochasticShims

/// One step of a scheme as a program over rows: the state's rows first, then random rows and scratch.
struct StepProgram {
  let instructions: [isochron_row_instruction]
  let rowCount: Int
  let noise: isochron_row_noise
  let stepSize: Double

  /// Writes the program of one step.
  ///
  /// - Parameters:
  ///   - system: drift and noise in the sense that the scheme needs.
  ///   - scheme: the method.
  ///   - h: the step's length.
  init(_ system: StochasticSystem, scheme: StochasticScheme, stepSize h: Double) {
    var builder = ProgramBuilder()
    let writer = StepWriter(system, scheme: scheme, stepSize: h, &builder)
    switch scheme {
    case .eulerMaruyama: writer.eulerMaruyama(&builder)
    case .heun: writer.heun(&builder)
    case .weakOrder2: writer.rungeKutta(&builder)
    }
    instructions = builder.instructions
    rowCount = builder.rowCount
    noise = writer.random
    stepSize = h
  }
}

/// What the schemes share.
struct StepWriter {
  let system: StochasticSystem
  let h: Double
  let state = 0
  let random: isochron_row_noise

  /// The number of real variables.
  var size: Int { 2 * system.modeCount }
  /// The number of Wiener processes.
  var count: Int { system.noise.count }

  init(
    _ system: StochasticSystem, scheme: StochasticScheme, stepSize: Double,
    _ builder: inout ProgramBuilder
  ) {
    self.system = system
    h = stepSize
    _ = builder.allocate(2 * system.modeCount)
    let count = system.noise.count
    let isDiscrete = scheme == .weakOrder2
    let signs = isDiscrete ? max(0, count - 1) : 0
    // Random numbers come four rows at a time.
    let first = builder.allocate(max(1, (count + 3) / 4 * 4))
    let firstSign = builder.allocate(max(1, (signs + 3) / 4 * 4))
    random = isochron_row_noise(
      is_discrete: isDiscrete ? 1 : 0, first: Int32(first), count: Int32(count),
      first_sign: Int32(firstSign), sign_count: Int32(signs), scale: stepSize.squareRoot())
  }

  func increment(_ j: Int) -> Int { Int(random.first) + j }
  func sign(_ j: Int) -> Int { Int(random.first_sign) + j }

  func drift(_ point: inout PointEvaluator, _ builder: inout ProgramBuilder) -> [Int] {
    system.drift.map { point.complexValue($0, &builder) }
  }

  func release(_ rows: [Int], _ builder: inout ProgramBuilder) {
    for row in rows { builder.release(row, count: 2) }
  }

  /// target ← target + factor · drift.
  func add(
    drift rows: [Int], times factor: Double, to target: Int, _ builder: inout ProgramBuilder
  ) {
    for (k, row) in rows.enumerated() {
      builder.add(row, times: factor, to: target + 2 * k)
      builder.add(row + 1, times: factor, to: target + 2 * k + 1)
    }
  }

  /// target ← target + factor · column · (a row of random numbers).
  func add(
    _ column: [(Int, NoiseEntry)], times factor: Double, of increment: Int, to target: Int,
    _ builder: inout ProgramBuilder
  ) {
    for (variable, entry) in column {
      switch entry {
      case .constant(let value):
        builder.add(increment, times: factor * value, to: target + variable)
      case .row(let row):
        builder.addProduct(row, increment, times: factor, to: target + variable)
      }
    }
  }

  /// target ← target + factor · column; constants need a row of ones.
  func add(
    _ column: [(Int, NoiseEntry)], times factor: Double, ones: Int, to target: Int,
    _ builder: inout ProgramBuilder
  ) {
    for (variable, entry) in column {
      switch entry {
      case .constant(let value): builder.add(ones, times: factor * value, to: target + variable)
      case .row(let row): builder.add(row, times: factor, to: target + variable)
      }
    }
  }

  /// z ← z + A h + Σ B_j ΔW_j.
  func eulerMaruyama(_ builder: inout ProgramBuilder) {
    var point = PointEvaluator(state: state)
    let rows = drift(&point, &builder)
    var noise = NoiseEvaluator(system.noise, point: point)
    let columns = (0..<count).map { noise.column($0, &builder) }
    add(drift: rows, times: h, to: state, &builder)
    for j in 0..<count { add(columns[j], times: 1, of: increment(j), to: state, &builder) }
  }

  /// y = z + A h + Σ B_j ΔW_j,  z ← z + ½[A + A(y)] h + ½ Σ [B_j + B_j(y)] ΔW_j.
  func heun(_ builder: inout ProgramBuilder) {
    let predicted = builder.allocate(size)
    var point = PointEvaluator(state: state)
    let rows = drift(&point, &builder)
    var noise = NoiseEvaluator(system.noise, point: point)
    let columns = (0..<count).map { noise.column($0, &builder) }
    builder.copy(state, to: predicted, count: size)
    add(drift: rows, times: h, to: predicted, &builder)
    for j in 0..<count { add(columns[j], times: 1, of: increment(j), to: predicted, &builder) }
    add(drift: rows, times: h / 2, to: state, &builder)
    for j in 0..<count { add(columns[j], times: 0.5, of: increment(j), to: state, &builder) }
    release(rows, &builder)
    noise.finish(&builder)
    var second = PointEvaluator(state: predicted)
    let secondRows = drift(&second, &builder)
    var secondNoise = NoiseEvaluator(system.noise, point: second)
    let secondColumns = (0..<count).map { secondNoise.column($0, &builder) }
    add(drift: secondRows, times: h / 2, to: state, &builder)
    for j in 0..<count { add(secondColumns[j], times: 0.5, of: increment(j), to: state, &builder) }
  }
}
