import Preconditions

/// Where a trajectory passes through a surface.
public struct PoincareSection: Sendable, Codable {
  /// The names of the variables.
  public let variables: [String]
  /// When it passed.
  public let times: [Double]
  /// The states at the passages.
  public let states: [[Double]]
  /// Whether as many passages were found as were asked for; false where the longest time or the user ended the search.
  public let isComplete: Bool
  /// The parameters of the flow.
  public let parameters: [String: Double]

  /// A variable at the passages; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> [Double] {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The section has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return states.map { $0[index] }
  }
}

extension Flow {
  /// The passages of a trajectory through a surface.
  ///
  /// - Parameters:
  ///   - initial: the first state.
  ///   - count: how many passages.
  ///   - settling: the time before the first one that counts.
  ///   - direction: which passages count.
  ///   - longest: the longest time to wait for all of them.
  ///   - integrator: method and tolerances.
  ///   - surface: what is zero on the surface.
  /// - Returns: times and states.
  /// - Throws: `NonlinearDynamicsError`.
  public func poincareSection(
    from initial: [Double], count: Int, settling: Double = 0,
    direction: FlowEvent.Direction = .rising, longest: Double = 1e6,
    integrator: FlowIntegrator = .standard,
    surface: @escaping @Sendable (Variables, Parameters) -> Formula
  ) throws -> PoincareSection {
    guard count >= 1, settling >= 0, longest > 0 else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A section needs at least one passage and times of 0 or more; got \(count), \(settling) and \(longest)."
      )
    }
    try check(initial)
    let start = try advanced(initial, start: 0, duration: settling, integrator: integrator)
    let event = FlowEvent(direction: direction, formula: surface)
    var run = try FlowRun(
      self, from: start, start: settling, end: settling + longest, integrator: integrator)
    var search = EventSearch([event], flow: self)
    search.begin(at: start, time: settling)
    var progress = TimeProgress("Poincaré section", from: 0, to: Double(count))
    var located: [LocatedFlowEvent] = []
    while !run.stepper.hasArrived(0), located.count < count, !run.isCancelled {
      try run.advance()
      located += search.search(run.stepper).events
      run.finishStep()
      progress.reached(Double(located.count))
    }
    progress.finish()
    let kept = located.prefix(count)
    return PoincareSection(
      variables: variables, times: kept.map(\.time), states: kept.map(\.state),
      isComplete: kept.count == count, parameters: parameters)
  }

  /// The states at whole periods of the forcing, the Poincaré section of a forced flow.
  ///
  /// - Parameters:
  ///   - initial: the first state, at t = 0.
  ///   - count: how many states.
  ///   - settling: how many periods are left out before.
  ///   - integrator: method and tolerances.
  /// - Returns: times and states.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument` for a flow without forcing.
  public func stroboscopicSection(
    from initial: [Double], count: Int, settling: Int = 0,
    integrator: FlowIntegrator = .standard
  ) throws -> PoincareSection {
    guard let period = forcingPeriodValue, period > 0, count >= 1, settling >= 0 else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A stroboscopic section needs a flow with a positive forcingPeriod, a count of 1 or more, and settling of 0 or "
          + "more periods.")
    }
    let times = (settling..<settling + count).map { Double($0) * period }
    let path = try trajectory(
      from: initial, times: settling > 0 ? [0] + times : times, integrator: integrator)
    let skipped = settling > 0 ? 1 : 0
    return PoincareSection(
      variables: variables, times: Array(path.times.dropFirst(skipped)),
      states: Array(path.states.dropFirst(skipped)),
      isComplete: path.times.count == times.count + skipped, parameters: parameters)
  }
}
