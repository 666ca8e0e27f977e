import IntegrationMethods
import RealModule
import _NonlinearDynamicsShims

/// Runge–Kutta steps of many points at once, each with its own time and step size.
///
/// A number of a lane is calculated by the same operations for any number of lanes.
final class LaneStepper {
  /// A method with its zeros left out.
  private struct Terms {
    var factors: [Double]
    var indices: [Int32]

    init(_ row: [Double]) {
      let used = row.indices.filter { row[$0] != 0 }
      factors = used.map { row[$0] }
      indices = used.map { Int32($0) }
    }
  }

  let dimension: Int
  let lanes: Int
  let integrator: FlowIntegrator
  let evaluator: Evaluator
  private(set) var evaluationCount = 0

  private let tableau: RungeKuttaTableau
  private let stages: [Terms]
  private let extraStages: [Terms]
  private let weights: Terms
  private let errorWeights: Terms
  private let secondErrorWeights: Terms
  private let stageCount: Int
  private var hasExtraSlopes = false

  private let memory: UnsafeMutablePointer<Double>
  /// The states, then those at the ends of the attempted steps.
  let state: UnsafeMutablePointer<Double>
  private let candidate: UnsafeMutablePointer<Double>
  private let previous: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>
  private let slopes: UnsafeMutablePointer<Double>
  /// The times of the lanes.
  let time: UnsafeMutablePointer<Double>
  /// The sizes of the last attempted steps, with sign.
  let step: UnsafeMutablePointer<Double>
  /// The sizes that the next steps may have.
  let size: UnsafeMutablePointer<Double>
  /// Where the lanes stop.
  let limit: UnsafeMutablePointer<Double>
  /// 1 for lanes whose last step was accepted.
  let accepted: UnsafeMutablePointer<Double>
  private let previousError: UnsafeMutablePointer<Double>
  private let error: UnsafeMutablePointer<Double>
  private let second: UnsafeMutablePointer<Double>
  private var projector: Evaluator?

