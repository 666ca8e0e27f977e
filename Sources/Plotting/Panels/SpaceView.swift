import Foundation

/// Space seen from afar: parallel lines stay parallel.
struct SpaceView {
  /// Unit vectors of the page and towards the viewer.
  let right: SIMD3<Double>
  let up: SIMD3<Double>
  let towards: SIMD3<Double>
  /// Points on the page for a unit of space.
  var scale: Double
  /// The place of the origin on the page.
  var origin: Point

  /// A view from a direction, given in degrees.
  init(azimuth: Double, elevation: Double, scale: Double = 1, origin: Point = .zero) {
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    towards = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    right = SIMD3(-sin(a), cos(a), 0)
    up = SIMD3(-sin(e) * cos(a), -sin(e) * sin(a), cos(e))
    self.scale = scale
    self.origin = origin
  }

  /// The place of a point of space on the page.
  func point(_ place: SIMD3<Double>) -> Point {
    Point(
      origin.x + scale * (place * right).sum(), origin.y - scale * (place * up).sum())
  }

  /// The direction on the page of a direction in space, of length 1; to the right where it has none.
  func direction(_ vector: SIMD3<Double>) -> SIMD2<Double> {
    let (x, y) = ((vector * right).sum(), -(vector * up).sum())
    let length = hypot(x, y)
    return length > 1e-9 ? SIMD2(x / length, y / length) : SIMD2(1, 0)
  }
}
