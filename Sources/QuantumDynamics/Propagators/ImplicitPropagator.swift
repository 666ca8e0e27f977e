import LinearAlgebra

/// CVODE as a propagator.
struct ImplicitPropagator: Propagator {
  private let integration: CVODE
  private var start: Double
  private(set) var coordinates: [Double]
  private(set) var evidence: IntegrationEvidence

  init(
    _ system: LinearSystemInTime, coordinates: [Double], start: Double, relativeTolerance: Double,
    absoluteTolerance: Double
  ) throws {
    self.coordinates = coordinates
    self.start = start
    evidence = IntegrationEvidence(
      method: "CVODE (BDF)", relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    integration = try CVODE(
      system, state: coordinates, time: start, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
  }

  mutating func advance(to end: Double, observer: (Double) -> Void) throws {
    // Falling times cannot come here: a steady state attracts, so that stiff equations run forward.
    guard end > start else {
      throw QuantumDynamicsError(
        .invalidParameter, "The implicit method needs rising times, but \(end) follows \(start).")
    }
    // CVODE refuses intervals of rounding errors, as between a breakpoint and an output that means the same time.
    if integration.time == start, end - start <= 1e-13 * max(abs(end), abs(start)) { return }
    while integration.time < end {
      try stopIfCancelled(at: integration.time)
      let before = integration.time
      try integration.step(toward: end)
      evidence.smallestStep = min(evidence.smallestStep, integration.time - before)
      observer(min(integration.time, end))
    }
    coordinates = try integration.state(at: end)
    start = end
    let counts = integration.counts
    evidence.acceptedStepCount = counts.steps
    evidence.rejectedStepCount = counts.rejected
    evidence.evaluationCount = counts.evaluations
    evidence.method = "CVODE (BDF, \(counts.factorizations) factorizations)"
  }
}

extension LinearEquation {
  /// The equation as CVODE sees it.
  var system: LinearSystemInTime {
    let (matrix, generator) = (matrix(), generator)
    return LinearSystemInTime(
      isConstant: true, limits: nil, matrix: { _ in matrix },
      apply: { generator.apply(to: $1, into: &$2) })
  }
}
