import RealModule

/// The rate with which a signal finally decays, after faster parts have died out.
///
/// The signal is fitted from later and later times on, by a e^(−γt) + c or, where it changes its sign, by a damped oscillation.
/// The window is taken where the fit's error and the change of γ to the next window together are least, and both are in the error:
/// starting too early biases γ towards the faster parts, starting too late leaves noise.
public struct AsymptoticDecay: Sendable {
  /// The fit from one time on.
  public struct Window: Sendable, Hashable, Codable {
    /// Where it starts.
    public let start: Double
    /// γ with its standard error from the scatter in the window.
    public let rate: Estimate
  }

  /// γ, with an error from the scatter and from the choice of the window.
  public let rate: Estimate
  /// The angular frequency of the final decay; nil for one without oscillation.
  public let frequency: Estimate?
  /// The fit in the chosen window.
  public let fit: CurveFit
  /// Where the chosen window starts.
  public let start: Double
  /// The rate from each window, the earliest first: it settles where the decay is asymptotic.
  public let windows: [Window]

  /// The final decay of a signal.
  ///
  /// - Parameters:
  ///   - signal: 40 samples or more; equally spaced where it oscillates.
  ///   - offset: the value that is approached where it is known; nil to fit it (a decay without oscillation needs several decay
  ///     times for that). An oscillation's is always fitted.
  ///   - windowCount: how many windows to try, 3 or more; the latest starts after three quarters of the signal.
  /// - Throws: `SignalAnalysisError`: `tooFewSamples`, `invalidParameter`, `undetermined` where fewer than two windows
  ///   can be fitted.
  public init(of signal: SampledSignal, offset: Double? = 0, windowCount: Int = 16) throws {
    guard signal.count >= 40 else {
      throw SignalAnalysisError(
        .tooFewSamples, "A final decay needs 40 samples or more, but \(signal.count) came.")
    }
    guard windowCount >= 3 else {
      throw SignalAnalysisError(
        .invalidParameter, "A final decay compares 3 windows or more, not \(windowCount).")
    }
    let mean = signal.values.reduce(0, +) / Double(signal.count)
    let isOscillating = Self.oscillates(signal, around: offset ?? mean)
    var fits: [(start: Double, fit: CurveFit)] = []
    for k in 0..<windowCount {
      let first = 3 * k * signal.count / (4 * windowCount)
      let times = Array(signal.times[first...])
      let values = Array(signal.values[first...])
      if let fit = try? Self.fit(
        times, values, offset: offset, isOscillating: isOscillating)
      {
        fits.append((times[0], fit))
      }
    }
    guard fits.count >= 2 else {
      throw SignalAnalysisError(
        .undetermined,
        "The signal decays in fewer than two of \(windowCount) windows; subtract what it approaches, or sample until "
          + "the decay is seen.")
    }
    windows = fits.map { Window(start: $0.start, rate: $0.fit["rate"]) }
    let rates = windows.map(\.rate)
    let errors = (0..<(rates.count - 1)).map { k in
      Double.hypot(rates[k].standardError, rates[k + 1].value - rates[k].value)
    }
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    fit = fits[best].fit
    start = fits[best].start
    rate = Estimate(rates[best].value, standardError: errors[best])
    frequency =
      isOscillating
      ? Estimate(
        fits[best].fit["frequency"].value,
        standardError: .hypot(
          fits[best].fit["frequency"].standardError,
          fits[best + 1].fit["frequency"].value - fits[best].fit["frequency"].value)) : nil
  }

  /// Whether a signal goes to and fro around a value by more than noise: by a twentieth of its largest excursion.
  private static func oscillates(_ signal: SampledSignal, around middle: Double) -> Bool {
    let margin = (signal.values.map { abs($0 - middle) }.max() ?? 0) / 20
    var (side, turns) = (0, 0)
    for value in signal.values where abs(value - middle) > margin {
      let now = value > middle ? 1 : -1
      if side != 0, now != side { turns += 1 }
      side = now
    }
    return turns >= 2
  }

  private static func fit(
    _ times: [Double], _ values: [Double], offset: Double?, isOscillating: Bool
  ) throws -> CurveFit {
    if isOscillating { return try CurveFit.dampedOscillation(times, values) }
    guard let offset else { return try CurveFit.exponential(times, values, offset: nil) }
    // A decay over many decades is seen best by its logarithm, where it stays on one side.
    let sign = values[0] >= offset ? 1.0 : -1.0
    let isOneSided = values.allSatisfy { sign * ($0 - offset) > 0 }
    return isOneSided
      ? try CurveFit.exponential(
        times, values.map { sign * ($0 - offset) }, offset: 0, weighting: .logarithmic)
      : try CurveFit.exponential(times, values, offset: offset)
  }
}
