/// Text inside the axes at a corner or edge, wherever the data are.
public struct CornerText: Mark {
  /// Where the text stands inside the axes.
  public enum Place: String, Sendable, Hashable {
    case topLeft, top, topRight, left, center, right, bottomLeft, bottom, bottomRight
  }

  /// The text; mathematics between dollars.
  public var text: String
  /// Where it stands.
  public var place: Place
  /// Colour, or nil for the style's foreground.
  public var color: Color?
  /// Size in points, or nil for the style's.
  public var size: Double?

  /// Text inside the axes.
  ///
  /// - Parameters:
  ///   - text: the text; mathematics between dollars.
  ///   - place: where it stands.
  public init(_ text: String, _ place: Place = .topLeft) {
    self.text = text
    self.place = place
  }

  /// The same in another colour.
  public func color(_ color: Color) -> CornerText {
    var copy = self
    copy.color = color
    return copy
  }

  /// The same in another size, in points.
  public func size(_ points: Double) -> CornerText {
    var copy = self
    copy.size = points
    return copy
  }

  /// None: the data say what the axes show.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    DataExtent(x: nil, y: nil)
  }

  /// The text.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    [placed(in: frame, color: self.color ?? color).group(role: "annotation")]
  }

  /// The text's box.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    placed(in: frame, color: .black).frame.raster
  }

  /// The text.
  public var summary: String { "the note “\(text)”" }

  private func placed(in frame: PlotFrame, color: Color) -> PlacedText {
    let size = size ?? frame.style.legendSize
    let ticks = frame.style.tickDirection == .inward ? frame.style.tickLength : 0
    let room = frame.rectangle.inset(by: ticks + 0.45 * size)
    let horizontal: TextAnchor.Horizontal
    let x: Double
    switch place {
    case .topLeft, .left, .bottomLeft: (horizontal, x) = (.left, room.minX)
    case .top, .center, .bottom: (horizontal, x) = (.center, room.midX)
    case .topRight, .right, .bottomRight: (horizontal, x) = (.right, room.maxX)
    }
    let vertical: TextAnchor.Vertical
    let y: Double
    switch place {
    case .topLeft, .top, .topRight: (vertical, y) = (.top, room.minY)
    case .left, .center, .right: (vertical, y) = (.center, room.midY)
    case .bottomLeft, .bottom, .bottomRight: (vertical, y) = (.bottom, room.maxY)
    }
    return frame.style.text(text, size: size, color: color).placed(
      at: Point(x, y), anchor: TextAnchor(horizontal, vertical))
  }
}
