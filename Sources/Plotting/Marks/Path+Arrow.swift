extension Path {
  /// The head of an arrow: a notched triangle.
  ///
  /// - Parameters:
  ///   - tip: where it points.
  ///   - start: where it comes from; only the direction matters.
  ///   - length: of the head, in points.
  init(arrowheadAt tip: Point, from start: Point, length: Double) {
    let (dx, dy) = (tip.x - start.x, tip.y - start.y)
    let distance = (dx * dx + dy * dy).squareRoot()
    guard distance > 0 else {
      self.init()
      return
    }
    let (ux, uy) = (dx / distance, dy / distance)
    func corner(_ back: Double, _ side: Double) -> Point {
      Point(tip.x - back * ux - side * uy, tip.y - back * uy + side * ux)
    }
    self.init(
      polyline: [
        tip, corner(length, 0.42 * length), corner(0.75 * length, 0),
        corner(length, -0.42 * length),
      ], closed: true)
  }
}

/// A straight arrow on the page.
struct DrawnArrow {
  var start: Point
  var end: Point
  var stroke: Stroke
  var headLength: Double
  /// Whether there is a head at the start as well.
  var isDouble = false

  /// The shaft and the heads; nothing where the arrow has no length.
  var items: [DisplayItem] {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.5, length.isFinite else { return [] }
    let head = min(headLength, (isDouble ? 0.45 : 0.8) * length)
    let back = 0.8 * head / length
    let from = isDouble ? Point(start.x + back * dx, start.y + back * dy) : start
    let to = Point(end.x - back * dx, end.y - back * dy)
    var shaft = stroke
    shaft.cap = .butt
    var items: [DisplayItem] = [
      .path(Path(polyline: [from, to]), fill: nil, stroke: shaft),
      .path(
        Path(arrowheadAt: end, from: start, length: head), fill: stroke.color, stroke: nil),
    ]
    if isDouble {
      items.append(
        .path(
          Path(arrowheadAt: start, from: end, length: head), fill: stroke.color, stroke: nil))
    }
    return items
  }
}
