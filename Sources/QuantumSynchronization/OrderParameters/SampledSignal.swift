import RealModule

/// A signal known at rising times, with integrals by local cubic interpolation.
///
/// Each interval between two samples carries the cubic through its four nearest samples; integrals, also those
/// that end between samples, have errors of fourth order in the sampling step.
struct SampledSignal {
  let times: [Double]
  let values: [Double]

  /// A signal after a time.
  ///
  /// - Parameters:
  ///   - times: rising, finite.
  ///   - values: as many as times, finite.
  ///   - start: what comes before is left out.
  /// - Throws: `SynchronizationError`, `invalidData` or `notFinite`.
  init(times: [Double], values: [Double], after start: Double) throws {
    guard times.count == values.count else {
      throw SynchronizationError(
        .invalidData,
        "A signal needs one value for each time, but \(times.count) times and \(values.count) values came."
      )
    }
    guard times.allSatisfy(\.isFinite), values.allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "A signal's times and values must be finite.")
    }
    guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw SynchronizationError(.invalidData, "A signal's times must rise from each to the next.")
    }
    let first = times.firstIndex { $0 >= start } ?? times.endIndex
    guard times.count - first >= 4 else {
      throw SynchronizationError(
        .invalidData,
        "Averages need 4 samples or more after t = \(start), but \(times.count - first) came; "
          + "sample longer or start earlier.")
    }
    self.times = Array(times[first...])
    self.values = Array(values[first...])
  }

  /// Keeps data that were checked before.
  private init(times: [Double], values: [Double]) {
    (self.times, self.values) = (times, values)
  }

  /// The signal with its values transformed.
  func map(_ transform: (Double) -> Double) -> SampledSignal {
    SampledSignal(times: times, values: values.map(transform))
  }

  /// The integral of the interpolating cubics from one time to another inside the samples.
  func integral(from lower: Double, to upper: Double) -> Double {
    var sum = 0.0
    for k in 0..<(times.count - 1) where times[k + 1] > lower && times[k] < upper {
      let (a, b) = (max(lower, times[k]), min(upper, times[k + 1]))
      // Two-point Gauss–Legendre integrates a cubic exactly.
      let (center, half) = ((a + b) / 2, (b - a) / 2)
      let offset = half / 3.0.squareRoot()
      sum += half * (value(at: center - offset, in: k) + value(at: center + offset, in: k))
    }
    return sum
  }

  /// The cubic of interval k at a time.
  func value(at time: Double, in k: Int) -> Double {
    let first = min(max(0, k - 1), times.count - 4)
    var sum = 0.0
    for i in first..<(first + 4) {
      var basis = 1.0
      for j in first..<(first + 4) where j != i {
        basis *= (time - times[j]) / (times[i] - times[j])
      }
      sum += basis * values[i]
    }
    return sum
  }

  /// The times at which the signal rises through a level after having been clearly below it.
  ///
  /// - Parameters:
  ///   - level: the level.
  ///   - margin: how far below the level the signal must have been since the last crossing.
  /// - Returns: the times of the crossings.
  func upwardCrossings(of level: Double, margin: Double) -> [Double] {
    var crossings: [Double] = []
    var wasBelow = false
    for k in 0..<(times.count - 1) {
      if values[k] <= level - margin { wasBelow = true }
      if wasBelow, values[k] < level, values[k + 1] >= level {
        crossings.append(crossing(of: level, in: k))
        wasBelow = false
      }
    }
    return crossings
  }

  /// Where the cubic of interval k passes the level, by bisection.
  private func crossing(of level: Double, in k: Int) -> Double {
    var (lower, upper) = (times[k], times[k + 1])
    for _ in 0..<60 {
      let middle = (lower + upper) / 2
      if value(at: middle, in: k) < level { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }
}
