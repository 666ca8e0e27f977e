import RealModule

/// Measurements as variables to integrate, planes and quantities to watch.
struct MeasurementPlan {
  let lanePlan: LanePlan
  private let flow: Flow
  private let measurements: [MapMeasurement]
  /// Each measurement's place among the averages, planes, or watched quantities.
  private var places: [Int] = []
  private let evaluator: Evaluator
  /// The formulas of means, planes and final values, in this order in the evaluator.
  private var formulaPlaces: [Int] = []

  init(
    _ flow: Flow, _ measurements: [MapMeasurement], settling: Double, duration: Double,
    integrator: FlowIntegrator
  ) {
    self.flow = flow
    self.measurements = measurements
    let v = Variables(names: flow.variables)
    let p = Parameters(names: flow.parameterNames)
    var means: [Formula] = []
    var planes: [Formula] = []
    var watched: [Formula] = []
    var all: [Formula] = []
    for measurement in measurements {
      formulaPlaces.append(all.count)
      switch measurement.kind {
      case .mean(let formula):
        places.append(means.count)
        means.append(formula(v, p))
        all.append(formula(v, p))
      case .rotation(let plane):
        places.append(planes.count / 2)
        let (a, b) = plane(v, p)
        planes += [a, b]
        all += [a, b]
      case .least(let formula), .greatest(let formula), .extent(let formula):
        places.append(watched.count)
        watched.append(formula(v, p))
        all.append(formula(v, p))
      case .final(let formula):
        places.append(0)
        all.append(formula(v, p))
      }
    }
    let count = flow.parameterNames.count
    let n = flow.dimension
    let hasProjection = flow.constraintCount > 0 && integrator.isProjecting
    // What is accumulated passes a projection unchanged.
    let projection =
      hasProjection
      ? Program(
        flow.machinery.projection
          + means.indices.map { .variable(n + $0) },
        variableCount: n + means.count, parameterCount: count + flow.constraintCount) : nil
    // Projected states are evaluated with the levels behind the flow's parameters.
    let watch =
      planes.isEmpty && watched.isEmpty
      ? nil : Program(planes + watched, variableCount: n, parameterCount: count)
    lanePlan = LanePlan(
      program: Program(
        flow.velocity + means, variableCount: n + means.count, parameterCount: count),
      projection: projection,
      constraints: hasProjection
        ? Program(
          Array(flow.conserved.prefix(flow.constraintCount)), variableCount: n,
          parameterCount: count) : nil,
      constraintCount: flow.constraintCount, dimension: n, watch: watch,
      planeCount: planes.count / 2, settling: settling, duration: duration, integrator: integrator,
      restSpeed: flow.dependsOnTime ? 0 : max(1e-12, 1e-2 * integrator.absoluteTolerance))
    evaluator = Evaluator(Program(all, variableCount: n, parameterCount: count))
  }

  /// A point with zeros for what is accumulated.
  func job(_ state: [Double], parameters: [Double]) -> LaneJob {
    LaneJob(
      state: state + Array(repeating: 0, count: lanePlan.program.variableCount - flow.dimension),
      parameters: parameters)
  }

  /// The numbers that were measured, in the order of the measurements.
  func values(_ outcome: LaneOutcome, parameters: [Double]) -> [Double] {
    guard !outcome.hasFailed else { return measurements.map { _ in .nan } }
    let n = flow.dimension
    evaluator.setParameters(parameters)
    let end = evaluator(Array(outcome.final.prefix(n)), time: lanePlan.settling + lanePlan.duration)
    let begin = evaluator(Array(outcome.settled.prefix(n)), time: lanePlan.settling)
    return measurements.indices.map { k in
      let place = places[k]
      let formula = formulaPlaces[k]
      switch measurements[k].kind {
      case .mean:
        if outcome.isAtRest { return end[formula] }
        return (outcome.final[n + place] - outcome.settled[n + place]) / lanePlan.duration
      case .rotation:
        if outcome.isAtRest { return 0 }
        let change =
          Double.atan2(y: end[formula + 1], x: end[formula])
          - .atan2(y: begin[formula + 1], x: begin[formula])
        return (2 * .pi * Double(outcome.turns[place]) + change) / lanePlan.duration
      case .least: return outcome.isAtRest ? end[formula] : outcome.minima[place]
      case .greatest: return outcome.isAtRest ? end[formula] : outcome.maxima[place]
      case .extent: return outcome.isAtRest ? 0 : outcome.maxima[place] - outcome.minima[place]
      case .final: return end[formula]
      }
    }
  }
}
