/// Looks for zeros of formulas in the dense output of steps.
struct EventSearch {
  private let events: [FlowEvent]
  private let evaluator: Evaluator
  private var values: [Double] = []

  /// Parts of a step whose ends are looked at, so that two zeros in one step are not missed easily.
  private static let partCount = 4

  init(_ events: [FlowEvent], flow: Flow) {
    self.events = events
    let formulas = events.map { flow.formula($0.formula) }
    evaluator = Evaluator(
      Program(
        formulas, variableCount: flow.dimension, parameterCount: flow.parameterNames.count))
    evaluator.setParameters(flow.parameterValues)
  }

  /// Notes the values at the beginning.
  mutating func begin(at state: [Double], time: Double) { values = evaluate(state, time) }

  private func evaluate(_ state: [Double], _ time: Double) -> [Double] {
    evaluator(Array(state.prefix(evaluator.program.variableCount)), time: time)
  }

  /// The events in the step that a stepper of one lane has just accepted, up to the first terminal one.
  mutating func search(_ stepper: LaneStepper) -> (events: [LocatedFlowEvent], isTerminal: Bool) {
    guard !events.isEmpty else { return ([], false) }
    let size = stepper.step[0]
    let begin = stepper.time[0] - size
    var found: [(fraction: Double, index: Int)] = []
    var left = 0.0
    for part in 1...Self.partCount {
      let right = Double(part) / Double(Self.partCount)
      let ends = evaluate(stepper.interpolated(at: right), begin + right * size)
      for (k, event) in events.enumerated() {
        let (old, new) = (values[k], ends[k])
        let rises = old < 0 && new >= 0
        let falls = old > 0 && new <= 0
        let counts =
          switch event.direction {
          case .rising: rises
          case .falling: falls
          case .either: rises || falls
          }
        if counts {
          found.append((locate(k, stepper, left, right, old, new), k))
        }
      }
      values = ends
      left = right
    }
    var result: [LocatedFlowEvent] = []
    for (fraction, index) in found.sorted(by: { $0.fraction < $1.fraction }) {
      result.append(
        LocatedFlowEvent(
          index: index, time: begin + fraction * size, state: stepper.interpolated(at: fraction)))
      if events[index].isTerminal { return (result, true) }
    }
    return (result, false)
  }

  /// The zero between two ends of different sign, by false position (Illinois) with bisection as a safeguard.
  private func locate(
    _ k: Int, _ stepper: LaneStepper, _ left: Double, _ right: Double, _ leftValue: Double,
    _ rightValue: Double
  ) -> Double {
    let size = stepper.step[0]
    let begin = stepper.time[0] - size
    var (low, high, lowValue, highValue) = (left, right, leftValue, rightValue)
    var lastSide = 0
    for _ in 0..<100 {
      guard high - low > 4e-16, highValue != 0 else { break }
      var middle = (low * highValue - high * lowValue) / (highValue - lowValue)
      if !(middle > low && middle < high) { middle = (low + high) / 2 }
      guard middle > low, middle < high else { break }
      let value = evaluate(stepper.interpolated(at: middle), begin + middle * size)[k]
      if (value < 0) == (lowValue < 0), value != 0 {
        (low, lowValue) = (middle, value)
        if lastSide == -1 { highValue /= 2 }
        lastSide = -1
      } else {
        (high, highValue) = (middle, value)
        if lastSide == 1 { lowValue /= 2 }
        lastSide = 1
      }
    }
    return high
  }
}
