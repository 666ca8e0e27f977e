import Foundation

/// Places of angles and radii on the page.
struct PolarProjection: Sendable, Hashable {
  /// Where the radius is least.
  var center: Point
  /// Radius of the outer circle, in points.
  var radius: Double
  /// Direction of angle 0, counterclockwise from the right, in radians.
  var zero: Double
  /// Whether angles grow clockwise.
  var isClockwise: Bool

  /// Arcs are drawn by chords of at most this angle, which leave the circle by 0.004 %.
  static let step = Double.pi / 180

  /// The square about the disk.
  var square: Rectangle {
    Rectangle(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
  }

  /// Direction of an angle on the page, counterclockwise from the right.
  func direction(_ angle: Double) -> Double { zero + (isClockwise ? -angle : angle) }

  /// The place of an angle at a fraction of the radius, wherever that is.
  func place(angle: Double, fraction: Double) -> Point {
    let direction = direction(angle)
    return Point(
      center.x + radius * fraction * cos(direction), center.y - radius * fraction * sin(direction))
  }

  /// The place of an angle at a fraction of the radius; NaN outside.
  func point(angle: Double, fraction: Double) -> Point {
    guard fraction >= -1e-9, fraction <= 1 + 1e-6 else { return Point(.nan, .nan) }
    return place(angle: angle, fraction: fraction)
  }

  /// The angle and the fraction of the radius at a place.
  func value(at place: Point) -> (angle: Double, fraction: Double) {
    let (dx, dy) = (place.x - center.x, center.y - place.y)
    let direction = atan2(dy, dx) - zero
    return (isClockwise ? -direction : direction, hypot(dx, dy) / radius)
  }

  /// Places along an arc.
  func arc(from start: Double, to end: Double, fraction: Double) -> [Point] {
    let count = max(1, min(3600, Int((abs(end - start) / Self.step).rounded(.up))))
    return (0...count).map {
      place(angle: start + Double($0) / Double(count) * (end - start), fraction: fraction)
    }
  }

  /// The parts of a line inside the circle, cut exactly at it.
  func clipped(_ points: [Point]) -> [[Point]] {
    var parts: [[Point]] = []
    var current: [Point] = []
    func isInside(_ point: Point) -> Bool {
      hypot(point.x - center.x, point.y - center.y) <= radius * (1 + 1e-9)
    }
    if points.count == 1 { return points.filter(isInside).map { [$0] } }
    for (start, end) in zip(points, points.dropFirst()) {
      guard let (first, last) = chord(start, end) else {
        if !current.isEmpty { parts.append(current) }
        current = []
        continue
      }
      if current.last != first {
        if !current.isEmpty { parts.append(current) }
        current = [first]
      }
      current.append(last)
      if last != end {
        parts.append(current)
        current = []
      }
    }
    if !current.isEmpty { parts.append(current) }
    return parts
  }

  /// The part of a segment inside the circle.
  private func chord(_ start: Point, _ end: Point) -> (Point, Point)? {
    let (ax, ay) = (start.x - center.x, start.y - center.y)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let reach = radius * (1 + 1e-9)
    let a = dx * dx + dy * dy
    let c = ax * ax + ay * ay - reach * reach
    guard a > 0 else { return c <= 0 ? (start, end) : nil }
    let b = ax * dx + ay * dy
    let root = b * b - a * c
    guard root >= 0 else { return nil }
    let low = max(0, (-b - root.squareRoot()) / a)
    let high = min(1, (-b + root.squareRoot()) / a)
    guard low < high else { return nil }
    return (
      low > 0 ? Point(start.x + low * dx, start.y + low * dy) : start,
      high < 1 ? Point(start.x + high * dx, start.y + high * dy) : end
    )
  }

  // MARK: Text

  /// Text beyond the circle in the direction of an angle.
  func outside(_ text: TypesetText, angle: Double, distance: Double) -> PlacedText {
    let (dx, dy) = (cos(direction(angle)), -sin(direction(angle)))
    let ink = text.inkBounds ?? Rectangle(x: 0, y: 0, width: text.width, height: text.height)
    // The box touches the circle of the distance, whatever its shape: a corner or a side does.
    var reach = radius + distance + abs(dx) * ink.width / 2 + abs(dy) * ink.height / 2
    for _ in 0..<20 {
      let (x, y) = (abs(reach * dx), abs(reach * dy))
      let nearest = hypot(max(0, x - ink.width / 2), max(0, y - ink.height / 2))
      let excess = nearest - radius - distance
      if abs(excess) < 0.02 { break }
      reach -= excess
    }
    return text.placed(
      at: Point(
        center.x + reach * dx - ink.midX, center.y + reach * dy - ink.midY),
      anchor: TextAnchor(.left, .baseline))
  }

  /// Text about a place, moved towards the centre until it is inside the circle.
  func inside(_ text: TypesetText, angle: Double, fraction: Double, margin: Double) -> PlacedText {
    let (dx, dy) = (cos(direction(angle)), -sin(direction(angle)))
    let ink = text.inkBounds ?? Rectangle(x: 0, y: 0, width: text.width, height: text.height)
    var reach = fraction * radius
    for _ in 0..<20 {
      let (x, y) = (abs(reach * dx) + ink.width / 2, abs(reach * dy) + ink.height / 2)
      let excess = hypot(x, y) + margin - radius
      if excess <= 0.01 { break }
      reach = max(0, reach - excess)
    }
    return text.placed(
      at: Point(center.x + reach * dx - ink.midX, center.y + reach * dy - ink.midY),
      anchor: TextAnchor(.left, .baseline))
  }
}
