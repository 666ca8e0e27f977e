/// Checks of data that all marks share.
enum DataCheck {
  /// Extent of points whose both coordinates can be drawn.
  ///
  /// Values that a logarithmic axis cannot show leave gaps, like NaN; they are counted.
  ///
  /// - Throws: `PlottingError` for mismatched lengths, no data, nothing finite, or nothing that a
  ///   logarithmic axis can show.
  static func extent(
    of mark: String, x: [Double], y: [Double], xScale: AxisScale, yScale: AxisScale
  ) throws -> DataExtent {
    guard x.count == y.count else {
      throw PlottingError(
        .mismatchedLengths,
        "\(mark) needs as many x as y values, got \(x.count) x and \(y.count) y. "
          + "Give arrays of equal length.")
    }
    guard !x.isEmpty else {
      throw PlottingError(
        .emptyData, "\(mark) has no data: both arrays are empty. Give at least one point.")
    }
    var lowX = Double.infinity
    var highX = -Double.infinity
    var lowY = Double.infinity
    var highY = -Double.infinity
    var leftOut = 0
    let (isLogX, isLogY) = (xScale == .log, yScale == .log)
    for (xValue, yValue) in zip(x, y) where xValue.isFinite && yValue.isFinite {
      if (isLogX && xValue <= 0) || (isLogY && yValue <= 0) {
        leftOut += 1
        continue
      }
      lowX = min(lowX, xValue)
      highX = max(highX, xValue)
      lowY = min(lowY, yValue)
      highY = max(highY, yValue)
    }
    guard lowX <= highX else {
      if leftOut > 0 {
        let axis = isLogX && x.allSatisfy { !($0 > 0) } ? "x" : "y"
        try checkPositive(axis == "x" ? x : y, of: mark, axis: axis, scale: .log)
      }
      throw PlottingError(
        .noFiniteData,
        "\(mark) has no point with finite x and y among its \(x.count): all are NaN or infinite. "
          + "Check the computation that made them.")
    }
    var extent = DataExtent(x: lowX...highX, y: lowY...highY)
    extent.leftOutCount = leftOut
    return extent
  }

  /// Refuses data without any positive value on a logarithmic axis; values that are not positive
  /// among others are left out like NaN.
  static func checkPositive(_ values: [Double], of mark: String, axis: String, scale: AxisScale)
    throws
  {
    guard scale == .log, !values.contains(where: { $0 > 0 }),
      let index = values.firstIndex(where: { $0 <= 0 })
    else { return }
    throw PlottingError(
      .nonPositiveOnLogScale,
      "\(mark) has \(axis) = \(NumberFormat.significant(values[index], digits: 4)) at index "
        + "\(index) and no positive value at all, but a logarithmic axis shows positive values "
        + "only. Use .\(axis)Scale(.linear) or .\(axis)Scale(.symlog(threshold: 1e-3)), or plot "
        + "the magnitude.")
  }

  /// A range as text for summaries: "from 0 to 60".
  static func text(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "without finite values" }
    return "from \(NumberFormat.significant(range.lowerBound, digits: 3)) to "
      + NumberFormat.significant(range.upperBound, digits: 3)
  }
}
