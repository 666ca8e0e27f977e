extension Marker {
  /// The shape's lines about the origin, in points.
  ///
  /// - Parameter scale: multiplies the size.
  /// - Returns: a closed outline to fill (or to stroke, where `outline` is positive); for plus and
  ///   cross, lines to stroke.
  public func path(scale: Double = 1) -> Path {
    let radius = size * scale / 2
    switch shape {
    case .circle:
      // Four cubic arcs; the error is below 0.03 % of the radius.
      let k = 0.5522847498 * radius
      return Path([
        .move(Point(radius, 0)),
        .curve(Point(radius, k), Point(k, radius), Point(0, radius)),
        .curve(Point(-k, radius), Point(-radius, k), Point(-radius, 0)),
        .curve(Point(-radius, -k), Point(-k, -radius), Point(0, -radius)),
        .curve(Point(k, -radius), Point(radius, -k), Point(radius, 0)),
        .close,
      ])
    case .square:
      // The same area as the circle.
      let half = radius * 0.886
      return Path(Rectangle(x: -half, y: -half, width: 2 * half, height: 2 * half))
    case .diamond:
      return Self.polygon([(0, -1.15), (0.95, 0), (0, 1.15), (-0.95, 0)], radius)
    case .triangleUp:
      return Self.polygon([(0, -1.15), (1.1, 0.8), (-1.1, 0.8)], radius)
    case .triangleDown:
      return Self.polygon([(0, 1.15), (-1.1, -0.8), (1.1, -0.8)], radius)
    case .plus:
      return Path([
        .move(Point(-radius, 0)), .line(Point(radius, 0)), .move(Point(0, -radius)),
        .line(Point(0, radius)),
      ])
    case .cross:
      let arm = radius * 0.85
      return Path([
        .move(Point(-arm, -arm)), .line(Point(arm, arm)), .move(Point(-arm, arm)),
        .line(Point(arm, -arm)),
      ])
    case .star:
      // Corners at 36° steps, the inner ones at 0.382 of the outer radius.
      let corners: [(Double, Double)] = [
        (0, -1), (0.2245, -0.309), (0.9511, -0.309), (0.3633, 0.118), (0.5878, 0.809), (0, 0.382),
        (-0.5878, 0.809), (-0.3633, 0.118), (-0.9511, -0.309), (-0.2245, -0.309),
      ]
      return Self.polygon(corners, radius * 1.2)
    }
  }

  /// Width of the stroke that draws the shape in points, or nil if it is filled.
  public var strokeWidth: Double? {
    switch shape {
    case .plus, .cross: outline > 0 ? outline : size * 0.18
    default: outline > 0 ? outline : nil
    }
  }

  private static func polygon(_ corners: [(Double, Double)], _ radius: Double) -> Path {
    Path(polyline: corners.map { Point($0.0 * radius, $0.1 * radius) }, closed: true)
  }
}
