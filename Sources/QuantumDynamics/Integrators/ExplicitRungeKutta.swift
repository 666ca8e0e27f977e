import Preconditions
import LinearAlgebra

/// An adaptive explicit Runge–Kutta integrator with dense output.
///
/// A step's error is the root mean square of |e_i| / (absolute + relative |y_i|) and stays below 1. Step
/// sizes follow a proportional–integral controller. Output is taken from the dense output, so that the
/// times of output do not change the steps.
///
/// Reference: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed.,
/// sections II.4–II.6; K. Gustafsson, ACM Trans. Math. Softw. 17, 533 (1991), for the controller.
public struct ExplicitRungeKutta: Hashable, Sendable {
  /// The method.
  public var tableau: RungeKuttaTableau
  /// The relative tolerance of a step, positive.
  public var relativeTolerance: Double
  /// The absolute tolerance of a step, positive.
  public var absoluteTolerance: Double
  /// The most steps, accepted and rejected, between the first time and the last.
  public var stepLimit: Int
  /// The longest step; infinite unless set, so that nothing short is stepped over.
  public var maximumStep = Double.infinity

  /// Chooses a method and its tolerances.
  ///
  /// - Parameters:
  ///   - tableau: the method; one with an error estimate.
  ///   - relativeTolerance: of a step, positive.
  ///   - absoluteTolerance: of a step, positive.
  ///   - stepLimit: the most steps, accepted and rejected.
  public init(
    tableau: RungeKuttaTableau = .tsit5, relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10, stepLimit: Int = 10_000_000
  ) {
    self.tableau = tableau
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.stepLimit = stepLimit
  }

  /// Writes dy/dt at time t and state y into its last argument.
  public typealias Derivative<State> = (_ time: Double, _ state: State, _ slope: inout State) throws
    -> Void

