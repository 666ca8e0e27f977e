import LinearAlgebra

/// e^(hL) by a series of Faber polynomials of an ellipse that holds the spectrum, which generalizes the
/// Chebyshev propagator to dissipative generators.
///
/// A term costs one product, fused with the three-term recurrence and the sum. For semi-axes a and b of the
/// ellipse a step h needs about b h + 6 √(a h) products, fewer than a Runge–Kutta method needs for stability
/// and accuracy, and further digits are nearly free.
struct FaberPropagator: Propagator {
  private let generator: any RecurrenceGenerator
  private var ellipse: SpectralEllipse
  private let tolerance: Double
  private let duration: Double
  private var time: Double
  private var state: [Double]
  private var norm: Double
  private var sum: [Double]
  private var even: [Double]
  private var odd: [Double]
  private var cached: (step: Double, coefficients: FaberCoefficients)?
  private(set) var evidence: IntegrationEvidence

  init(
    generator: any RecurrenceGenerator, ellipse: SpectralEllipse, coordinates: [Double],
    start: Double, end: Double, relativeTolerance: Double, absoluteTolerance: Double
  ) {
    self.generator = generator
    self.ellipse = ellipse
    time = start
    duration = max(abs(end - start), .leastNormalMagnitude)
    state = generator.vector(of: coordinates)
    norm = coordinates.reduce(0) { $0 + $1 * $1 }.squareRoot()
    sum = state.zeros
    even = sum
    odd = sum
    tolerance = max(relativeTolerance * norm, absoluteTolerance)
    evidence = IntegrationEvidence(
      method: "Faber series", relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
  }

  var coordinates: [Double] { generator.coordinates(of: state) }

  mutating func advance(to end: Double, observer: (Double) -> Void) throws {
    let start = time
    var (done, count) = (0, stepCount(end - start))
    while done < count {
      try stopIfCancelled(at: time)
      let step = (end - time) / Double(count - done)
      if try attempt(step) {
        done += 1
        time = done == count ? end : time + step
        evidence.acceptedStepCount += 1
        evidence.smallestStep = min(evidence.smallestStep, abs(step))
        observer(time)
      } else {
        evidence.rejectedStepCount += 1
        guard evidence.rejectedStepCount < 40 else {
          throw QuantumDynamicsError(
            .notConverged,
            "The Faber series does not converge at time \(time): the generator's pseudospectrum reaches far "
              + "outside every ellipse that was tried. Use the method .rungeKutta(.tsit5) or .implicit."
          )
        }
        ellipse = ellipse.enlarged(by: 1.25)
        cached = nil
        (done, count) = (0, stepCount(end - time))
      }
    }
  }

  private func stepCount(_ length: Double) -> Int {
    max(1, Int((abs(length) / ellipse.longestStep).rounded(.up)))
  }

  /// Takes a step, or tells that the ellipse is too small.
  private mutating func attempt(_ step: Double) throws -> Bool {
    let series = coefficients(step)
    let allowed = max(tolerance * abs(step) / duration, 1e-15 * norm)
    let (product, same) = (1 / ellipse.capacity, -ellipse.center / ellipse.capacity)
    sum.setSum(sum.zeros, [series.values[0]], [state])
    even.setSum(state, [], [])
    var previousNorm = norm
    // F_k(0) and F_(k−1)(0): what the truncated series does to the trace.
    var (atZero, before, kept) = (1.0, 0.0, series.values[0])
    for k in 1..<series.values.count {
      let previous = k == 1 ? 0 : k == 2 ? -2 * ellipse.flattening : -ellipse.flattening
      let weight = series.values[k]
      let square =
        k.isMultiple(of: 2)
        ? generator.step(
          odd, into: &even, product: product, same: same, previous: previous, sum: &sum,
          weight: weight)
        : generator.step(
          even, into: &odd, product: product, same: same, previous: previous, sum: &sum,
          weight: weight)
      evidence.evaluationCount += 1
      (atZero, before) = (same * atZero + previous * before, atZero)
      kept += weight * atZero
      let current = square.squareRoot()
      guard current.isFinite, abs(weight) * current <= 1e4 * norm else { return false }
      if series.tails[k] * max(current, previousNorm) * 2 <= allowed {
        // A constant of the size of what is left out makes the series exactly 1 at 0: the trace stays.
        sum.setSum(sum, [1 - kept], [state])
        generator.complete(&sum)
        swap(&state, &sum)
        return true
      }
      previousNorm = current
      if k % 64 == 0 { try stopIfCancelled(at: time) }
    }
    return false
  }

  private mutating func coefficients(_ step: Double) -> FaberCoefficients {
    // Steps of one grid differ by rounding errors only.
    if let cached, abs(cached.step - step) <= 1e-13 * abs(step) { return cached.coefficients }
    let result = FaberCoefficients(step: step, ellipse: ellipse)
    cached = (step, result)
    return result
  }
}
