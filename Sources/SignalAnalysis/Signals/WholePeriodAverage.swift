/// Time average and variance of a signal over whole periods.
///
/// m̄ = Δt⁻¹ ∫ m(t) dt,  Var[m] = Δt⁻¹ ∫ m²(t) dt − m̄²,  t from t₀ to t₀ + Δt.
///
/// When the signal oscillates, the window is cut to whole periods, from its first to its last rise through the
/// middle of its range: averages then do not depend on where the samples happen to end. Otherwise the whole
/// window counts. An average over T that is not cut to periods P is off by up to amplitude · P/(πT); this one only by
/// what interpolation loses, of fourth order in the sampling step.
public struct WholePeriodAverage: Sendable, Hashable, Codable {
  /// The time average m̄.
  public let mean: Double
  /// The variance Var[m] ≥ 0: 0 when the signal has settled, positive when it oscillates.
  public let variance: Double
  /// The mean period, nil when the window holds no whole period.
  public let period: Double?
  /// The number of whole periods averaged over, 0 for a signal without oscillation.
  public let periodCount: Int
  /// The times averaged over.
  public let window: ClosedRange<Double>

  /// The averages of a signal.
  ///
  /// - Parameters:
  ///   - signal: 20 samples or more per period give averages to about 10⁻⁴ of the amplitude.
  ///   - negligible: oscillations whose range stays below this count as none.
  public init(of signal: SampledSignal, negligible: Double = 1e-9) {
    let lowest = signal.values.min() ?? 0
    let highest = signal.values.max() ?? 0
    let range = highest - lowest
    let crossings =
      range <= negligible
      ? [] : signal.upwardCrossings(of: (lowest + highest) / 2, margin: range / 10)
    if let first = crossings.first, let last = crossings.last, crossings.count >= 2 {
      window = first...last
      periodCount = crossings.count - 1
      period = (last - first) / Double(periodCount)
    } else {
      window = signal.window
      periodCount = 0
      period = nil
    }
    let duration = window.upperBound - window.lowerBound
    let mean = signal.integral(from: window.lowerBound, to: window.upperBound) / duration
    self.mean = mean
    // Centred before squaring, so that no digits are lost when the oscillation is small.
    variance = max(
      0,
      signal.map { ($0 - mean) * ($0 - mean) }
        .integral(from: window.lowerBound, to: window.upperBound) / duration)
  }
}

extension SampledSignal {
  /// The mean over a period around each time, x̄(t) = T⁻¹ ∫_{t−T/2}^{t+T/2} x(τ) dτ.
  ///
  /// Takes out an oscillation of period T and all its harmonics, and leaves slow changes.
  ///
  /// - Parameter period: T, positive and below the signal's duration.
  /// - Returns: the mean at the sample times whose window lies inside the signal.
  /// - Throws: `SignalAnalysisError`: `invalidParameter` for a period that is not positive, `tooFewSamples` where fewer
  ///   than 4 windows fit.
  ///
  /// Reference: paper 001, eq. (13), whose print lacks the factor 1/T.
  public func periodAverage(_ period: Double) throws -> SampledSignal {
    guard period > 0, period.isFinite else {
      throw SignalAnalysisError(.invalidParameter, "A period must be positive, not \(period).")
    }
    let slack = 1e-9 * period
    let middles = times.filter {
      $0 - period / 2 >= times[0] - slack && $0 + period / 2 <= times[count - 1] + slack
    }
    guard middles.count >= 4 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "Means over a period of \(period) need a signal that is longer than one period and sampled finely, but "
          + "\(middles.count) windows fit into its \(duration); sample longer.")
    }
    let sums = SampledSignal(unchecked: times, cumulativeIntegral())
    return SampledSignal(
      unchecked: middles,
      middles.map { middle in
        let lower = max(times[0], middle - period / 2)
        let upper = min(times[count - 1], middle + period / 2)
        return (sums.value(at: upper) - sums.value(at: lower)) / (upper - lower)
      })
  }
}
