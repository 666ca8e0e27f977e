import LinearAlgebra

/// Runs points on 32 lanes; a lane that is done takes the next point.
struct LaneWorker {
  private let plan: LanePlan
  private let stepper: LaneStepper
  private let watch: Evaluator?
  private let constraints: Evaluator?
  private var jobs: [Int?]
  private var isMeasuring: [Bool]
  private var settled: [[Double]]
  private var turns: [Int]
  private var minima: [Double]
  private var maxima: [Double]
  private var before: [Double]
  private var stepCounts: [Int]
  private let lanes: Int

  init(_ plan: LanePlan, lanes: Int) {
    self.plan = plan
    self.lanes = lanes
    stepper = LaneStepper(
      plan.program, integrator: plan.integrator, lanes: lanes, projection: plan.projection)
    watch = plan.watch.map { Evaluator($0, lanes: lanes) }
    constraints = plan.constraints.map { Evaluator($0) }
    let watched = (plan.watch?.outputCount ?? 0) * lanes
    jobs = Array(repeating: nil, count: lanes)
    isMeasuring = Array(repeating: false, count: lanes)
    settled = Array(repeating: [], count: lanes)
    turns = Array(repeating: 0, count: plan.planeCount * lanes)
    minima = Array(repeating: .infinity, count: watched)
    maxima = Array(repeating: -.infinity, count: watched)
    before = Array(repeating: 0, count: watched)
    stepCounts = Array(repeating: 0, count: lanes)
  }

  /// Works until there are no more points.
  ///
  /// - Parameters:
  ///   - next: the number of a point to take, nil where there is none left.
  ///   - job: the point of a number.
  ///   - report: told what became of a point.
  mutating func run(
    next: () -> Int?, job: (Int) -> LaneJob, report: (Int, LaneOutcome) -> Void
  ) {
    var loaded: [Int] = []
    for lane in 0..<lanes where load(lane, next: next, job: job) { loaded.append(lane) }
    guard !loaded.isEmpty else { return }
    stepper.start(loaded)
    var round = 0
    while jobs.contains(where: { $0 != nil }) {
      if round % 64 == 0, Cancellation.isRequested { return }
      stepper.advance()
      round += 1
      if isMeasuring.contains(true) { observe() }
      var started: [Int] = []
      for lane in 0..<lanes {
        guard let number = jobs[lane] else { continue }
        stepCounts[lane] += 1
        let isOver = stepper.hasArrived(lane)
        let hasFailed =
          stepper.hasFailed(lane) || stepCounts[lane] > plan.integrator.stepLimit
        let isAtRest =
          stepCounts[lane] % 16 == 0 && stepper.speed(lane, first: plan.dimension) < plan.restSpeed
        guard isOver || hasFailed || isAtRest else { continue }
        if isOver, !isMeasuring[lane], !hasFailed {
          beginMeasurement(lane)
          continue
        }
        report(number, outcome(lane, hasFailed: hasFailed, isAtRest: isAtRest))
        jobs[lane] = nil
        isMeasuring[lane] = false
        if load(lane, next: next, job: job) { started.append(lane) }
      }
      if !started.isEmpty { stepper.start(started) }
    }
  }

  private mutating func load(_ lane: Int, next: () -> Int?, job: (Int) -> LaneJob) -> Bool {
    guard let number = next() else {
      // The lane stands still.
      stepper.limit[lane] = stepper.time[lane]
      return false
    }
    let point = job(number)
    jobs[lane] = number
    stepCounts[lane] = 0
    stepper.load(
      lane, state: point.state, time: 0, limit: plan.settling, parameters: point.parameters)
    if let watch {
      for (k, value) in point.parameters.enumerated() { watch.parameters[k * lanes + lane] = value }
    }
    if let constraints {
      constraints.setParameters(point.parameters)
      let levels = constraints(Array(point.state.prefix(plan.dimension)))
      for k in 0..<plan.constraintCount { stepper.setLevel(lane, k, levels[k]) }
    }
    if plan.settling == 0 { beginMeasurement(lane) }
    return true
  }

  private mutating func beginMeasurement(_ lane: Int) {
    settled[lane] = stepper.point(lane)
    isMeasuring[lane] = true
    stepper.limit[lane] = plan.settling + plan.duration
    for k in 0..<plan.planeCount { turns[k * lanes + lane] = 0 }
    guard let watch else { return }
    runWatch(watch)
    for k in 0..<watch.program.outputCount {
      let value = watch.outputs[k * lanes + lane]
      before[k * lanes + lane] = value
      minima[k * lanes + lane] = value
      maxima[k * lanes + lane] = value
    }
  }

  private func runWatch(_ watch: Evaluator) {
    watch.variables.update(from: stepper.state, count: watch.program.variableCount * lanes)
    watch.times.update(from: stepper.time, count: lanes)
    watch.run()
  }

  /// Counts turns, by crossings of the negative half of the first axis, and notes ranges.
  private mutating func observe() {
    guard let watch else { return }
    runWatch(watch)
    let count = watch.program.outputCount
    for plane in 0..<plan.planeCount {
      let (first, second) = (2 * plane * lanes, (2 * plane + 1) * lanes)
      for lane in 0..<lanes where isMeasuring[lane] {
        let (a, b) = (watch.outputs[first + lane], watch.outputs[second + lane])
        let (c, d) = (before[first + lane], before[second + lane])
        if (d < 0) != (b < 0), (c * b - a * d) / (b - d) < 0 {
          turns[plane * lanes + lane] += d < 0 ? -1 : 1
        }
      }
    }
    for k in 0..<count {
      for lane in 0..<lanes where isMeasuring[lane] {
        let i = k * lanes + lane
        let value = watch.outputs[i]
        before[i] = value
        if value < minima[i] { minima[i] = value }
        if value > maxima[i] { maxima[i] = value }
      }
    }
  }

  private func outcome(_ lane: Int, hasFailed: Bool, isAtRest: Bool) -> LaneOutcome {
    let first = 2 * plan.planeCount
    let count = (plan.watch?.outputCount ?? 0)
    return LaneOutcome(
      settled: isMeasuring[lane] ? settled[lane] : stepper.point(lane), final: stepper.point(lane),
      turns: (0..<plan.planeCount).map { turns[$0 * lanes + lane] },
      minima: (first..<max(count, first)).map { minima[$0 * lanes + lane] },
      maxima: (first..<max(count, first)).map { maxima[$0 * lanes + lane] },
      isAtRest: isAtRest, hasFailed: hasFailed)
  }
}
