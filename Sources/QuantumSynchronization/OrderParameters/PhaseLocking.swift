import SignalAnalysis

/// How a phase follows the drive: its mean frequency and its excursion, from an unwrapped phase δφ(t).
///
/// In the frame that rotates with the drive δφ is the phase relative to the drive. Locked: δφ settles. Trapped:
/// δφ oscillates about a mean value. Drifting: δφ grows without bound.
public struct PhaseLocking: Sendable, Hashable, Codable {
  /// The three long-time behaviours of a relative phase.
  public enum State: String, Sendable, Hashable, Codable {
    /// The phase settles: synchronized.
    case locked
    /// The phase oscillates within bounds: equal mean frequencies, no constant phase.
    case trapped
    /// The phase slips, with a mean frequency of its own.
    case drifting
  }

  /// The observed frequency ⟨dδφ/dt⟩ in radians per unit of time: over whole slips for a drifting phase; for a bounded
  /// one the slope of a straight line through the window, which tends to 0 as the window grows.
  public let frequency: Double
  /// The largest minus the smallest δφ in radians, for a drifting phase after taking out its mean slope.
  public let excursion: Double
  /// The mean of δφ over the window, without meaning when drifting.
  public let meanPhase: Double
  /// The long-time behaviour.
  public let state: State

  /// The phase locking of an unwrapped phase.
  ///
  /// - Parameters:
  ///   - times: rising.
  ///   - phase: the unwrapped phase in radians, as many as times, sampled finely enough to be unwrapped.
  ///   - start: the time by which transients have died out.
  ///   - tolerance: excursions below this count as settled, in radians.
  /// - Throws: `SynchronizationError`, `invalidData` or `notFinite`, for data that are no signal.
  ///
  /// Drifting means that the phase turns by more than 2π over the window and by more than its excursion: sample
  /// several periods.
  public init(
    times: [Double], phase: [Double], after start: Double = 0, tolerance: Double = 1e-3
  ) throws {
    let signal = try SampledSignal.checked(times: times, values: phase, after: start)
    let count = Double(signal.times.count)
    let meanTime = signal.times.reduce(0, +) / count
    let meanPhase = signal.values.reduce(0, +) / count
    var (covariance, spread) = (0.0, 0.0)
    for (time, value) in zip(signal.times, signal.values) {
      covariance += (time - meanTime) * (value - meanPhase)
      spread += (time - meanTime) * (time - meanTime)
    }
    let slope = covariance / spread
    let deviations = zip(signal.times, signal.values).map { time, value in
      value - meanPhase - slope * (time - meanTime)
    }
    let drift = (deviations.max() ?? 0) - (deviations.min() ?? 0)
    let turned = abs(slope) * (signal.times[signal.times.count - 1] - signal.times[0])
    self.meanPhase = meanPhase
    if turned > max(2 * .pi, drift) {
      state = .drifting
      frequency = Self.slipFrequency(of: signal, near: slope)
      excursion = drift
    } else {
      // A bounded phase has no slope of its own: all of its range is excursion.
      excursion = (signal.values.max() ?? 0) - (signal.values.min() ?? 0)
      state = excursion <= tolerance ? .locked : .trapped
      frequency = slope
    }
  }

  /// The mean slope over whole turns of the phase, which a regression over a cut turn would miss.
  private static func slipFrequency(of signal: SampledSignal, near slope: Double) -> Double {
    // The time between equal phases modulo 2π: rises of the phase, or of its negative, through the levels
    // φ₀ + 2πn.
    let rising = slope < 0 ? signal.map { -$0 } : signal
    let start = rising.values[0]
    let turns = Int(((rising.values[rising.values.count - 1] - start) / (2 * .pi)).rounded(.down))
    guard turns >= 1,
      let first = rising.upwardCrossings(of: start + .pi, margin: 0).last,
      let last = rising.upwardCrossings(of: start + .pi + 2 * .pi * Double(turns - 1), margin: 0)
        .last, last > first
    else { return slope }
    let frequency = 2 * .pi * Double(turns - 1) / (last - first)
    return slope < 0 ? -frequency : frequency
  }
}
