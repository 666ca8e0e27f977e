import Preconditions

extension SampledSignal {
  /// The value at any time of the window, by the cubic through the four nearest samples.
  ///
  /// - Parameter time: inside the window.
  /// - Returns: the interpolated value.
  /// - Complexity: O(log n).
  public func value(at time: Double) -> Double {
    requirePrecondition(
      window.contains(time), "The signal is known from \(window), not at t = \(time).")
    return value(at: time, in: interval(of: time))
  }

  /// The integral of the interpolating cubics from one time to another inside the window.
  ///
  /// - Parameters:
  ///   - lower: where the integral starts.
  ///   - upper: where it ends, not before the start.
  /// - Returns: ∫ x dt.
  public func integral(from lower: Double, to upper: Double) -> Double {
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

  /// ∫ x dt from the first sample to each sample.
  ///
  /// - Returns: as many numbers as samples, the first 0.
  public func cumulativeIntegral() -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(count)
    for k in 0..<(count - 1) {
      sums.append(sums[k] + integral(from: times[k], to: times[k + 1], in: k))
    }
    return sums
  }

  /// The times at which the signal rises through a level after having been clearly below it.
  ///
  /// - Parameters:
  ///   - level: the level.
  ///   - margin: how far below the level the signal must have been since the last crossing, against noise.
  /// - Returns: the times of the crossings.
  public func upwardCrossings(of level: Double, margin: Double = 0) -> [Double] {
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

  /// The number of the interval that holds a time.
  private func interval(of time: Double) -> Int {
    var (lower, upper) = (0, count - 1)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if times[middle] <= time { lower = middle } else { upper = middle }
    }
    return lower
  }

  private func integral(from a: Double, to b: Double, in k: Int) -> Double {
    let (center, half) = ((a + b) / 2, (b - a) / 2)
    let offset = half / 3.0.squareRoot()
    return half * (value(at: center - offset, in: k) + value(at: center + offset, in: k))
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
