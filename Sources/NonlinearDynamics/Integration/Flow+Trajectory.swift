import IntegrationMethods

extension Flow {
  /// The trajectory from a state.
  ///
  /// Output and events come from the dense output, so that they do not change the steps.
  ///
  /// - Parameters:
  ///   - initial: x at the first time.
  ///   - times: where x is wanted, rising or falling strictly; the first belongs to `initial`.
  ///   - events: what to watch for; one that is terminal ends the trajectory, and its state is the last one.
  ///   - integrator: method, tolerances or fixed step, projection.
  /// - Returns: the states at the times, the events, and how well conserved quantities were kept.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notFinite`, `integrationFailed`.
  public func trajectory(
    from initial: [Double], times: [Double], events: [FlowEvent] = [],
    integrator: FlowIntegrator = .standard
  ) throws -> FlowTrajectory {
    try check(initial)
    guard let first = times.first, let last = times.last, times.allSatisfy(\.isFinite) else {
      throw NonlinearDynamicsError(
        .invalidArgument, "A trajectory needs at least one time, and all of them finite.")
    }
    let direction = last < first ? -1.0 : 1.0
    guard zip(times, times.dropFirst()).allSatisfy({ direction * ($1 - $0) > 0 }) else {
      throw NonlinearDynamicsError(
        .invalidArgument, "Times have to rise or fall strictly.")
    }
    let clock = ContinuousClock.now
    var run = try FlowRun(
      self, from: initial, start: first, end: last, integrator: integrator)
    var search = EventSearch(events, flow: self)
    search.begin(at: initial, time: first)
    var progress = TimeProgress("trajectory", from: first, to: last)
    var reached = [first]
    var states = [initial]
    var located: [LocatedFlowEvent] = []
    var status = EvolutionStatus.finished
    states.reserveCapacity(times.count)
    while !run.stepper.hasArrived(0) {
      if run.isCancelled {
        status = .stopped(at: reached[reached.count - 1])
        break
      }
      try run.advance()
      let (found, isTerminal) = search.search(run.stepper)
      located += found
      let end = isTerminal ? found[found.count - 1].time : run.stepper.time[0]
      let begin = run.stepper.time[0] - run.stepper.step[0]
      while reached.count < times.count, direction * (times[reached.count] - end) <= 0 {
        let time = times[reached.count]
        states.append(run.stepper.interpolated(at: (time - begin) / run.stepper.step[0]))
        reached.append(time)
      }
      if isTerminal, let event = found.last {
        if reached.last != event.time {
          reached.append(event.time)
          states.append(event.state)
        }
        break
      }
      run.finishStep()
      progress.reached(run.stepper.time[0])
    }
    progress.finish()
    return FlowTrajectory(
      variables: variables, times: reached, states: states, events: located,
      conservationErrors: run.conservationErrors, evidence: run.evidence, status: status,
      parameters: parameters, wallTime: secondsElapsed(since: clock))
  }

  /// The state after a time, for searches that integrate often; no output in between.
  func advanced(
    _ state: [Double], program: Program? = nil, start: Double, duration: Double,
    integrator: FlowIntegrator
  ) throws -> [Double] {
    guard duration != 0 else { return state }
    var run = try FlowRun(
      self, program: program, from: state, start: start, end: start + duration,
      integrator: integrator)
    while !run.stepper.hasArrived(0) {
      if run.isCancelled { throw NonlinearDynamicsError.stopped("an integration") }
      try run.advance()
      run.finishStep()
    }
    return run.stepper.point(0)
  }

  /// The state after transients, the end of a trajectory.
  ///
  /// - Parameters:
  ///   - initial: the first state.
  ///   - duration: how long to wait.
  ///   - start: the first time, which matters for forced flows.
  ///   - integrator: method and tolerances.
  /// - Returns: the state at the end.
  /// - Throws: `NonlinearDynamicsError`.
  public func settled(
    from initial: [Double], duration: Double, start: Double = 0,
    integrator: FlowIntegrator = .standard
  ) throws -> [Double] {
    try check(initial)
    return try advanced(initial, start: start, duration: duration, integrator: integrator)
  }
}

/// Seconds since a moment.
func secondsElapsed(since start: ContinuousClock.Instant) -> Double {
  let (seconds, attoseconds) = (ContinuousClock.now - start).components
  return Double(seconds) + 1e-18 * Double(attoseconds)
}

extension NonlinearDynamicsError {
  /// The error of a calculation that the user stopped before there was a result.
  static func stopped(_ what: String) -> NonlinearDynamicsError {
    NonlinearDynamicsError(.cancelled, "The calculation was stopped during \(what).")
  }
}