  /// Integrates dy/dt = f(t, y) and hands out the state at given times.
  ///
  /// - Parameters:
  ///   - initial: the state at the first time, finite.
  ///   - times: at least one, rising or falling strictly, finite.
  ///   - derivative: f.
  ///   - output: called once for each time, in order, with its index and the state.
  /// - Returns: steps and evaluations.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter`, `notFinite`, `stepLimit`, `cancelled`; or what
  ///   `derivative` and `output` throw.
  @discardableResult
  public func integrate<State: IntegrableState>(
    from initial: State, times: [Double], derivative: Derivative<State>,
    output: (_ index: Int, _ time: Double, _ state: State) throws -> Void
  ) throws -> IntegrationEvidence {
    var evidence = IntegrationEvidence(
      method: tableau.name, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    try integrate(
      from: initial, times: times, evidence: &evidence, derivative: derivative, output: output)
    return evidence
  }

  /// Integrates dy/dt = f(t, y), hands out the state at given times and locates events in the dense output.
  ///
  /// Ends of quarters of each step are looked at, so that a function that changes its sign twice within a quarter
  /// of a step is not seen.
  ///
  /// - Parameters:
  ///   - initial: the state at the first time, finite.
  ///   - times: at least one, rising or falling strictly, finite.
  ///   - events: what to watch for; one that is terminal ends the integration.
  ///   - derivative: f.
  ///   - output: called once for each time that was reached, in order, with its index and the state.
  /// - Returns: steps and evaluations, and the events in the order in which they happened.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter`, `notFinite`, `stepLimit`, `cancelled`; or what
  ///   `derivative` and `output` throw.
  public func integrate<State: IntegrableState>(
    from initial: State, times: [Double], events: [IntegrationEvent<State>],
    derivative: Derivative<State>,
    output: (_ index: Int, _ time: Double, _ state: State) throws -> Void = { _, _, _ in }
  ) throws -> (evidence: IntegrationEvidence, events: [LocatedEvent<State>]) {
    var evidence = IntegrationEvidence(
      method: tableau.name, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    var watcher = EventWatcher(events, time: times.first ?? 0, state: initial)
    try integrate(
      from: initial, times: times, evidence: &evidence, watcher: &watcher, derivative: derivative,
      output: output)
    return (evidence, watcher.located)
  }

  /// The same with evidence that the caller keeps where an error ends the integration.
  package func integrate<State: IntegrableState>(
    from initial: State, times: [Double], evidence: inout IntegrationEvidence,
    derivative: Derivative<State>,
    output: (_ index: Int, _ time: Double, _ state: State) throws -> Void
  ) throws {
    var watcher = EventWatcher<State>([], time: 0, state: initial)
    try integrate(
      from: initial, times: times, evidence: &evidence, watcher: &watcher, derivative: derivative,
      output: output)
  }

  private func integrate<State: IntegrableState>(
    from initial: State, times: [Double], evidence: inout IntegrationEvidence,
    watcher: inout EventWatcher<State>, derivative: Derivative<State>,
    output: (_ index: Int, _ time: Double, _ state: State) throws -> Void
  ) throws {
    try validate(times)
    guard initial.isFinite else {
      throw QuantumDynamicsError(.notFinite, "The initial state holds NaN or infinity.")
    }
    try output(0, times[0], initial)
    guard times.count > 1 else { return }
    let last = times[times.count - 1]
    let direction = last > times[0] ? 1.0 : -1.0
    var step = RungeKuttaStep(tableau: tableau, state: initial)
    var time = times[0]
    try step.start(time, derivative)
    evidence.evaluationCount = 2
    var size = try initialSize(&step, time, abs(last - time), direction, derivative)
    var previousError = 1e-4
    var wasRejected = false
    var next = 1
    while next < times.count {
      try checkProgress(evidence, time, last, size)
      size = min(size, maximumStep)
      let remaining = abs(last - time)
      // A last step that would leave a sliver is stretched to the end.
      let isLast = size >= remaining * (1 - 1e-10)
      let signedSize = direction * (isLast ? remaining : size)
      try step.attempt(time, signedSize, derivative)
      evidence.evaluationCount += tableau.stageCount
      let error = step.errorNorm(
        signedSize, absolute: absoluteTolerance, relative: relativeTolerance)
      let exponent = 1 / Double(tableau.errorOrder + 1)
      guard error <= 1 else {
        evidence.rejectedStepCount += 1
        wasRejected = true
        size = abs(signedSize) * (error.isFinite ? max(0.2, 0.9 * power(error, -exponent)) : 0.1)
        continue
      }
      let stop = try watcher.watch(time, signedSize) { fraction in
        try step.state(at: fraction, time, signedSize, derivative, &evidence.evaluationCount)
      }
      let end = stop.map { time + $0 * signedSize } ?? (isLast ? last : time + signedSize)
      while next < times.count, direction * (times[next] - end) <= 0 {
        let fraction = (times[next] - time) / signedSize
        let state = try step.state(
          at: min(fraction, 1), time, signedSize, derivative, &evidence.evaluationCount)
        try output(next, times[next], state)
        next += 1
      }
      if stop != nil {
        evidence.acceptedStepCount += 1
        return
      }
      step.accept()
      time = end
      evidence.acceptedStepCount += 1
      evidence.smallestStep = min(evidence.smallestStep, abs(signedSize))
      let safeError = max(error, 1e-10)
      let factor =
        0.9 * power(safeError, -0.7 * exponent) * power(previousError, 0.4 * exponent)
      size = abs(signedSize) * min(max(factor, 0.2), wasRejected ? 1 : 5)
      previousError = max(error, 1e-4)
      wasRejected = false
    }
  }

  /// Integrates with equal steps, without error control.
  ///
  /// - Parameters:
  ///   - initial: the state at the first time.
  ///   - start: the first time.
  ///   - end: the last time.
  ///   - stepCount: how many steps, at least 1.
  ///   - derivative: f.
  /// - Returns: the state at the last time.
  /// - Throws: what `derivative` throws.
  public func integrate<State: IntegrableState>(
    from initial: State, start: Double, end: Double, stepCount: Int,
    derivative: Derivative<State>
  ) throws -> State {
    requirePrecondition(stepCount >= 1, "An integration has at least one step, not \(stepCount).")
    var step = RungeKuttaStep(tableau: tableau, state: initial)
    let size = (end - start) / Double(stepCount)
    try step.start(start, derivative)
    for k in 0..<stepCount {
      try step.attempt(start + Double(k) * size, size, derivative)
      step.accept()
    }
    return step.current
  }

  func validate(_ times: [Double]) throws {
    guard let first = times.first, times.allSatisfy(\.isFinite) else {
      throw QuantumDynamicsError(
        .invalidParameter, "An integration needs at least one time, and all of them finite.")
    }
    guard tableau.errorOrder > 0 else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "\(tableau.name) has no error estimate. Use it with fixed steps, or choose Tsit5 or DOP853."
      )
    }
    guard relativeTolerance > 0, absoluteTolerance > 0, relativeTolerance < 1 else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Tolerances are positive and the relative one is below 1; \(relativeTolerance) (relative) and "
          + "\(absoluteTolerance) (absolute) came.")
    }
    let rises = times.count < 2 || times[1] > first
    for (k, pair) in zip(times, times.dropFirst()).enumerated() {
      guard rises ? pair.1 > pair.0 : pair.1 < pair.0 else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "Times have to rise or fall strictly, but number \(k) is \(pair.0) and the next \(pair.1)."
        )
      }
    }
  }

  private func checkProgress(
    _ evidence: IntegrationEvidence, _ time: Double, _ last: Double, _ size: Double
  ) throws {
    guard size > 1e-14 * max(abs(time), abs(last)) else {
      throw QuantumDynamicsError(
        .stepLimit,
        "At time \(time) of \(last) no step is small enough for the tolerance: the derivative is singular "
          + "there, or holds NaN or infinity.")
    }
    let count = evidence.acceptedStepCount + evidence.rejectedStepCount
    if count % 16 == 0, Cancellation.isRequested {
      throw QuantumDynamicsError(
        .cancelled,
        "The integration was stopped at time \(time) of \(last), after \(count) steps.")
    }
    guard count < stepLimit else {
      throw QuantumDynamicsError(
        .stepLimit,
        "The integration reached time \(time) of \(last) in the \(stepLimit) steps that it was allowed; "
          + "the smallest was \(evidence.smallestStep). Raise stepLimit or look for stiffness.")
    }
  }
}
