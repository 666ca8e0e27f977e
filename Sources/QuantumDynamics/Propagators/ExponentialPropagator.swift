import LinearAlgebra

/// e^(hL) as a dense matrix, made once for each length of step: for small systems on a regular grid of
/// times the fastest and most accurate way.
struct ExponentialPropagator: Propagator {
  private let generator: Matrix<Double>
  private var time: Double
  private(set) var coordinates: [Double]
  private(set) var evidence: IntegrationEvidence
  private var cached: (step: Double, matrix: Matrix<Double>)?

  init(
    generator: Matrix<Double>, coordinates: [Double], start: Double, relativeTolerance: Double,
    absoluteTolerance: Double
  ) {
    self.generator = generator
    self.coordinates = coordinates
    time = start
    evidence = IntegrationEvidence(
      method: "dense exponential", relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
  }

  mutating func advance(to end: Double, observer: (Double) -> Void) throws {
    let step = end - time
    guard step != 0 else { return }
    try stopIfCancelled(at: time)
    // Steps of one grid differ by rounding errors only.
    if cached.map({ abs($0.step - step) > 1e-13 * abs(step) }) ?? true {
      cached = (step, try (step * generator).exponential())
    }
    if let cached { coordinates = cached.matrix * coordinates }
    time = end
    evidence.acceptedStepCount += 1
    evidence.evaluationCount += 1
    evidence.smallestStep = min(evidence.smallestStep, abs(step))
    observer(time)
  }
}
