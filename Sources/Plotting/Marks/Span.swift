/// A stripe across the plot between two values of x, such as the time that a drive is on.
public struct VerticalSpan: StyledMark {
  /// Where.
  public var x: ClosedRange<Double>
  /// The look; a muted fifth opaque unless changed.
  public var appearance = Appearance()

  /// A stripe between two values of x.
  public init(_ x: ClosedRange<Double>) {
    self.x = x
    appearance.opacity = 0.18
  }

  /// The values, so that the axis reaches them.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try ReferenceLine.check(x.lowerBound, of: "VerticalSpan", axis: "x", scale: xScale)
    try ReferenceLine.check(x.upperBound, of: "VerticalSpan", axis: "x", scale: xScale)
    return DataExtent(x: x, y: nil, isTightX: true)
  }

  /// The stripe from bottom to top.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    if frame.isPolar {
      return Span.sector(x, frame.yDomain, in: frame, appearance)
    }
    let (left, right) = (frame.x(x.lowerBound), frame.x(x.upperBound))
    return Span.items(
      Rectangle(
        x: min(left, right), y: frame.rectangle.minY, width: abs(right - left),
        height: frame.rectangle.height),
      in: frame, appearance)
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    Span.legendEntry(appearance, style: style)
  }

  /// The values.
  public var summary: String { described("a vertical stripe") + ", x " + DataCheck.text(x) }
}

/// A stripe across the plot between two values of y, such as a tolerance.
public struct HorizontalSpan: StyledMark {
  /// Where.
  public var y: ClosedRange<Double>
  /// The look; a muted fifth opaque unless changed.
  public var appearance = Appearance()

  /// A stripe between two values of y.
  public init(_ y: ClosedRange<Double>) {
    self.y = y
    appearance.opacity = 0.18
  }

  /// The values, so that the axis reaches them.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try ReferenceLine.check(y.lowerBound, of: "HorizontalSpan", axis: "y", scale: yScale)
    try ReferenceLine.check(y.upperBound, of: "HorizontalSpan", axis: "y", scale: yScale)
    return DataExtent(x: nil, y: y)
  }

  /// The stripe from side to side.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    if frame.isPolar {
      return Span.sector(0...(2 * .pi), y, in: frame, appearance)
    }
    let (top, bottom) = (frame.y(y.upperBound), frame.y(y.lowerBound))
    return Span.items(
      Rectangle(
        x: frame.rectangle.minX, y: min(top, bottom), width: frame.rectangle.width,
        height: abs(bottom - top)),
      in: frame, appearance)
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    Span.legendEntry(appearance, style: style)
  }

  /// The values.
  public var summary: String { described("a horizontal stripe") + ", y " + DataCheck.text(y) }
}

/// What vertical and horizontal stripes share.
enum Span {
  static func fill(_ appearance: Appearance, style: FigureStyle) -> Color {
    let color = appearance.color ?? style.mutedForeground
    return color.opacity(color.alpha * appearance.opacity)
  }

  /// A sector of a ring in polar axes.
  static func sector(
    _ angles: ClosedRange<Double>, _ radii: ClosedRange<Double>, in frame: PlotFrame,
    _ appearance: Appearance
  ) -> [DisplayItem] {
    let path = frame.cell(
      from: angles.lowerBound, to: angles.upperBound, low: radii.lowerBound,
      high: radii.upperBound)
    return [.path(path, fill: fill(appearance, style: frame.style), stroke: nil)]
  }

  static func items(_ stripe: Rectangle, in frame: PlotFrame, _ appearance: Appearance)
    -> [DisplayItem]
  {
    let box = frame.rectangle.outset(by: 1)
    let (left, right) = (max(stripe.minX, box.minX), min(stripe.maxX, box.maxX))
    let (top, bottom) = (max(stripe.minY, box.minY), min(stripe.maxY, box.maxY))
    guard left < right, top < bottom else { return [] }
    let seen = Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    return [.path(Path(seen), fill: fill(appearance, style: frame.style), stroke: nil)]
  }

  static func legendEntry(_ appearance: Appearance, style: FigureStyle) -> LegendEntry? {
    appearance.label.map { LegendEntry(text: $0, patch: fill(appearance, style: style)) }
  }
}
