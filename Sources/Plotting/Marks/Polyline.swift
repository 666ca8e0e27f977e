/// Preparing long lines for drawing: clipping and thinning that do not show.
package enum Polyline {
  /// Parts of a line inside a rectangle, so that no coordinate is far off the page.
  ///
  /// - Parameters:
  ///   - points: the line.
  ///   - box: what may be seen, with room for the line's width.
  /// - Returns: the parts, each of at least one point.
  package static func clipped(_ points: [Point], to box: Rectangle) -> [[Point]] {
    guard points.count > 1 else { return points.filter { box.contains($0) }.map { [$0] } }
    if points.allSatisfy({ box.contains($0) }) { return [points] }
    var parts: [[Point]] = []
    var current: [Point] = []
    for (start, end) in zip(points, points.dropFirst()) {
      guard let (first, last) = segment(start, end, in: box) else {
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

  /// The part of a segment inside a rectangle (Liang and Barsky's method).
  private static func segment(_ start: Point, _ end: Point, in box: Rectangle) -> (Point, Point)? {
    var low = 0.0
    var high = 1.0
    let dx = end.x - start.x
    let dy = end.y - start.y
    for (direction, distance) in [
      (-dx, start.x - box.minX), (dx, box.maxX - start.x), (-dy, start.y - box.minY),
      (dy, box.maxY - start.y),
    ] {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        low = max(low, distance / direction)
      } else {
        high = min(high, distance / direction)
      }
    }
    guard low <= high else { return nil }
    let first = low > 0 ? Point(start.x + low * dx, start.y + low * dy) : start
    let last = high < 1 ? Point(start.x + high * dx, start.y + high * dy) : end
    return (first, last)
  }

  /// A line with fewer points that looks the same: of consecutive points within one column of
  /// pixels only the first, the lowest, the highest and the last are kept.
  ///
  /// - Parameters:
  ///   - points: the line.
  ///   - column: width of a column of pixels in points.
  /// - Returns: the thinned line; short lines come back as they are.
  package static func decimated(_ points: [Point], column: Double = 0.24) -> [Point] {
    guard points.count > 64 else { return points }
    var kept: [Point] = []
    var index = 0
    while index < points.count {
      let key = (points[index].x / column).rounded(.down)
      var end = index + 1
      var lowest = index
      var highest = index
      while end < points.count, (points[end].x / column).rounded(.down) == key {
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
        end += 1
      }
      if end - index <= 4 {
        kept += points[index..<end]
      } else {
        var previous = -1
        for chosen in [index, min(lowest, highest), max(lowest, highest), end - 1]
        where chosen > previous {
          kept.append(points[chosen])
          previous = chosen
        }
      }
      index = end
    }
    return kept
  }

  /// Points along a line at most a distance apart, for finding what a legend would hide.
  static func samples(of points: [Point], spacing: Double) -> [Point] {
    guard let first = points.first else { return [] }
    var samples = [first]
    for (start, end) in zip(points, points.dropFirst()) {
      let length = max(abs(end.x - start.x), abs(end.y - start.y))
      let count = max(1, Int(min(length / spacing, 10_000)))
      for step in 1...count {
        let fraction = Double(step) / Double(count)
        samples.append(
          Point(start.x + fraction * (end.x - start.x), start.y + fraction * (end.y - start.y)))
      }
    }
    return samples
  }

  /// A line without points nearer to the one before than a distance; its ends stay.
  static func spaced(_ points: [Point], by distance: Double) -> [Point] {
    guard points.count > 3, var last = points.first, let end = points.last else { return points }
    var kept = [last]
    for point in points.dropFirst().dropLast()
    where abs(point.x - last.x) + abs(point.y - last.y) > distance {
      kept.append(point)
      last = point
    }
    return kept + [end]
  }
}
