import ComplexModule
import LinearAlgebra

/// Statistics of one observable over all trajectories at one time.
///
/// Sums go over trajectories in their order, in pairs, so that they depend on nothing else.
struct ObservableStatistics {
  let real: [Double]
  let imaginary: [Double]

  private static func sum(_ numbers: ArraySlice<Double>) -> Double {
    guard numbers.count > 128 else { return numbers.reduce(0, +) }
    let middle = numbers.startIndex + numbers.count / 2
    return sum(numbers[..<middle]) + sum(numbers[middle...])
  }

  private static func moments(_ numbers: [Double]) -> (mean: Double, squares: Double) {
    let mean = sum(numbers[...]) / Double(numbers.count)
    let squares = sum(numbers.map { ($0 - mean) * ($0 - mean) }[...])
    return (mean, squares)
  }

  /// Appends this time to what is kept.
  func append(
    to result: inout TruncatedWignerEnsemble.Observable, quantiles: [Double], bins: HistogramBins?
  ) {
    let (x, y) = (Self.moments(real), Self.moments(imaginary))
    result.means.append(ComplexDouble(x.mean, y.mean))
    let count = Double(real.count)
    result.standardErrors.append(
      count > 1 ? ((x.squares + y.squares) / (count * (count - 1))).squareRoot() : .infinity)
    result.minima.append(real.min() ?? .nan)
    result.maxima.append(real.max() ?? .nan)
    if !quantiles.isEmpty {
      let sorted = real.sorted()
      for (k, probability) in quantiles.enumerated() {
        if result.quantiles.count <= k { result.quantiles.append([]) }
        result.quantiles[k].append(Self.quantile(sorted, probability))
      }
    }
    if let bins {
      var counts = [Int](repeating: 0, count: bins.count)
      let scale = Double(bins.count) / (bins.upper - bins.lower)
      for value in real where value >= bins.lower && value <= bins.upper {
        counts[min(bins.count - 1, Int((value - bins.lower) * scale))] += 1
      }
      result.histogram.append(counts)
      result.outsideHistogram.append(real.count - counts.reduce(0, +))
    }
  }

  /// Between neighbours linearly (definition 7 of Hyndman and Fan).
  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = probability * Double(sorted.count - 1)
    let low = min(sorted.count - 1, Int(place))
    let high = min(sorted.count - 1, low + 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
