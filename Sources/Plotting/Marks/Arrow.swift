/// An arrow between two data points, with text at its middle if wanted.
public struct Arrow: StyledMark {
  /// Where it starts.
  public var start: (x: Double, y: Double)
  /// Where it points.
  public var end: (x: Double, y: Double)
  /// Whether it has heads at both ends, as a measure does.
  public var isDouble = false
  /// Text at the middle, or nil; mathematics between dollars.
  public var text: String?
  /// The look; the style's foreground unless coloured.
  public var appearance = Appearance()

  /// An arrow between data points.
  ///
  /// - Parameters:
  ///   - start: x and y of where it starts.
  ///   - end: x and y of where it points.
  public init(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    self.start = start
    self.end = end
  }

  /// The same with heads at both ends.
  public func double(_ isDouble: Bool = true) -> Arrow {
    var copy = self
    copy.isDouble = isDouble
    return copy
  }

  /// The same with text at the middle; mathematics between dollars.
  public func text(_ text: String) -> Arrow {
    var copy = self
    copy.text = text
    return copy
  }

  /// Both ends.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    for (value, axis, scale) in [
      (start.x, "x", xScale), (end.x, "x", xScale), (start.y, "y", yScale), (end.y, "y", yScale),
    ] {
      try ReferenceLine.check(value, of: "Arrow", axis: axis, scale: scale)
    }
    return try DataCheck.extent(
      of: "Arrow", x: [start.x, end.x], y: [start.y, end.y], xScale: xScale, yScale: yScale)
  }

  /// The arrow and its text.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let paint = appearance.color ?? frame.style.foreground
    var stroke = appearance.stroke(paint, style: frame.style)
    stroke.width = appearance.width ?? 0.75 * frame.style.lineWidth
    let arrow = DrawnArrow(
      start: frame.point(start.x, start.y), end: frame.point(end.x, end.y), stroke: stroke,
      headLength: 1.5 * frame.style.lineWidth + 3.5, isDouble: isDouble)
    var items = arrow.items
    if let text = placedText(in: frame) { items.append(text.group(role: "annotation")) }
    return items
  }

  private func placedText(in frame: PlotFrame) -> PlacedText? {
    guard let text else { return nil }
    let (from, to) = (frame.point(start.x, start.y), frame.point(end.x, end.y))
    let size = frame.style.legendSize
    let set = frame.style.text(
      text, size: size, color: appearance.color ?? frame.style.foreground)
    let middle = Point((from.x + to.x) / 2, (from.y + to.y) / 2)
    // Beside the arrow: above where it lies, to the right where it stands.
    let isLevel = abs(to.x - from.x) >= abs(to.y - from.y)
    let place =
      isLevel
      ? Point(middle.x, middle.y - 0.35 * size) : Point(middle.x + 0.45 * size, middle.y)
    let anchor = isLevel ? TextAnchor(.center, .bottom) : TextAnchor(.left, .center)
    return set.placed(at: place, anchor: anchor).moved(
      inside: frame.rectangle.inset(by: 0.25 * size))
  }

  /// Its own colour or the foreground.
  public var takesCycleColor: Bool { false }

  /// The arrow and its text.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    frame.samples(x: [start.x, end.x], y: [start.y, end.y])
      + (placedText(in: frame)?.frame.raster ?? [])
  }

  /// Where it goes.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.significant(value, digits: 3) }
    return "an arrow" + (text.map { " “\($0)”" } ?? "")
      + " from (\(number(start.x)), \(number(start.y))) to (\(number(end.x)), \(number(end.y)))"
  }
}