  init(_ program: Program, integrator: FlowIntegrator, lanes: Int, projection: Program? = nil) {
    let tableau = integrator.tableau
    self.tableau = tableau
    self.integrator = integrator
    self.lanes = lanes
    dimension = program.variableCount
    evaluator = Evaluator(program, lanes: lanes)
    stageCount = tableau.stageCount
    stages = tableau.stages.map(Terms.init)
    extraStages = tableau.extraStages.map(Terms.init)
    weights = Terms(tableau.weights)
    errorWeights = Terms(tableau.errorWeights)
    secondErrorWeights = Terms(tableau.secondErrorWeights)
    let vector = dimension * lanes
    let slopeCount = stageCount + 1 + tableau.extraNodes.count
    let count = vector * (4 + slopeCount) + 8 * lanes
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: 64)
    memory = bytes.bindMemory(to: Double.self, capacity: count)
    memory.initialize(repeating: 0, count: count)
    var next = memory
    func take(_ count: Int) -> UnsafeMutablePointer<Double> {
      defer { next += count }
      return next
    }
    state = take(vector)
    candidate = take(vector)
    previous = take(vector)
    scratch = take(vector)
    slopes = take(vector * slopeCount)
    time = take(lanes)
    step = take(lanes)
    size = take(lanes)
    limit = take(lanes)
    accepted = take(lanes)
    previousError = take(lanes)
    error = take(lanes)
    second = take(lanes)
    if let projection { projector = Evaluator(projection, lanes: lanes) }
  }

  deinit { UnsafeMutableRawPointer(memory).deallocate() }

  /// Puts a point on a lane; `start` has to follow before the next step.
  func load(
    _ lane: Int, state point: [Double], time start: Double, limit end: Double, parameters: [Double]
  ) {
    for (v, value) in point.enumerated() { state[v * lanes + lane] = value }
    for (k, value) in parameters.enumerated() {
      evaluator.parameters[k * lanes + lane] = value
      projector?.parameters[k * lanes + lane] = value
    }
    time[lane] = start
    limit[lane] = end
  }

  /// Sets the level of a constraint on a lane.
  func setLevel(_ lane: Int, _ constraint: Int, _ level: Double) {
    guard let projector else { return }
    let flowParameters = evaluator.program.parameterCount
    projector.parameters[(flowParameters + constraint) * lanes + lane] = level
  }

  /// For one lane: replaces the state between two steps, with the slope there; the step size stays.
  func replace(_ point: [Double]) {
    for (v, value) in point.enumerated() { state[v] = value }
    evaluate(state, at: time, into: slopes)
  }

  /// The state of a lane.
  func point(_ lane: Int) -> [Double] { (0..<dimension).map { state[$0 * lanes + lane] } }

  /// The state of a lane before its last accepted step.
  func previousPoint(_ lane: Int) -> [Double] {
    (0..<dimension).map { previous[$0 * lanes + lane] }
  }

  /// The velocity of a lane at its state.
  func slope(_ lane: Int) -> [Double] { (0..<dimension).map { slopes[$0 * lanes + lane] } }

  /// The largest |dx_v/dt| of a lane among the first variables.
  func speed(_ lane: Int, first count: Int) -> Double {
    var largest = 0.0
    for v in 0..<count { largest = max(largest, abs(slopes[v * lanes + lane])) }
    return largest
  }

  /// Evaluates the first slopes and chooses the first step sizes of some lanes.
  func start(_ chosen: [Int]) {
    evaluate(state, at: time, into: scratch)
    for lane in chosen {
      for v in 0..<dimension { slopes[v * lanes + lane] = scratch[v * lanes + lane] }
      previousError[lane] = 1e-4
    }
    if let fixed = integrator.fixedStep {
      for lane in chosen { size[lane] = fixed }
      return
    }
    var guesses: [Double] = []
    for lane in chosen {
      let d0 = norm(lane) { self.state[$0] }
      let d1 = norm(lane) { self.slopes[$0] }
      let span = abs(limit[lane] - time[lane])
      let guess = min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1, span)
      guesses.append(guess)
      let signed = limit[lane] < time[lane] ? -guess : guess
      for v in 0..<dimension {
        let i = v * lanes + lane
        candidate[i] = state[i] + signed * slopes[i]
      }
      step[lane] = time[lane] + signed
    }
    evaluate(candidate, at: step, into: scratch)
    for (lane, guess) in zip(chosen, guesses) {
      let d1 = norm(lane) { self.slopes[$0] }
      let change = norm(lane) { self.scratch[$0] - self.slopes[$0] }
      let largest = max(d1, guess > 0 ? change / guess : 0)
      let wished =
        largest <= 1e-15 || !largest.isFinite
        ? max(1e-6, guess * 1e-3) : root(0.01 / largest, tableau.order)
      size[lane] = max(
        min(100 * guess, wished, integrator.maximumStep), .leastNormalMagnitude)
    }
  }

  /// The root mean square of numbers of a lane over the tolerance of the state.
  private func norm(_ lane: Int, _ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for v in 0..<dimension {
      let i = v * lanes + lane
      let scale = integrator.absoluteTolerance + integrator.relativeTolerance * abs(state[i])
      sum += (value(i) / scale) * (value(i) / scale)
    }
    return (sum / Double(dimension)).squareRoot()
  }

  /// The n-th root, by the C library for all lanes alike.
  private func root(_ x: Double, _ n: Int) -> Double { .root(x, n) }

  private func evaluate(
    _ points: UnsafeMutablePointer<Double>, at times: UnsafeMutablePointer<Double>,
    into slope: UnsafeMutablePointer<Double>
  ) {
    evaluator.variables.update(from: points, count: dimension * lanes)
    evaluator.times.update(from: times, count: lanes)
    evaluator.run()
    slope.update(from: evaluator.outputs, count: dimension * lanes)
    evaluationCount += 1
  }

  private func combine(
    _ target: UnsafeMutablePointer<Double>, _ base: UnsafeMutablePointer<Double>?, _ terms: Terms
  ) {
    isochron_lanes_combine(
      target, base, step, slopes, terms.factors, terms.indices, Int64(terms.factors.count),
      Int64(dimension), Int64(lanes))
  }

  private func runStage(_ terms: Terms, node: Double, into slope: Int) {
    combine(evaluator.variables, state, terms)
    for lane in 0..<lanes { evaluator.times[lane] = time[lane] + node * step[lane] }
    evaluator.run()
    (slopes + slope * dimension * lanes).update(from: evaluator.outputs, count: dimension * lanes)
    evaluationCount += 1
  }

  /// Attempts a step on every lane that has not reached its limit, and keeps those within the tolerance.
  func advance() {
    hasExtraSlopes = false
    if let fixed = integrator.fixedStep {
      for lane in 0..<lanes { size[lane] = fixed }
    }
    isochron_lanes_sizes(step, time, size, limit, Int64(lanes))
    for i in 1..<stageCount { runStage(stages[i], node: tableau.nodes[i], into: i) }
    combine(candidate, state, weights)
    if let projector { project(projector) }
    evaluator.variables.update(from: candidate, count: dimension * lanes)
    for lane in 0..<lanes { evaluator.times[lane] = time[lane] + step[lane] }
    evaluator.run()
    (slopes + stageCount * dimension * lanes).update(
      from: evaluator.outputs, count: dimension * lanes)
    evaluationCount += 1
    if integrator.fixedStep == nil {
      estimate()
    } else {
      error.update(repeating: 0, count: lanes)
    }
    keep()
  }

  private func project(_ projector: Evaluator) {
    let count = projector.program.variableCount * lanes
    projector.variables.update(from: candidate, count: count)
    projector.run()
    candidate.update(from: projector.outputs, count: count)
  }

  private func estimate() {
    let count = (Int64(dimension), Int64(lanes))
    combine(scratch, nil, errorWeights)
    isochron_lanes_error(
      error, scratch, state, candidate, integrator.absoluteTolerance, integrator.relativeTolerance,
      count.0, count.1)
    guard !secondErrorWeights.factors.isEmpty else { return }
    combine(scratch, nil, secondErrorWeights)
    isochron_lanes_error(
      second, scratch, state, candidate, integrator.absoluteTolerance,
      integrator.relativeTolerance, count.0, count.1)
    isochron_lanes_steady_error(error, second, count.1)
  }

  /// Dense output needs the state before the step, and all slopes of the step.
  private func keep() {
    previous.update(from: state, count: dimension * lanes)
    var control = isochron_lanes_control(
      y: state, t: time, h: step, size: size, previous_error: previousError, error: error,
      accepted: accepted, z: candidate,
      last_slope: slopes + stageCount * dimension * lanes, limit: limit,
      first_slope: lanes == 1 ? scratch : slopes,
      exponent: 1 / Double(tableau.errorOrder + 1), largest_size: integrator.maximumStep,
      variables: Int64(dimension), lanes: Int64(lanes))
    isochron_lanes_accept(&control)
    _ = control
    control.y = nil
  }

  /// For one lane: makes the slope at the end of an accepted step the first one, once dense output is done.
  func finishStep() {
    guard lanes == 1, accepted[0] != 0 else { return }
    slopes.update(from: slopes + stageCount * dimension, count: dimension)
  }

  /// For one lane: the state within the accepted step that `finishStep` has not ended yet.
  func interpolated(at fraction: Double) -> [Double] {
    if fraction >= 1 { return point(0) }
    let end = time[0]
    let begin = end - step[0]
    if !hasExtraSlopes {
      for (k, terms) in extraStages.enumerated() {
        combine(evaluator.variables, previous, terms)
        evaluator.times[0] = begin + tableau.extraNodes[k] * step[0]
        evaluator.run()
        (slopes + (stageCount + 1 + k) * dimension).update(
          from: evaluator.outputs, count: dimension)
        evaluationCount += 1
      }
      hasExtraSlopes = true
    }
    combine(scratch, previous, Terms(tableau.interpolationWeights(at: fraction)))
    return (0..<dimension).map { scratch[$0] }
  }

  /// Whether a lane has reached its limit.
  func hasArrived(_ lane: Int) -> Bool { time[lane] == limit[lane] }

  /// Whether a lane needs steps smaller than there are.
  func hasFailed(_ lane: Int) -> Bool {
    accepted[lane] == 0 && !hasArrived(lane)
      && !(size[lane] > 1e-14 * max(abs(time[lane]), abs(limit[lane]), 1e-300))
  }
}
