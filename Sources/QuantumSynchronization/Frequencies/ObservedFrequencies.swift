import Preconditions
import RealModule
public import SignalAnalysis

/// The frequencies that several coupled oscillators are seen to have, their differences and their variance.
///
/// Oscillators are synchronized in frequency where all agree: Δ_obs = |ω_A − ω_B| = 0 for two, Var({ω}) = 0 for many. Both see
/// frequency locking only: phases may still wander within bounds, and equal frequencies by chance look the same.
///
/// Reference: paper 002, eq. (5) and Fig. 3(e).
public struct ObservedFrequencies: Sendable, Hashable, Codable {
  /// The angular frequency of each oscillator.
  public let values: [Double]

  /// Frequencies that are known.
  ///
  /// - Parameter values: one for each oscillator, two or more, finite.
  /// - Throws: `SynchronizationError`: `invalidData` for fewer than two, `notFinite`.
  public init(_ values: [Double]) throws {
    guard values.count >= 2 else {
      throw SynchronizationError(
        .invalidData, "Frequencies are compared between 2 oscillators or more, not \(values.count)."
      )
    }
    guard values.allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "Frequencies must be finite: \(values).")
    }
    self.values = values
  }

  /// The mean slopes of unwrapped phases, over whole turns where a phase turns.
  ///
  /// - Parameters:
  ///   - times: rising.
  ///   - phases: the unwrapped phase of each oscillator at the times.
  ///   - start: the time by which transients have died out.
  /// - Throws: `SynchronizationError`, `invalidData` or `notFinite`.
  public init(times: [Double], phases: [[Double]], after start: Double = -.infinity) throws {
    try self.init(
      phases.map { try PhaseLocking(times: times, phase: $0, after: start).frequency })
  }

  /// The strongest lines of signals, known to many digits; 0 for a signal that does not oscillate.
  ///
  /// - Parameters:
  ///   - signals: one for each oscillator, equally spaced, after transients.
  ///   - negligible: lines whose amplitude stays below this count as none.
  /// - Throws: `SynchronizationError` where a signal has no frequencies.
  public init(of signals: [SampledSignal], negligible: Double = 1e-9) throws {
    do {
      try self.init(
        signals.map { signal in
          guard let line = try FrequencyAnalysis(of: signal, count: 3).strongest,
            line.amplitude > negligible
          else { return 0 }
          return line.frequency
        })
    } catch let error as SignalAnalysisError {
      throw SynchronizationError(error)
    }
  }

  /// The mean frequency.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// Var({ω}) = Σ(ω_j − ω̄)²/n ≥ 0: 0 where all agree.
  public var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }

  /// The largest |ω_i − ω_j|.
  public var spread: Double { (values.max() ?? 0) - (values.min() ?? 0) }

  /// |ω_i − ω_j|, Δ_obs of two oscillators.
  ///
  /// - Parameters:
  ///   - first: i, counted from 0.
  ///   - second: j.
  /// - Returns: the difference.
  public func difference(_ first: Int, _ second: Int) -> Double {
    requirePrecondition(
      values.indices.contains(first) && values.indices.contains(second),
      "Oscillators are numbered from 0 to \(values.count - 1), not \(first), \(second).")
    return abs(values[first] - values[second])
  }

  /// Groups of oscillators whose frequencies agree with a neighbour's, the lowest frequencies first.
  ///
  /// - Parameter tolerance: frequencies that are no further apart count as equal.
  /// - Returns: the numbers of the oscillators of each group.
  public func clusters(tolerance: Double) -> [[Int]] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var groups: [[Int]] = []
    for k in order {
      if let last = groups.last?.last, values[k] - values[last] <= tolerance {
        groups[groups.count - 1].append(k)
      } else {
        groups.append([k])
      }
    }
    return groups
  }
}
