package import Plotting

/// Makes paths safe and sharp before Cairo sees them.
package enum PathPreparation {
  /// Cairo counts in 1/256 of a pixel with 32 bits; beyond this many points things would wrap round.
  private static let farthest = 20_000.0
  /// How far pieces of a line reach over the middle of a segment, in points.
  private static let overlap = 0.15

  /// The path without steps to places that are not finite; lines are interrupted there.
  package static func finite(_ path: Path) -> Path {
    guard !path.elements.allSatisfy(isFinite) else { return path }
    var elements: [Path.Element] = []
    var hasPen = false
    var isBroken = false
    for element in path.elements {
      guard isFinite(element) else {
        hasPen = false
        isBroken = true
        continue
      }
      switch element {
      case .move:
        isBroken = false
        hasPen = true
        elements.append(element)
      case .line(let end), .curve(_, _, let end):
        elements.append(hasPen ? element : .move(end))
        hasPen = true
      case .close:
        // A broken outline stays open.
        if hasPen && !isBroken { elements.append(.close) }
      }
    }
    return Path(elements)
  }

  /// The path without parts far off the page.
  ///
  /// - Parameters:
  ///   - path: finite steps.
  ///   - isFilled: whether outlines have to stay closed, rather than be cut into open lines.
  /// - Returns: the same path if all of it is near.
  package static func near(_ path: Path, isFilled: Bool) -> Path {
    let isNear = path.elements.allSatisfy { element in
      points(of: element).allSatisfy { abs($0.x) < farthest && abs($0.y) < farthest }
    }
    if isNear { return path }
    let box = Rectangle(x: -farthest, y: -farthest, width: 2 * farthest, height: 2 * farthest)
    var result: [Path.Element] = []
    for line in flattened(path) {
      if isFilled {
        result += Path(polyline: polygon(line, in: box), closed: true).elements
      } else {
        for part in Polyline.clipped(line, to: box) { result += Path(polyline: part).elements }
      }
    }
    return Path(result)
  }

  /// The path moved to whole pixels, if it only has level and upright lines: axes, ticks, frames.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - width: its line width in points, or nil for a filled outline.
  ///   - scale: pixels per point.
  /// - Returns: the path whose lines cover whole pixels, or the path as it was.
  package static func snapped(_ path: Path, width: Double?, scale: Double) -> Path {
    guard (2...64).contains(path.elements.count), isAxisParallel(path) else { return path }
    let pixels = width.map { max(1, ($0 * scale).rounded()) } ?? 0
    let offset = width != nil && pixels.truncatingRemainder(dividingBy: 2) == 1 ? 0.5 : 0.0
    func snap(_ value: Double) -> Double { ((value * scale - offset).rounded() + offset) / scale }
    func snap(_ point: Point) -> Point { Point(snap(point.x), snap(point.y)) }
    return Path(
      path.elements.map { element in
        switch element {
        case .move(let point): .move(snap(point))
        case .line(let point): .line(snap(point))
        case .curve, .close: element
        }
      })
  }

  /// A long line in pieces that overlap by a hair in the middle of a segment, with the length before
  /// each piece.
  ///
  /// Cairo's time for one line grows faster than its length where the line crosses itself. Corners
  /// stay inside a piece, and the overlap is too short for doubled edges to show.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - count: points per piece.
  /// - Returns: the pieces, or nil if the path is short or not a plain line.
  package static func pieces(_ path: Path, count: Int = 128) -> [(path: Path, start: Double)]? {
    guard path.elements.count > 2 * count else { return nil }
    var pieces: [(path: Path, start: Double)] = []
    var elements: [Path.Element] = []
    var pen = Point.zero
    var length = 0.0
    var start = 0.0
    for (index, element) in path.elements.enumerated() {
      switch element {
      case .move(let point):
        if elements.count > 1 { pieces.append((Path(elements), start)) }
        elements = [.move(point)]
        pen = point
        length = 0
        start = 0
      case .line(let point):
        let step = ((point.x - pen.x) * (point.x - pen.x) + (point.y - pen.y) * (point.y - pen.y))
          .squareRoot()
        if elements.count >= count, index + 1 < path.elements.count, step > 0 {
          let reach = min(0.5, overlap / step)
          func between(_ t: Double) -> Point {
            Point(pen.x + t * (point.x - pen.x), pen.y + t * (point.y - pen.y))
          }
          elements.append(.line(between(0.5 + reach)))
          pieces.append((Path(elements), start))
          elements = [.move(between(0.5 - reach))]
          start = length + (0.5 - reach) * step
        }
        elements.append(.line(point))
        length += step
        pen = point
      case .curve, .close: return nil
      }
    }
    if elements.count > 1 { pieces.append((Path(elements), start)) }
    return pieces
  }

  // MARK: Parts

  private static func points(of element: Path.Element) -> [Point] {
    switch element {
    case .move(let point), .line(let point): [point]
    case .curve(let first, let second, let end): [first, second, end]
    case .close: []
    }
  }

  private static func isFinite(_ element: Path.Element) -> Bool {
    switch element {
    case .move(let point), .line(let point): point.x.isFinite && point.y.isFinite
    case .curve(let first, let second, let end):
      first.x.isFinite && first.y.isFinite && second.x.isFinite && second.y.isFinite
        && end.x.isFinite && end.y.isFinite
    case .close: true
    }
  }

  private static func isAxisParallel(_ path: Path) -> Bool {
    var pen = Point.zero
    for element in path.elements {
      switch element {
      case .move(let point): pen = point
      case .line(let point):
        if abs(point.x - pen.x) > 1e-9 && abs(point.y - pen.y) > 1e-9 { return false }
        pen = point
      case .curve: return false
      case .close: break
      }
    }
    return true
  }

  /// The outlines as straight lines.
  private static func flattened(_ path: Path) -> [[Point]] {
    var lines: [[Point]] = []
    var line: [Point] = []
    for element in path.elements {
      switch element {
      case .move(let point):
        if line.count > 1 { lines.append(line) }
        line = [point]
      case .line(let point): line.append(point)
      case .curve(let first, let second, let end):
        let from = line.last ?? first
        for step in 1...24 {
          let t = Double(step) / 24
          let s = 1 - t
          let (a, b, c, d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
          line.append(
            Point(
              a * from.x + b * first.x + c * second.x + d * end.x,
              a * from.y + b * first.y + c * second.y + d * end.y))
        }
      case .close:
        if let first = line.first {
          line.append(first)
          lines.append(line)
          line = [first]
        }
      }
    }
    if line.count > 1 { lines.append(line) }
    return lines
  }

  /// A polygon cut at the four sides of a box (Sutherland and Hodgman's method).
  private static func polygon(_ corners: [Point], in box: Rectangle) -> [Point] {
    /// How far inside a side a point is, for each of the four sides.
    let sides: [(Point) -> Double] = [
      { $0.x - box.minX }, { box.maxX - $0.x }, { $0.y - box.minY }, { box.maxY - $0.y },
    ]
    var result = corners
    for depth in sides {
      let input = result
      result = []
      guard var previous = input.last else { break }
      for corner in input {
        let (before, now) = (depth(previous), depth(corner))
        if (before < 0) != (now < 0) {
          let t = before / (before - now)
          result.append(
            Point(
              previous.x + t * (corner.x - previous.x), previous.y + t * (corner.y - previous.y)))
        }
        if now >= 0 { result.append(corner) }
        previous = corner
      }
    }
    return result
  }
}
