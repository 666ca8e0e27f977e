/// The area between two curves over the same x, such as a mean with its uncertainty.
public struct Band: StyledMark {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Lower curve.
  public var low: [Double]
  /// Upper curve.
  public var high: [Double]
  /// The look; a quarter opaque unless changed.
  public var appearance = Appearance()

  /// The area between curves.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - low: lower curve, as many values.
  ///   - high: upper curve, as many values.
  public init(_ x: [Double], low: [Double], high: [Double]) {
    self.x = x
    self.low = low
    self.high = high
    appearance.opacity = 0.25
  }

  /// Extent of both curves.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = "Band" + (appearance.label.map { " “\($0)”" } ?? "")
    let lower = try DataCheck.extent(
      of: name + " (lower curve)", x: x, y: low, xScale: xScale, yScale: yScale)
    let upper = try DataCheck.extent(
      of: name + " (upper curve)", x: x, y: high, xScale: xScale, yScale: yScale)
    return DataExtent(
      x: lower.x.union(upper.x), y: lower.y.union(upper.y), isTightX: true)
  }

  /// The area; a gap where either curve is NaN.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let reach = frame.rectangle.outset(by: 2)
    var path = Path()
    for range in finiteRanges where range.count > 1 {
      let lower = range.map { frame.point(x[$0], low[$0]) }
      let upper = range.map { frame.point(x[$0], high[$0]) }
      let outline = (Polyline.decimated(lower) + Polyline.decimated(upper).reversed()).map {
        // What a logarithmic scale does not have is infinitely far to the left and below.
        Point(
          $0.x.isFinite ? min(max($0.x, reach.minX), reach.maxX) : reach.minX,
          $0.y.isFinite ? min(max($0.y, reach.minY), reach.maxY) : reach.maxY)
      }
      path.elements += Path(polyline: outline, closed: true).elements
    }
    guard !path.elements.isEmpty else { return [] }
    return [.path(path, fill: color.opacity(color.alpha * appearance.opacity), stroke: nil)]
  }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, patch: color.opacity(color.alpha * appearance.opacity))
    }
  }

  /// Both curves.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    (frame.runs(x: x, y: low) + frame.runs(x: x, y: high)).flatMap {
      Polyline.samples(of: Polyline.decimated($0, column: 2), spacing: 3)
    }.filter { frame.rectangle.contains($0) }
  }

  /// Number of points and ranges.
  public var summary: String {
    "band" + (appearance.label.map { " \($0)" } ?? "") + " between two curves of \(x.count) points"
  }

  private var finiteRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for index in x.indices {
      let isFinite = x[index].isFinite && low[index].isFinite && high[index].isFinite
      if isFinite, start == nil { start = index }
      if !isFinite, let first = start {
        ranges.append(first..<index)
        start = nil
      }
    }
    if let first = start { ranges.append(first..<x.count) }
    return ranges
  }
}

/// The area between a curve and a level, zero unless given.
public struct Area: StyledMark {
  private var band: Band

  /// The area under a curve.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: the curve, as many values.
  ///   - base: the level.
  public init(_ x: [Double], _ y: [Double], base: Double = 0) {
    band = Band(x, low: y.map { $0.isNaN ? .nan : base }, high: y)
  }

  /// The look.
  public var appearance: Appearance {
    get { band.appearance }
    set { band.appearance = newValue }
  }

  /// Extent of the curve and the level.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try band.extent(xScale: xScale, yScale: yScale)
  }
  /// The area.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    band.draw(in: frame, color: color)
  }
  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    band.legendEntry(color: color, style: style)
  }
  /// The curve.
  public func obstacles(in frame: PlotFrame) -> [Point] { band.obstacles(in: frame) }
  /// Number of points.
  public var summary: String {
    "area" + (appearance.label.map { " \($0)" } ?? "") + " under a curve of \(band.x.count) points"
  }
}
