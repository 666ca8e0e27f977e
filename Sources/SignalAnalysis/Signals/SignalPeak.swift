/// A local maximum of sampled values.
public struct SignalPeak: Sendable, Hashable, Codable {
  /// The index of the highest sample.
  public let index: Int
  /// Where the parabola through the three highest samples has its top, in samples.
  public let position: Double
  /// The height of that parabola.
  public let height: Double
  /// How far one has to go down before one can climb higher, on the side where that is less.
  public let prominence: Double

  /// The local maxima of values, in the order of their indices.
  ///
  /// - Parameters:
  ///   - values: equally spaced samples.
  ///   - prominence: how much a maximum has to stand out to count, 0 for all.
  ///   - height: the least height.
  /// - Returns: the maxima; the middle of a flat one. The ends of the values are none.
  /// - Complexity: O(n · number of maxima) at worst.
  public static func find(
    in values: [Double], prominence: Double = 0, height: Double = -.infinity
  ) -> [SignalPeak] {
    var peaks: [SignalPeak] = []
    var k = 1
    while k < values.count - 1 {
      guard values[k] > values[k - 1] else {
        k += 1
        continue
      }
      var end = k
      while end < values.count - 1, values[end + 1] == values[k] { end += 1 }
      if end < values.count - 1, values[end + 1] < values[k] {
        let index = (k + end) / 2
        let standing = standout(values, at: index)
        if standing >= prominence, values[index] >= height {
          let (position, top) =
            k == end ? refine(values, at: index) : (Double(k + end) / 2, values[index])
          peaks.append(
            SignalPeak(index: index, position: position, height: top, prominence: standing))
        }
      }
      k = end + 1
    }
    return peaks
  }

  /// The top of the parabola through a sample and its neighbours.
  static func refine(_ values: [Double], at index: Int) -> (position: Double, height: Double) {
    guard index > 0, index < values.count - 1 else { return (Double(index), values[index]) }
    let (left, middle, right) = (values[index - 1], values[index], values[index + 1])
    let curvature = left - 2 * middle + right
    guard curvature < 0 else { return (Double(index), middle) }
    let shift = (left - right) / (2 * curvature)
    return (Double(index) + shift, middle - (left - right) * shift / 4)
  }

  private static func standout(_ values: [Double], at index: Int) -> Double {
    let top = values[index]
    var (left, right) = (top, top)
    var k = index - 1
    while k >= 0, values[k] <= top {
      left = min(left, values[k])
      k -= 1
    }
    k = index + 1
    while k < values.count, values[k] <= top {
      right = min(right, values[k])
      k += 1
    }
    return top - max(left, right)
  }
}

extension SampledSignal {
  /// The times and heights of the local maxima, refined between samples.
  ///
  /// - Parameters:
  ///   - prominence: how much a maximum has to stand out to count.
  ///   - height: the least height.
  /// - Returns: the maxima in time order.
  /// - Throws: `SignalAnalysisError` with code `invalidData` where the samples are not equally spaced.
  public func peaks(
    prominence: Double = 0, height: Double = -.infinity
  ) throws -> [(time: Double, height: Double)] {
    let interval = try uniformInterval()
    return SignalPeak.find(in: values, prominence: prominence, height: height)
      .map { (times[0] + interval * $0.position, $0.height) }
  }
}
