import Foundation

extension PlacedText {
  /// The text moved as far as it takes to be inside a rectangle.
  func moved(inside room: Rectangle) -> PlacedText {
    let dx = max(0, room.minX - frame.minX) - max(0, frame.maxX - room.maxX)
    let dy = max(0, room.minY - frame.minY) - max(0, frame.maxY - room.maxY)
    return moved(dx, dy)
  }

  /// The text moved by distances on the page.
  func moved(_ dx: Double, _ dy: Double) -> PlacedText {
    guard dx != 0 || dy != 0 else { return self }
    func moved(_ item: DisplayItem) -> DisplayItem {
      switch item {
      case .text(var run):
        run.pivot = Point(run.pivot.x + dx, run.pivot.y + dy)
        run.glyphs = run.glyphs.map {
          var glyph = $0
          glyph.origin = Point(glyph.origin.x + dx, glyph.origin.y + dy)
          return glyph
        }
        return .text(run)
      case .path(let path, let fill, let stroke):
        return .path(path.mapped { Point($0.x + dx, $0.y + dy) }, fill: fill, stroke: stroke)
      default: return item
      }
    }
    return PlacedText(
      items: items.map(moved),
      frame: Rectangle(
        x: frame.x + dx, y: frame.y + dy, width: frame.width, height: frame.height))
  }

  /// The text turned about a place by any angle, counterclockwise as seen, in radians.
  func turned(by angle: Double, about pivot: Point) -> PlacedText {
    func place(_ point: Point) -> Point {
      let (dx, dy) = (point.x - pivot.x, point.y - pivot.y)
      return Point(
        pivot.x + dx * cos(angle) + dy * sin(angle), pivot.y - dx * sin(angle) + dy * cos(angle))
    }
    let corners = [
      Point(frame.minX, frame.minY), Point(frame.maxX, frame.minY), Point(frame.minX, frame.maxY),
      Point(frame.maxX, frame.maxY),
    ].map(place)
    let left = corners.map(\.x).min() ?? 0
    let top = corners.map(\.y).min() ?? 0
    let turned = items.map { item -> DisplayItem in
      switch item {
      case .text(var run):
        run.rotation += angle
        run.pivot = pivot
        return .text(run)
      case .path(let path, let fill, let stroke):
        return .path(path.mapped(place), fill: fill, stroke: stroke)
      default: return item
      }
    }
    return PlacedText(
      items: turned,
      frame: Rectangle(
        x: left, y: top, width: (corners.map(\.x).max() ?? 0) - left,
        height: (corners.map(\.y).max() ?? 0) - top))
  }
}

extension Path {
  /// The path with every point moved.
  func mapped(_ move: (Point) -> Point) -> Path {
    Path(
      elements.map {
        switch $0 {
        case .move(let point): .move(move(point))
        case .line(let point): .line(move(point))
        case .curve(let first, let second, let end): .curve(move(first), move(second), move(end))
        case .close: .close
        }
      })
  }
}

extension Rectangle {
  /// Points all over the rectangle, for finding what a legend would hide.
  var raster: [Point] {
    let columns = max(1, Int(width / 3))
    let rows = max(1, Int(height / 3))
    return (0...columns).flatMap { column in
      (0...rows).map { row in
        Point(
          minX + Double(column) / Double(columns) * width,
          minY + Double(row) / Double(rows) * height)
      }
    }
  }
}
