public import SignalAnalysis

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
    self.init(
      of: try SampledSignal.checked(times: times, values: values, after: start),
      negligible: negligible)
  }

  /// The order parameters of a signal.
  ///
  /// - Parameters:
  ///   - signal: from the time on by which transients have died out.
  ///   - negligible: oscillations whose range stays below this count as none.
  public init(of signal: SampledSignal, negligible: Double = 1e-9) {
    let average = WholePeriodAverage(of: signal, negligible: negligible)
    mean = average.mean
    variance = average.variance
    period = average.period
    periodCount = average.periodCount
    window = average.window
  }
}
