import Foundation

/// A map of the sphere at its place on the page: what marks of a sphere draw into.
public struct SphereMapFrame: Sendable {
  /// How the sphere is spread out.
  public let projection: MapProjection
  /// The middle of the map on the page.
  public let center: Point
  /// Half the map's height, in points.
  public let halfHeight: Double
  /// The style of the figure.
  public let style: FigureStyle

  private let ahead: SIMD3<Double>
  private let right: SIMD3<Double>
  private let up: SIMD3<Double>

  /// A map about a direction, given in degrees.
  init(
    projection: MapProjection, azimuth: Double, elevation: Double, center: Point,
    halfHeight: Double, style: FigureStyle
  ) {
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    ahead = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    right = SIMD3(-sin(a), cos(a), 0)
    up = SIMD3(-sin(e) * cos(a), -sin(e) * sin(a), cos(e))
    self.projection = projection
    self.center = center
    self.halfHeight = halfHeight
    self.style = style
  }

  /// The rectangle about the map.
  public var rectangle: Rectangle {
    let halfWidth = projection.halfWidth * halfHeight
    return Rectangle(
      x: center.x - halfWidth, y: center.y - halfHeight, width: 2 * halfWidth,
      height: 2 * halfHeight)
  }

  /// The rim of the map.
  var outline: Path {
    let circle = Path(circleAt: .zero, radius: halfHeight)
    func place(_ point: Point) -> Point {
      Point(center.x + projection.halfWidth * point.x, center.y + point.y)
    }
    return Path(
      circle.elements.map {
        switch $0 {
        case .move(let point): .move(place(point))
        case .line(let point): .line(place(point))
        case .curve(let a, let b, let end): .curve(place(a), place(b), place(end))
        case .close: .close
        }
      })
  }

  /// The place of a direction on the page; NaN for the centre of the sphere, which has none.
  public func point(_ direction: SIMD3<Double>) -> Point {
    let length = (direction * direction).sum().squareRoot()
    guard length > 1e-12, length.isFinite else { return Point(.nan, .nan) }
    let unit = direction / length
    let place = projection.place(
      SIMD3((unit * ahead).sum(), (unit * right).sum(), (unit * up).sum()))
    return Point(center.x + halfHeight * place.x, center.y - halfHeight * place.y)
  }

  /// The direction at a place of the page, or nil outside the map.
  public func direction(at point: Point) -> SIMD3<Double>? {
    let place = SIMD2((point.x - center.x) / halfHeight, (center.y - point.y) / halfHeight)
    return projection.direction(place).map { $0.x * ahead + $0.y * right + $0.z * up }
  }

  /// A line on the sphere as lines on the map: bent as great circles are, and parted where it
  /// crosses the rim, with both ends at it.
  ///
  /// - Parameter directions: places on the sphere or in it; only their directions count.
  /// - Returns: joined points; a gap at places that are not finite or have no direction.
  func lines(_ directions: [SIMD3<Double>]) -> [[Point]] {
    var parts = Parts()
    for (start, end) in zip(directions, directions.dropFirst()) {
      let (from, to) = (point(start), point(end))
      guard from.x.isFinite, to.x.isFinite else {
        parts.close()
        continue
      }
      if parts.current.isEmpty { parts.current = [from] }
      add(start.normalized, from, end.normalized, to, depth: 0, to: &parts)
    }
    parts.close()
    return parts.lines
  }

  /// Lines that are being collected.
  private struct Parts {
    var lines: [[Point]] = []
    var current: [Point] = []

    mutating func close() {
      if current.count > 1 { lines.append(current) }
      current = []
    }
  }

  /// Divides a segment until its parts are short on the page; one that stays long however short it
  /// is on the sphere crosses the rim.
  private func add(
    _ start: SIMD3<Double>, _ from: Point, _ end: SIMD3<Double>, _ to: Point, depth: Int,
    to parts: inout Parts
  ) {
    let length = hypot(to.x - from.x, to.y - from.y)
    let middle = start + end
    // Opposite points are joined by no line rather than another.
    if depth > 40 || (middle * middle).sum() < 1e-12 {
      if length > 1 {
        parts.close()
        parts.current = [to]
      } else {
        parts.current.append(to)
      }
      return
    }
    let between = middle.normalized
    let half = point(between)
    let bend = hypot(half.x - (from.x + to.x) / 2, half.y - (from.y + to.y) / 2)
    if length < 2 || (length < 0.1 * halfHeight && bend < 0.02) {
      parts.current.append(to)
      return
    }
    add(start, from, between, half, depth: depth + 1, to: &parts)
    add(between, half, end, to, depth: depth + 1, to: &parts)
  }
}

extension SIMD3<Double> {
  /// The vector of length 1 in the same direction.
  var normalized: SIMD3<Double> { self / (self * self).sum().squareRoot() }

  /// The unit vector at a polar angle and an azimuth.
  init(colatitude polar: Double, longitude azimuth: Double) {
    self.init(sin(polar) * cos(azimuth), sin(polar) * sin(azimuth), cos(polar))
  }
}
