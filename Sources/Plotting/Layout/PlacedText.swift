/// Which point of a text is put at a place.
package struct TextAnchor: Sendable, Hashable {
  enum Horizontal: Sendable { case left, center, right }
  enum Vertical: Sendable { case top, center, baseline, bottom }
  var horizontal: Horizontal
  var vertical: Vertical

  init(_ horizontal: Horizontal, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }
}

/// Text at its place, with the box of its ink.
struct PlacedText {
  var items: [DisplayItem]
  var frame: Rectangle

  /// The same at another height.
  func moved(down distance: Double) -> PlacedText {
    func moved(_ item: DisplayItem) -> DisplayItem {
      switch item {
      case .text(var run):
        run.pivot.y += distance
        for index in run.glyphs.indices { run.glyphs[index].origin.y += distance }
        return .text(run)
      case .path(let path, let fill, let stroke):
        return .path(path.moved(down: distance), fill: fill, stroke: stroke)
      default: return item
      }
    }
    var copy = self
    copy.items = items.map(moved)
    copy.frame.y += distance
    return copy
  }

  /// As a group that tests and the SVG writer can recognize.
  func group(role: String) -> DisplayItem {
    .group(DisplayGroup(role: role, items: items, frame: frame))
  }
}

extension Path {
  fileprivate func moved(down distance: Double) -> Path {
    func place(_ point: Point) -> Point { Point(point.x, point.y + distance) }
    return Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(place(point))
        case .line(let point): .line(place(point))
        case .curve(let first, let second, let end): .curve(place(first), place(second), place(end))
        case .close: .close
        }
      })
  }
}

extension TypesetText {
  /// The text put on the page.
  ///
  /// - Parameters:
  ///   - place: where the anchor goes.
  ///   - anchor: which point of the text that is, before rotating.
  ///   - quarterTurns: how often the text is turned by 90° counterclockwise about the place.
  /// - Returns: the items and the box of the ink on the page.
  func placed(at place: Point, anchor: TextAnchor, quarterTurns: Int = 0) -> PlacedText {
    let left: Double =
      switch anchor.horizontal {
      case .left: 0
      case .center: -width / 2
      case .right: -width
      }
    let baseline: Double =
      switch anchor.vertical {
      case .top: ascent
      case .center: (ascent - descent) / 2
      case .baseline: 0
      case .bottom: -descent
      }
    let color = runs.first?.color ?? .black
    let angle = Double(quarterTurns) * .pi / 2
    var items: [DisplayItem] = runs.map { run in
      var moved = run
      moved.glyphs = run.glyphs.map {
        var glyph = $0
        glyph.origin = Point(
          glyph.origin.x + place.x + left, glyph.origin.y + place.y + baseline)
        return glyph
      }
      moved.rotation = angle
      moved.pivot = place
      return .text(moved)
    }
    for rule in rules {
      let moved = Rectangle(
        x: rule.x + place.x + left, y: rule.y + place.y + baseline, width: rule.width,
        height: rule.height)
      items.append(
        .path(Path(moved.turned(quarterTurns, about: place)), fill: color, stroke: nil))
    }
    let ink =
      inkBounds ?? Rectangle(x: 0, y: -ascent, width: width, height: height)
    let box = Rectangle(
      x: ink.x + place.x + left, y: ink.y + place.y + baseline, width: ink.width,
      height: ink.height)
    return PlacedText(items: items, frame: box.turned(quarterTurns, about: place))
  }
}

extension Rectangle {
  /// The rectangle turned by quarter turns, counterclockwise as seen.
  func turned(_ quarterTurns: Int, about pivot: Point) -> Rectangle {
    var box = self
    for _ in 0..<(((quarterTurns % 4) + 4) % 4) {
      // (dx, dy) → (dy, −dx), with y downwards.
      box = Rectangle(
        x: pivot.x + (box.y - pivot.y), y: pivot.y - (box.maxX - pivot.x), width: box.height,
        height: box.width)
    }
    return box
  }

  /// The rectangle between opposite corners.
  init(_ first: Point, _ second: Point) {
    self.init(
      x: min(first.x, second.x), y: min(first.y, second.y), width: abs(second.x - first.x),
      height: abs(second.y - first.y))
  }

  /// The rectangle grown by a distance on each side.
  func outset(by distance: Double) -> Rectangle { inset(by: -distance) }

  /// Whether a point is inside.
  func contains(_ point: Point) -> Bool {
    point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
  }
}

extension FigureStyle {
  /// Text set in the style's family and, unless told otherwise, its foreground colour.
  func text(_ source: String, size: Double, color: Color? = nil) -> TypesetText {
    typeset(source, family: fontFamily, size: size, color: color ?? foreground)
  }
}
