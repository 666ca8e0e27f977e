/// Points with bars that show their uncertainty, along y, along x or both.
public struct ErrorBars: StyledMark {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Vertical coordinates, as many.
  public var y: [Double]
  /// How far bars reach to the left and right; nil for none.
  public var xErrors: (low: [Double], high: [Double])?
  /// How far bars reach down and up; nil for none.
  public var yErrors: (low: [Double], high: [Double])?
  /// Width of the bars' caps in points, or nil for the style's marker size.
  public var capWidth: Double?
  /// The look; a circle at each point unless another marker is set.
  public var appearance = Appearance()

  /// Points with bars.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  ///   - yError: how far each bar reaches down and up.
  ///   - xError: how far each bar reaches to the left and right.
  public init(_ x: [Double], _ y: [Double], yError: [Double]? = nil, xError: [Double]? = nil) {
    self.x = x
    self.y = y
    yErrors = yError.map { ($0, $0) }
    xErrors = xError.map { ($0, $0) }
    appearance.marker = .circle
  }

  /// Points with bars that reach further up than down, or the other way.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  ///   - below: how far each bar reaches down.
  ///   - above: how far each bar reaches up.
  public init(_ x: [Double], _ y: [Double], below: [Double], above: [Double]) {
    self.init(x, y)
    yErrors = (below, above)
  }

  /// The same with caps of a width in points; 0 for none.
  public func caps(_ points: Double) -> ErrorBars {
    var copy = self
    copy.capWidth = points
    return copy
  }

  /// The same without markers, to put behind others.
  public func barsOnly() -> ErrorBars {
    var copy = self
    copy.appearance.marker = nil
    return copy
  }

  /// Extent of the bars.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("ErrorBars")
    var extent = try DataCheck.extent(of: name, x: x, y: y, xScale: xScale, yScale: yScale)
    for errors in [yErrors, xErrors].compactMap({ $0 }) {
      try check(errors, name: name)
    }
    func widen(
      _ range: ClosedRange<Double>?, _ values: [Double], _ errors: (low: [Double], high: [Double])?,
      _ scale: AxisScale
    ) -> ClosedRange<Double>? {
      guard let range, let errors else { return range }
      let ends =
        zip(values, errors.low).map { $0 - $1 } + zip(values, errors.high).map { $0 + $1 }
      let shown = ends.filter { scale.position(of: $0).isFinite }
      return ClosedRange(finiteExtentOf: shown).map { range.union($0) } ?? range
    }
    extent.x = widen(extent.x, x, xErrors, xScale)
    extent.y = widen(extent.y, y, yErrors, yScale)
    return extent
  }

  private func check(_ errors: (low: [Double], high: [Double]), name: String) throws {
    guard errors.low.count == x.count, errors.high.count == x.count else {
      throw PlottingError(
        .mismatchedLengths,
        "\(name) has \(x.count) points but \(max(errors.low.count, errors.high.count)) errors. "
          + "Give one error for each point, .nan where there is none.")
    }
    if let negative = (errors.low + errors.high).first(where: { $0 < 0 }) {
      throw PlottingError(
        .emptyRange,
        "\(name) needs errors that are lengths, got \(NumberFormat.significant(negative, digits: 4)). "
          + "Give their magnitudes.")
    }
  }

  /// The bars with caps, and the markers in front.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    var stroke = appearance.stroke(color, style: frame.style)
    stroke.width = appearance.width ?? 0.75 * frame.style.lineWidth
    stroke.cap = .butt
    let half = (capWidth ?? 0.9 * frame.style.markerSize) / 2
    let visible = frame.rectangle.outset(by: 20)
    var path = Path()
    func add(_ start: Point, _ end: Point, isVertical: Bool) {
      guard let line = Polyline.clipped([start, end], to: visible).first, line.count == 2 else {
        return
      }
      path.elements += Path(polyline: line).elements
      guard half > 0 else { return }
      for place in [start, end] where frame.rectangle.outset(by: 0.01).contains(place) {
        let (dx, dy) = isVertical ? (half, 0) : (0, half)
        path.elements += [
          .move(Point(place.x - dx, place.y - dy)), .line(Point(place.x + dx, place.y + dy)),
        ]
      }
    }
    for index in x.indices {
      let middle = frame.point(x[index], y[index])
      guard middle.x.isFinite, middle.y.isFinite else { continue }
      if let yErrors, yErrors.low[index].isFinite, yErrors.high[index].isFinite {
        add(
          frame.pointAboveFloor(x[index], y[index] - yErrors.low[index]),
          frame.point(x[index], y[index] + yErrors.high[index]), isVertical: true)
      }
      if let xErrors, xErrors.low[index].isFinite, xErrors.high[index].isFinite {
        var left = frame.point(x[index] - xErrors.low[index], y[index])
        if !left.x.isFinite { left.x = frame.rectangle.minX - 1 }
        add(left, frame.point(x[index] + xErrors.high[index], y[index]), isVertical: false)
      }
    }
    var items: [DisplayItem] = []
    if !path.elements.isEmpty { items.append(.path(path, fill: nil, stroke: stroke)) }
    if appearance.marker != nil {
      var points = Scatter(x, y)
      points.appearance = appearance
      items += points.draw(in: frame, color: color)
    }
    return items
  }

  /// A sample of the marker and a bar.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    var line = Line(x, y)
    line.appearance = appearance
    line.appearance.width = appearance.width ?? 0.75 * style.lineWidth
    return line.legendEntry(color: color, style: style)
  }

  /// The points and the ends of the bars.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    var ends = frame.visiblePoints(x: x, y: y)
    if let yErrors, yErrors.low.count == y.count, yErrors.high.count == y.count {
      ends += frame.visiblePoints(x: x, y: zip(y, yErrors.low).map { $0 - $1 })
      ends += frame.visiblePoints(x: x, y: zip(y, yErrors.high).map { $0 + $1 })
    }
    return ends
  }

  /// Number of points and ranges.
  public var summary: String {
    described("\(x.count) points with error bars") + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}
