import Foundation

/// Numbers on a regular grid as colours; NaN is transparent.
public struct Heatmap: Mark {
  /// The values: `values[row * columnCount + column]`, row 0 at the least y.
  public var values: [Double]
  /// Number of columns, along x.
  public var columnCount: Int
  /// Centres of the first and last columns.
  public var x: ClosedRange<Double>
  /// Centres of the first and last rows.
  public var y: ClosedRange<Double>
  /// The colours.
  public var map: ColorMap
  /// How values become fractions of the map.
  public var scaling: ColorScaling
  /// Whether colours run smoothly between the cells rather than fill each one.
  public var isSmooth = false
  /// Name of the quantity on the colour bar, or nil for no bar.
  public var barLabel: String?
  /// Ticks of the colour bar.
  public var barTicks: TickPlacement = .automatic
  /// Why the arrays that it was made from do not fit together.
  private var problem: PlottingError?

  /// Rows of numbers over ranges that hold the centres of the outermost cells.
  ///
  /// - Parameters:
  ///   - z: rows of equal length, the first at the least y.
  ///   - x: centres of the first and last columns; 0 … columns − 1 if nil.
  ///   - y: centres of the first and last rows; 0 … rows − 1 if nil.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) {
    columnCount = z.first?.count ?? 0
    values = Array(z.joined())
    self.x = x ?? 0...Double(max(0, columnCount - 1))
    self.y = y ?? 0...Double(max(0, z.count - 1))
    self.map = map
    self.scaling = scaling
    if let odd = z.firstIndex(where: { $0.count != columnCount }) {
      problem = PlottingError(
        .irregularGrid,
        "Heatmap needs rows of equal length: row 0 has \(columnCount) values, row \(odd) has "
          + "\(z[odd].count). Fill missing cells with .nan.")
    }
  }

  /// Rows of numbers at coordinates, which have to be equally spaced and ascending.
  ///
  /// - Parameters:
  ///   - z: one row for each y, with one value for each x.
  ///   - x: coordinates of the columns.
  ///   - y: coordinates of the rows.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: [Double], y: [Double], map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    let xRange = Self.range(of: x)
    let yRange = Self.range(of: y)
    self.init(z: z, x: xRange, y: yRange, map: map, scaling: scaling)
    guard problem == nil else { return }
    if x.count != columnCount || y.count != z.count {
      problem = PlottingError(
        .mismatchedLengths,
        "Heatmap has \(z.count) rows of \(columnCount) values, but \(y.count) y and \(x.count) x "
          + "coordinates. Rows go with y, columns with x; transpose z if they are swapped.")
    } else if let axis = !Self.isRegular(x) ? "x" : !Self.isRegular(y) ? "y" : nil {
      problem = PlottingError(
        .irregularGrid,
        "Heatmap needs ascending, equally spaced finite coordinates, but those of \(axis) are "
          + "not. Interpolate the data to a regular grid.")
    }
  }

  /// The same with a colour bar of a name.
  public func colorBar(_ label: String, ticks: TickPlacement = .automatic) -> Heatmap {
    var copy = self
    copy.barLabel = label
    copy.barTicks = ticks
    return copy
  }

  /// The same with colours that run smoothly between the cells.
  public func smooth(_ isSmooth: Bool = true) -> Heatmap {
    var copy = self
    copy.isSmooth = isSmooth
    return copy
  }

  private var rowCount: Int { columnCount == 0 ? 0 : values.count / columnCount }

  /// From edge to edge of the outermost cells.
  private var edges: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    func outer(_ range: ClosedRange<Double>, count: Int) -> ClosedRange<Double> {
      guard count > 1 else { return (range.lowerBound - 0.5)...(range.upperBound + 0.5) }
      let half = range.length / Double(count - 1) / 2
      return (range.lowerBound - half)...(range.upperBound + half)
    }
    return (outer(x, count: columnCount), outer(y, count: rowCount))
  }

  /// Extent of the cells, or of their centres where colours run smoothly; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    if let problem { throw problem }
    guard !values.isEmpty else {
      throw PlottingError(
        .emptyData, "Heatmap has no data: it has no rows or empty ones. Give at least one value.")
    }
    guard xScale == .linear, yScale == .linear else {
      throw PlottingError(
        .irregularGrid,
        "Heatmap has equally spaced cells and needs linear axes. Use the logarithm as the "
          + "coordinate, with .xTicks(.labeled(…)) for its labels.")
    }
    guard columnCount == 1 || x.length > 0, rowCount == 1 || y.length > 0, x.length.isFinite,
      y.length.isFinite
    else {
      throw PlottingError(
        .emptyRange,
        "Heatmap of \(rowCount) × \(columnCount) cells needs ranges of positive finite length, "
          + "got x from \(x.lowerBound) to \(x.upperBound) and y from \(y.lowerBound) to "
          + "\(y.upperBound).")
    }
    _ = try scaling.ends(for: values)
    return DataExtent(x: edges.x, y: edges.y, isTightX: true, isTightY: true)
  }

  /// One image of all cells.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard let ends = try? scaling.ends(for: values) else { return [] }
    let table = map.bytes(count: 1024)
    var pixels = [UInt8](repeating: 0, count: 4 * values.count)
    let rows = rowCount
    for row in 0..<rows {
      for column in 0..<columnCount {
        let value = values[row * columnCount + column]
        guard !value.isNaN else { continue }
        let fraction = scaling.fraction(value, low: ends.low, high: ends.high)
        let entry = 4 * Int((min(max(fraction, 0), 1) * 1023).rounded())
        let pixel = 4 * ((rows - 1 - row) * columnCount + column)
        for channel in 0..<4 { pixels[pixel + channel] = table[entry + channel] }
      }
    }
    let left = frame.x(edges.x.lowerBound)
    let top = frame.y(edges.y.upperBound)
    let place = Rectangle(
      x: left, y: top, width: frame.x(edges.x.upperBound) - left,
      height: frame.y(edges.y.lowerBound) - top)
    return [
      .image(
        RasterImage(width: columnCount, height: rows, pixels: pixels, isSmooth: isSmooth),
        frame: place)
    ]
  }

  /// The colours of the values.
  public func colorKey() throws -> ColorKey? {
    let ends = try scaling.ends(for: values)
    return ColorKey(map: map, low: ends.low, high: ends.high, label: barLabel, ticks: barTicks)
  }

  /// Size and range.
  public var summary: String {
    "heat map of \(rowCount) × \(columnCount) values"
      + (barLabel.map { " of \($0)" } ?? "") + " "
      + DataCheck.text(ClosedRange(finiteExtentOf: values)) + ", x "
      + DataCheck.text(x) + ", y " + DataCheck.text(y)
  }

  private static func range(of coordinates: [Double]) -> ClosedRange<Double>? {
    guard let first = coordinates.first, let last = coordinates.last, first <= last else {
      return nil
    }
    return first...last
  }

  private static func isRegular(_ coordinates: [Double]) -> Bool {
    guard let first = coordinates.first, let last = coordinates.last, coordinates.count > 1 else {
      return coordinates.allSatisfy(\.isFinite)
    }
    let step = (last - first) / Double(coordinates.count - 1)
    guard step > 0, step.isFinite else { return false }
    return coordinates.enumerated().allSatisfy {
      abs($0.element - first - Double($0.offset) * step) <= 1e-3 * step
    }
  }
}
