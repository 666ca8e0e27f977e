import Foundation

/// How values become fractions of a colour map.
public struct ColorScaling: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case automatic
    case range(ClosedRange<Double>)
    case centered(on: Double, reach: Double?)
    case cyclic(from: Double, period: Double)
    case logarithmic(ClosedRange<Double>?)
  }
  var kind: Kind

  /// From the least to the greatest finite value.
  public static let automatic = ColorScaling(kind: .automatic)

  /// Between given ends; values outside take the colour of the nearer end.
  public static func range(_ range: ClosedRange<Double>) -> ColorScaling {
    ColorScaling(kind: .range(range))
  }

  /// As far below a value as above it, so that a diverging map has its middle there.
  ///
  /// - Parameters:
  ///   - value: what the middle of the map stands for.
  ///   - reach: distance to either end, or nil for the farthest value.
  /// - Returns: the scaling.
  public static func centered(on value: Double, reach: Double? = nil) -> ColorScaling {
    ColorScaling(kind: .centered(on: value, reach: reach))
  }

  /// By the logarithm, from the least positive to the greatest finite value; others are clear.
  public static let log = ColorScaling(kind: .logarithmic(nil))

  /// By the logarithm between given positive ends.
  public static func log(_ range: ClosedRange<Double>) -> ColorScaling {
    ColorScaling(kind: .logarithmic(range))
  }

  /// Values that differ by a period have the same colour, as phases do.
  ///
  /// - Parameters:
  ///   - period: for example 2π.
  ///   - start: the value at the low end of the map.
  /// - Returns: the scaling.
  public static func cyclic(period: Double = 2 * .pi, from start: Double = 0) -> ColorScaling {
    ColorScaling(kind: .cyclic(from: start, period: period))
  }

  /// The values at the ends of the map for given data.
  ///
  /// - Parameter values: the data; NaN and infinite values do not count.
  /// - Returns: low and high ends, different from each other.
  /// - Throws: `PlottingError` when no value is finite or a given range is empty.
  package func ends(for values: [Double]) throws -> (low: Double, high: Double) {
    switch kind {
    case .logarithmic(let range):
      return try Self.logarithmicEnds(range, values: values)
    case .range(let range):
      guard range.lowerBound < range.upperBound, range.lowerBound.isFinite,
        range.upperBound.isFinite
      else {
        throw PlottingError(
          .emptyRange,
          "A colour range needs two different finite ends, got \(range.lowerBound) … "
            + "\(range.upperBound). Give .range(low...high) with low < high.")
      }
      return (range.lowerBound, range.upperBound)
    case .cyclic(let start, let period):
      guard period > 0, period.isFinite, start.isFinite else {
        throw PlottingError(
          .emptyRange, "A cyclic colour scale needs a positive finite period, got \(period).")
      }
      return (start, start + period)
    case .automatic, .centered:
      guard let extent = ClosedRange(finiteExtentOf: values) else {
        throw PlottingError(
          .noFiniteData,
          "No value to colour is finite: all \(values.count) are NaN or infinite. "
            + "Check the computation that made them.")
      }
      if case .centered(let center, let given) = kind {
        let reach = given ?? max(extent.upperBound - center, center - extent.lowerBound)
        let half = reach > 0 ? reach : 1
        return (center - half, center + half)
      }
      if extent.lowerBound < extent.upperBound { return (extent.lowerBound, extent.upperBound) }
      let half = extent.lowerBound == 0 ? 0.5 : abs(extent.lowerBound) * 0.05
      return (extent.lowerBound - half, extent.upperBound + half)
    }
  }

  private static func logarithmicEnds(_ range: ClosedRange<Double>?, values: [Double]) throws
    -> (low: Double, high: Double)
  {
    if let range {
      guard range.lowerBound > 0, range.lowerBound < range.upperBound, range.upperBound.isFinite
      else {
        throw PlottingError(
          .nonPositiveOnLogScale,
          "A logarithmic colour scale needs two different positive finite ends, got "
            + "\(range.lowerBound) … \(range.upperBound). Give .log(low...high) with 0 < low < high."
        )
      }
      return (range.lowerBound, range.upperBound)
    }
    guard let extent = ClosedRange(finiteExtentOf: values.lazy.filter { $0 > 0 }) else {
      throw PlottingError(
        .nonPositiveOnLogScale,
        "A logarithmic colour scale needs positive values, but none of the \(values.count) is. "
          + "Use .automatic or .centered(on: 0), or colour the magnitude.")
    }
    if extent.lowerBound < extent.upperBound { return (extent.lowerBound, extent.upperBound) }
    return (extent.lowerBound / 2, extent.upperBound * 2)
  }

  /// How values become places along a colour bar.
  var scale: AxisScale {
    if case .logarithmic = kind { return .log }
    return .linear
  }

  /// The fraction of a map for a value; NaN where the map has no colour for it.
  func fraction(_ value: Double, low: Double, high: Double) -> Double {
    if case .logarithmic = kind {
      guard value > 0 else { return .nan }
      return min(max(Foundation.log(value / low) / Foundation.log(high / low), 0), 1)
    }
    guard !value.isNaN else { return .nan }
    let fraction = (value - low) / (high - low)
    if case .cyclic = kind { return fraction - fraction.rounded(.down) }
    return min(max(fraction, 0), 1)
  }
}

extension ClosedRange<Double> {
  /// From the least to the greatest finite value, or nil where there is none.
  package init?(finiteExtentOf values: some Sequence<Double>) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    guard low <= high else { return nil }
    self = low...high
  }

  /// The smallest range that holds both.
  package func union(_ other: ClosedRange<Double>) -> ClosedRange<Double> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }

  /// Upper end minus lower end.
  package var length: Double { upperBound - lowerBound }
}
