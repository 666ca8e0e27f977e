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

  /// The place of an angle at a fraction of the radius; NaN outside.
  func point(angle: Double, fraction: Double) -> Point {
    guard fraction >= -1e-9, fraction <= 1 + 1e-6 else { return Point(.nan, .nan) }
    let direction = zero + (isClockwise ? -angle : angle)
    return Point(
      center.x + radius * fraction * cos(direction), center.y - radius * fraction * sin(direction))
  }

  /// The angle and the fraction of the radius at a place.
  func value(at place: Point) -> (angle: Double, fraction: Double) {
    let (dx, dy) = (place.x - center.x, center.y - place.y)
    let direction = atan2(dy, dx) - zero
    return (isClockwise ? -direction : direction, hypot(dx, dy) / radius)
  }
}
