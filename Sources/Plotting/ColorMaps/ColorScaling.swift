/// How values become fractions of a colour map.
public struct ColorScaling: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case automatic
    case range(ClosedRange<Double>)
    case centered(on: Double)
    case cyclic(from: Double, period: Double)
  }
  var kind: Kind

  /// From the least to the greatest finite value.
  public static let automatic = ColorScaling(kind: .automatic)

  /// Between given ends; values outside take the colour of the nearer end.
  public static func range(_ range: ClosedRange<Double>) -> ColorScaling {
    ColorScaling(kind: .range(range))
  }

  /// As far below a value as above it, so that a diverging map has its middle there.
  public static func centered(on value: Double) -> ColorScaling {
    ColorScaling(kind: .centered(on: value))
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
      if case .centered(let center) = kind {
        let reach = max(extent.upperBound - center, center - extent.lowerBound)
        let half = reach > 0 ? reach : 1
        return (center - half, center + half)
      }
      if extent.lowerBound < extent.upperBound { return (extent.lowerBound, extent.upperBound) }
      let half = extent.lowerBound == 0 ? 0.5 : abs(extent.lowerBound) * 0.05
      return (extent.lowerBound - half, extent.upperBound + half)
    }
  }

  /// The fraction of a map for a value.
  func fraction(_ value: Double, low: Double, high: Double) -> Double {
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
