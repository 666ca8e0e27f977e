/// Text at a data point.
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
  public func color(_ color: Color) -> Annotation {
    var copy = self
    copy.color = color
    return copy
  }

  /// The same in another size, in points.
  public func size(_ points: Double) -> Annotation {
    var copy = self
    copy.size = points
    return copy
  }

  /// The point, so that it is on the axes.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let extent = try DataCheck.extent(
      of: "Annotation “\(text)”", x: [x], y: [y], xScale: xScale, yScale: yScale)
    return DataExtent(x: extent.x, y: extent.y)
  }

  /// The text, moved inside the axes where it would stick out.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard frame.rectangle.outset(by: 0.01).contains(frame.point(x, y)) else { return [] }
    return [placed(in: frame).group(role: "annotation")]
  }

  /// The text's box.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    let box = placed(in: frame).frame
    return (0...12).flatMap { column in
      (0...3).map { row in
        Point(
          box.minX + Double(column) / 12 * box.width, box.minY + Double(row) / 3 * box.height)
      }
    }
  }

  /// The text.
  public var summary: String { "the note “\(text)”" }

  private func placed(in frame: PlotFrame) -> PlacedText {
    let size = size ?? frame.style.legendSize
    let set = frame.style.text(text, size: size, color: color)
    let gap = 0.4 * size
    var place = frame.point(x, y)
    let anchor: TextAnchor
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
    let first = set.placed(at: place, anchor: anchor).frame
    let room = frame.rectangle.inset(by: 0.3 * size)
    place.x += max(0, room.minX - first.minX) - max(0, first.maxX - room.maxX)
    place.y += max(0, room.minY - first.minY) - max(0, first.maxY - room.maxY)
    return set.placed(at: place, anchor: anchor)
  }
}
