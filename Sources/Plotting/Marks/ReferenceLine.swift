/// A line across the plot at a value of y.
public struct HorizontalLine: StyledMark {
  /// Where.
  public var y: Double
  /// The look; muted and thin unless changed.
  public var appearance = Appearance()

  /// A line at a value of y.
  public init(_ y: Double) { self.y = y }

  /// The value, so that the axis reaches it.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try ReferenceLine.check(y, of: "HorizontalLine", axis: "y", scale: yScale)
    return DataExtent(x: nil, y: y...y)
  }

  /// The line from side to side.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    if let polar = frame.polar {
      return ReferenceLine.circle(at: y, in: frame, polar: polar, appearance: appearance)
    }
    let place = frame.y(y)
    return ReferenceLine.items(
      from: Point(frame.rectangle.minX, place), to: Point(frame.rectangle.maxX, place),
      appearance: appearance, style: frame.style)
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    ReferenceLine.legendEntry(appearance, style: style)
  }

  /// The value.
  public var summary: String {
    "a horizontal line at \(NumberFormat.significant(y, digits: 4))"
  }
}

/// A line across the plot at a value of x.
public struct VerticalLine: StyledMark {
  /// Where.
  public var x: Double
  /// The look; muted and thin unless changed.
  public var appearance = Appearance()

  /// A line at a value of x.
  public init(_ x: Double) { self.x = x }

  /// The value, so that the axis reaches it.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try ReferenceLine.check(x, of: "VerticalLine", axis: "x", scale: xScale)
    return DataExtent(x: x...x, y: nil)
  }

  /// The line from bottom to top.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    if frame.isPolar {
      return ReferenceLine.items(
        from: frame.point(x, frame.yDomain.lowerBound),
        to: frame.point(x, frame.yDomain.upperBound), appearance: appearance, style: frame.style)
    }
    let place = frame.x(x)
    return ReferenceLine.items(
      from: Point(place, frame.rectangle.maxY), to: Point(place, frame.rectangle.minY),
      appearance: appearance, style: frame.style)
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    ReferenceLine.legendEntry(appearance, style: style)
  }

  /// The value.
  public var summary: String { "a vertical line at \(NumberFormat.significant(x, digits: 4))" }
}

/// What horizontal and vertical reference lines share.
enum ReferenceLine {
  static func check(_ value: Double, of mark: String, axis: String, scale: AxisScale) throws {
    guard value.isFinite else {
      throw PlottingError(
        .noFiniteData, "\(mark) needs a finite value, got \(value). Give the place of the line.")
    }
    try DataCheck.checkPositive([value], of: mark, axis: axis, scale: scale)
  }

  static func stroke(_ appearance: Appearance, style: FigureStyle) -> Stroke {
    var stroke = appearance.stroke(appearance.color ?? style.mutedForeground, style: style)
    let width = appearance.width ?? max(style.axisWidth, 0.65 * style.lineWidth)
    stroke.width = width
    stroke.dashes = appearance.dashes.lengths(width: width)
    stroke.cap = .butt
    return stroke
  }

  static func items(from start: Point, to end: Point, appearance: Appearance, style: FigureStyle)
    -> [DisplayItem]
  {
    [
      .path(
        Path(polyline: [start, end]), fill: nil, stroke: stroke(appearance, style: style))
    ]
  }

  /// A line at a value of y in polar axes.
  static func circle(
    at y: Double, in frame: PlotFrame, polar: PolarProjection, appearance: Appearance
  ) -> [DisplayItem] {
    let radius = (frame.rectangle.maxY - frame.y(y)) / frame.rectangle.height * polar.radius
    guard radius > 0, radius <= polar.radius * 1.001 else { return [] }
    return [
      .path(
        Path(circleAt: polar.center, radius: radius), fill: nil,
        stroke: stroke(appearance, style: frame.style))
    ]
  }

  static func legendEntry(_ appearance: Appearance, style: FigureStyle) -> LegendEntry? {
    appearance.label.map { LegendEntry(text: $0, line: stroke(appearance, style: style)) }
  }
}
