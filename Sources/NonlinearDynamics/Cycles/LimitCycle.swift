import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A periodic orbit of a flow with its Floquet multipliers.
public struct LimitCycle: Sendable, Codable {
  /// The names of the variables.
  public let variables: [String]
  /// The period.
  public let period: Double
  /// Times over one period, from 0 to the period.
  public let times: [Double]
  /// The states at the times; the last is the first again.
  public let states: [[Double]]
  /// The Floquet multipliers within the constraints, the greatest modulus first; without the one that is 1 because the
  /// orbit can be shifted in time, where time does not enter the flow.
  public let multipliers: [ComplexDouble]
  /// |μ − 1| of the multiplier left out, 0 in exact arithmetic; nil for forced flows.
  public let trivialMultiplierError: Double?
  /// |φ_T(x) − x| left, the largest component over all segments.
  public let residual: Double
  /// How many periods of the forcing the orbit takes; 0 where there is no forcing.
  public let forcingCount: Int
  /// The parameters of the flow.
  public let parameters: [String: Double]

  /// The angular frequency 2π/T.
  public var frequency: Double { 2 * .pi / period }

  /// Whether small deviations decay: all multipliers lie inside the unit circle.
  public var isStable: Bool { multipliers.allSatisfy { $0.length < 1 } }

  /// How many multipliers lie outside the unit circle.
  public var unstableDimension: Int { multipliers.count { $0.length > 1 } }

  /// The Floquet exponents ln(μ)/T, on the principal branch.
  public var exponents: [ComplexDouble] {
    multipliers.map { ComplexDouble.log($0) / ComplexDouble(period) }
  }

  /// A variable at the times; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> [Double] {
    guard let index = variables.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The cycle has no variable “\(name)”; it has \(variables.joined(separator: ", ")).")
    }
    return states.map { $0[index] }
  }

  /// The least and the greatest value of a variable on the orbit.
  ///
  /// - Parameter name: of the variable.
  /// - Returns: the range over the stored states.
  public func range(of name: String) -> ClosedRange<Double> {
    let values = self[name]
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  init(
    _ problem: PeriodicProblem, _ guess: PeriodicProblem.Guess, residual: Double,
    linearization: PeriodicProblem.Linearization, samples: Int = 256
  ) throws {
    let flow = problem.flow(at: guess)
    variables = flow.variables
    parameters = flow.parameters
    period = guess.period
    self.residual = residual
    forcingCount = problem.forcingCount
    let monodromy = problem.monodromy(linearization)
    var values = try flow.tangentSpace(at: guess.states[0]).eigenvalues(of: monodromy)
    if problem.forcingCount == 0,
      let trivial = values.indices.min(by: {
        (values[$0] - 1).length < (values[$1] - 1).length
      })
    {
      trivialMultiplierError = (values[trivial] - 1).length
      values.remove(at: trivial)
    } else {
      trivialMultiplierError = nil
    }
    multipliers = values.sorted { $0.length > $1.length }
    // Each segment from its own state: long integrations of unstable orbits leave them.
    let perSegment = max(2, samples / problem.segmentCount)
    var times: [Double] = []
    var states: [[Double]] = []
    for (j, state) in guess.states.enumerated() {
      let start = guess.period * Double(j) / Double(problem.segmentCount)
      let end = guess.period * Double(j + 1) / Double(problem.segmentCount)
      let path = try flow.trajectory(
        from: state, times: .linear(start, end, count: perSegment + 1),
        integrator: problem.integrator)
      times += path.times.dropLast()
      states += path.states.dropLast()
    }
    self.times = times + [guess.period]
    self.states = states + [states[0]]
  }
}

