/// Text at a data point, or beside it with an arrow to it.
public struct Annotation: Mark {
  /// Where the text stands relative to its point.
  public enum Placement: String, Sendable, Hashable {
    case above, below, left, right, center, aboveLeft, aboveRight, belowLeft, belowRight
  }

  /// The text; mathematics between dollars.
  public var text: String
  /// The point, across.
  public var x: Double
  /// The point, up.
  public var y: Double
  /// Where the text stands relative to its point.
  public var placement: Placement
  /// Colour, or nil for the style's foreground.
  public var color: Color?
  /// Size in points, or nil for the style's.
  public var size: Double?
  /// How far the text stands from its point, to the right and up in points, with an arrow to the
  /// point; nil for text at the point.
  public var arrow: (right: Double, up: Double)?

  /// Text at a data point.
  ///
  /// - Parameters:
  ///   - text: the text; mathematics between dollars.
  ///   - x: the point, across.
  ///   - y: the point, up.
  ///   - placement: where the text stands relative to it.
  public init(_ text: String, x: Double, y: Double, placement: Placement = .aboveRight) {
    self.text = text
    self.x = x
    self.y = y
    self.placement = placement
  }

  /// The same in another colour.
  public func color(_ color: Color) -> Annotation { changed { $0.color = color } }

  /// The same in another size, in points.
  public func size(_ points: Double) -> Annotation { changed { $0.size = points } }

  /// The same with the text at a distance and an arrow from it to the point.
  ///
  /// - Parameters:
  ///   - right: how far the text's middle is to the right of the point, in points.
  ///   - up: how far it is above, in points.
  /// - Returns: the changed copy.
  public func arrow(right: Double, up: Double) -> Annotation {
    changed { $0.arrow = (right, up) }
  }

  private func changed(_ change: (inout Annotation) -> Void) -> Annotation {
    var copy = self
    change(&copy)
    return copy
  }

  /// The point, so that it is on the axes.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try DataCheck.extent(
      of: "Annotation “\(text)”", x: [x], y: [y], xScale: xScale, yScale: yScale)
  }

  /// The text, moved inside the axes where it would stick out, and its arrow.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let point = frame.point(x, y)
    guard frame.rectangle.outset(by: 0.01).contains(point) else { return [] }
    let text = placed(in: frame, color: self.color ?? color)
    var items: [DisplayItem] = []
    if arrow != nil {
      let gap = 0.25 * (size ?? frame.style.legendSize)
      let start = text.frame.outset(by: gap).edge(towards: point)
      let stroke = Stroke(self.color ?? color, width: 0.6 * frame.style.lineWidth)
      let (dx, dy) = (point.x - start.x, point.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      // The tip keeps clear of a marker at the point.
      let keep = length > 3 ? max(0, 1 - 2 / length) : 1
      items +=
        DrawnArrow(
          start: start, end: Point(start.x + keep * dx, start.y + keep * dy), stroke: stroke,
          headLength: 2 + 2 * frame.style.lineWidth
        ).items
    }
    return items + [text.group(role: "annotation")]
  }

  /// The text's box.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    placed(in: frame, color: .black).frame.raster
      + (arrow == nil ? [] : [frame.point(x, y)].filter { frame.rectangle.contains($0) })
  }

  /// The text.
  public var summary: String { "the note “\(text)”" }

  private func placed(in frame: PlotFrame, color: Color) -> PlacedText {
    let size = size ?? frame.style.legendSize
    let set = frame.style.text(text, size: size, color: color)
    let gap = 0.4 * size
    var place = frame.point(x, y)
    var anchor: TextAnchor
    switch placement {
    case .above: (anchor, place.y) = (TextAnchor(.center, .bottom), place.y - gap)
    case .below: (anchor, place.y) = (TextAnchor(.center, .top), place.y + gap)
    case .left: (anchor, place.x) = (TextAnchor(.right, .center), place.x - gap)
    case .right: (anchor, place.x) = (TextAnchor(.left, .center), place.x + gap)
    case .center: anchor = TextAnchor(.center, .center)
    case .aboveLeft:
      (anchor, place) = (TextAnchor(.right, .bottom), Point(place.x - gap, place.y - gap / 2))
    case .aboveRight:
      (anchor, place) = (TextAnchor(.left, .bottom), Point(place.x + gap, place.y - gap / 2))
    case .belowLeft:
      (anchor, place) = (TextAnchor(.right, .top), Point(place.x - gap, place.y + gap / 2))
    case .belowRight:
      (anchor, place) = (TextAnchor(.left, .top), Point(place.x + gap, place.y + gap / 2))
    }
    if let arrow {
      anchor = TextAnchor(.center, .center)
      let point = frame.point(x, y)
      place = Point(point.x + arrow.right, point.y - arrow.up)
    }
    return set.placed(at: place, anchor: anchor).moved(
      inside: frame.rectangle.inset(by: 0.3 * size))
  }
}

extension Rectangle {
  /// Where a line from the middle to a point leaves the rectangle; the point if it is inside.
  func edge(towards point: Point) -> Point {
    let (dx, dy) = (point.x - midX, point.y - midY)
    let across = dx == 0 ? Double.infinity : width / 2 / abs(dx)
    let down = dy == 0 ? Double.infinity : height / 2 / abs(dy)
    let fraction = min(1, across, down)
    return Point(midX + fraction * dx, midY + fraction * dy)
  }
}
