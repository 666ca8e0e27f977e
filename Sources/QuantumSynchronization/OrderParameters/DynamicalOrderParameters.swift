/// Time average and variance of a signal over whole periods, the dynamical order parameters of a
/// synchronization to time-crystal transition.
///
/// m̄ = Δt⁻¹ ∫ m(t) dt,  Var[m] = Δt⁻¹ ∫ m²(t) dt − m̄²,  t from t₀ to t₀ + Δt.
///
/// When the signal oscillates, the window is cut to whole periods, from its first to its last rise through the
/// middle of its range: averages then do not depend on where the samples happen to end. Otherwise the whole
/// window counts.
public struct DynamicalOrderParameters: Sendable, Hashable, Codable {
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

  /// The angular frequency 2π/period, nil when the window holds no whole period.
  public var angularFrequency: Double? { period.map { 2 * .pi / $0 } }

  /// The order parameters of a sampled signal.
  ///
  /// - Parameters:
  ///   - times: rising; 20 samples or more per period give averages to about 10⁻⁴ of the amplitude.
  ///   - values: the signal, as many as times.
  ///   - start: t₀, the time by which transients have died out.
  ///   - negligible: oscillations whose range stays below this count as none.
  /// - Throws: `SynchronizationError`, `invalidData` for lengths that differ, times that do not rise or fewer
  ///   than 4 samples after t₀; `notFinite` for NaN or infinity.
  public init(
    times: [Double], values: [Double], after start: Double = 0, negligible: Double = 1e-9
  ) throws {
    let signal = try SampledSignal(times: times, values: values, after: start)
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
      window = signal.times[0]...signal.times[signal.times.count - 1]
      periodCount = 0
      period = nil
    }
    let duration = window.upperBound - window.lowerBound
    let mean =
      signal.integral(from: window.lowerBound, to: window.upperBound) / duration
    self.mean = mean
    // Centred before squaring, so that no digits are lost when the oscillation is small.
    variance = max(
      0,
      signal.map { ($0 - mean) * ($0 - mean) }
        .integral(from: window.lowerBound, to: window.upperBound) / duration)
  }
}