extension Flow {
  /// The limit cycle that a trajectory runs to, or a periodic orbit near a state, with its Floquet multipliers.
  ///
  /// After `settling` the period is read from returns to a plane across the trajectory, and Newton's method solves for
  /// the orbit by multiple shooting with exact derivatives. With a good state and `settling: 0` orbits that repel are found
  /// too.
  ///
  /// - Parameters:
  ///   - state: where the trajectory begins.
  ///   - settling: how long transients last.
  ///   - period: an approximate period; looked for where not given.
  ///   - forcingCount: for forced flows, how many periods of the forcing the orbit takes.
  ///   - segments: parts of the period that are shot separately; more for orbits that repel strongly.
  ///   - longestPeriod: how long a return is waited for.
  ///   - integrator: method and tolerances.
  /// - Returns: the orbit, its period and multipliers.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notFound` where the trajectory runs to a fixed point or does
  ///   not return, `notConverged`, `integrationFailed`, `cancelled`.
  ///
  /// Reference: R. Seydel, Practical Bifurcation and Stability Analysis, 3rd ed., chapter 7.
  public func limitCycle(
    from state: [Double], settling: Double = 200, period: Double? = nil, forcingCount: Int = 1,
    segments: Int = 4, longestPeriod: Double = 1000, integrator: FlowIntegrator = .standard
  ) throws -> LimitCycle {
    try check(state)
    guard settling >= 0, segments >= 1, forcingCount >= 1, longestPeriod > 0 else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A cycle needs a settling time of 0 or more and at least 1 segment and 1 period of the forcing."
      )
    }
    let isForced = dependsOnTime
    let guess: PeriodicProblem.Guess
    if isForced {
      guard let forcing = forcingPeriodValue, forcing > 0 else {
        throw NonlinearDynamicsError(
          .invalidArgument,
          "The flow depends on time; its forcingPeriod has to be given and positive for cycles.")
      }
      // The forcing's phase is 0 at the end.
      let rounds = (settling / forcing).rounded(.up)
      let settled = try settled(
        from: state, duration: rounds * forcing, integrator: integrator)
      guess = try sampled(
        settled, period: Double(forcingCount) * forcing, segments: segments, integrator: integrator)
    } else {
      let settled = try settled(from: state, duration: settling, integrator: integrator)
      let length = try period ?? returnTime(settled, longest: longestPeriod, integrator: integrator)
      guess = try sampled(settled, period: length, segments: segments, integrator: integrator)
    }
    let levels = constraintCount > 0 ? evaluator(.conserved)(guess.states[0]) : []
    let problem = PeriodicProblem(
      self, segmentCount: segments, forcingCount: isForced ? forcingCount : 0,
      levels: Array(levels.prefix(constraintCount)), integrator: integrator)
    var solution = try problem.solve(guess)
    if !isForced, let divisor = try divisor(of: solution.guess, integrator: integrator) {
      let part = try sampled(
        solution.guess.states[0], period: solution.guess.period / Double(divisor),
        segments: segments, integrator: integrator)
      solution = try problem.solve(part)
    }
    let cycle = try LimitCycle(
      problem, solution.guess, residual: solution.residual, linearization: solution.linearization)
    try refuseFixedPoint(cycle)
    return cycle
  }

  /// Newton's method may shrink an orbit to a fixed point, of which every time is a period.
  private func refuseFixedPoint(_ cycle: LimitCycle) throws {
    guard !dependsOnTime else { return }
    let size = max(1, cycle.states.joined().map(abs).max() ?? 1)
    let extent = variables.indices.map { i in
      let values = cycle.states.map { $0[i] }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    if (extent.max() ?? 0) < 1e-7 * size {
      throw NonlinearDynamicsError(
        .notFound,
        "The search ended at a fixed point near \(cycle.states[0]), not at a cycle. Look at fixedPoints(in:), or start "
          + "elsewhere.")
    }
  }

  /// How many times an orbit is run through in what was found as its period; nil for once.
  private func divisor(
    of guess: PeriodicProblem.Guess, integrator: FlowIntegrator
  ) throws -> Int? {
    let size = max(1e-3, guess.states.joined().map(abs).max() ?? 1)
    for divisor in [12, 10, 8, 7, 6, 5, 4, 3, 2] {
      let after = try advanced(
        guess.states[0], start: 0, duration: guess.period / Double(divisor), integrator: integrator)
      let distance = zip(after, guess.states[0]).map { abs($0 - $1) }.max() ?? 0
      if distance < 1e-7 * size { return divisor }
    }
    return nil
  }

  /// States at equal parts of a period.
  private func sampled(
    _ state: [Double], period: Double, segments: Int, integrator: FlowIntegrator
  ) throws -> PeriodicProblem.Guess {
    let times = (0..<segments + 1).map { period * Double($0) / Double(segments) }
    let path = try trajectory(from: state, times: times, integrator: integrator)
    return PeriodicProblem.Guess(
      states: Array(path.states.prefix(segments)), period: period,
      multipliers: Array(repeating: 0, count: constraintCount), parameter: nil)
  }

  /// The time after which a trajectory comes back to where it was.
  private func returnTime(
    _ state: [Double], longest: Double, integrator: FlowIntegrator
  ) throws -> Double {
    let normal = try velocity(at: state)
    let speed = normal.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let size = max(1e-3, state.map(abs).max() ?? 1)
    guard speed > 1e-9 * size else {
      throw NonlinearDynamicsError(
        .notFound,
        "The trajectory settles at the fixed point \(state). Start elsewhere, or choose parameters with a cycle."
      )
    }
    let plane = FlowEvent(direction: .rising) { v, _ in
      normal.indices.reduce(Formula.constant(0)) { sum, i in
        sum + normal[i] / speed * (v[i] - state[i])
      }
    }
    // Longer and longer, since most returns are early.
    var duration = longest / 64
    while true {
      let path = try trajectory(
        from: state, times: [0, duration], events: [plane], integrator: integrator)
      let distances = path.events.map { event in
        zip(event.state, state).map { abs($0 - $1) }.max() ?? 0
      }
      let extent = path.events.isEmpty ? size : max(size * 1e-3, distances.max() ?? 0)
      if let nearest = distances.min(),
        nearest < 1e-3 * size || (duration >= longest && nearest < 0.2 * max(extent, size))
      {
        let close = max(2 * nearest, 1e-6 * size)
        if let first = distances.firstIndex(where: { $0 <= close }) {
          return path.events[first].time
        }
      }
      guard duration < longest else {
        throw NonlinearDynamicsError(
          .notFound,
          "The trajectory did not come back close to \(state) within a time of \(longest). It may be quasiperiodic or "
            + "chaotic (see lyapunovSpectrum), or need a longer settling time or longestPeriod.")
      }
      duration = min(duration * 4, longest)
    }
  }
}
