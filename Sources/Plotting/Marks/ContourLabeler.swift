import Foundation

/// Puts the values of contours on their lines, where they are straightest.
struct ContourLabeler {
  let frame: PlotFrame
  private(set) var labels: [PlacedText] = []

  init(frame: PlotFrame) { self.frame = frame }

  private static func size(_ style: FigureStyle) -> Double { 0.85 * style.tickLabelSize }

  /// The value of a line.
  static func text(_ level: Double, color: Color, style: FigureStyle) -> TypesetText {
    style.text(NumberFormat.significant(level, digits: 4), size: size(style), color: color)
  }

  /// Adds the label of a line if there is room for it.
  ///
  /// - Returns: the parts of the line that remain.
  mutating func label(_ line: [Point], _ level: Double, color: Color) -> [[Point]] {
    let size = Self.size(frame.style)
    let text = Self.text(level, color: color, style: frame.style)
    let gap = text.width + 0.7 * size
    var lengths = [0.0]
    for (start, end) in zip(line, line.dropFirst()) {
      lengths.append(lengths[lengths.count - 1] + hypot(end.x - start.x, end.y - start.y))
    }
    guard let total = lengths.last, total > 2.6 * gap else { return [line] }
    func place(_ length: Double) -> Point {
      let index = min(max(lengths.firstIndex { $0 >= length } ?? line.count - 1, 1), line.count - 1)
      let step = lengths[index] - lengths[index - 1]
      let fraction = step > 0 ? (length - lengths[index - 1]) / step : 0
      let (start, end) = (line[index - 1], line[index])
      return Point(
        start.x + fraction * (end.x - start.x), start.y + fraction * (end.y - start.y))
    }
    let room = frame.rectangle.inset(by: 0.3 * size)
    var best: (start: Double, bend: Double, text: PlacedText)?
    for step in 0...24 {
      let start = (total - gap) * (0.06 + 0.88 * Double(step) / 24)
      let (from, to) = (place(start), place(start + gap))
      let chord = hypot(to.x - from.x, to.y - from.y)
      // How far from straight, with a slight preference for the middle of the line.
      let bend = (gap - chord) / gap + 0.02 * abs(Double(step) / 12 - 1)
      guard bend < 0.1, bend < best?.bend ?? .infinity else { continue }
      var angle = atan2(from.y - to.y, to.x - from.x)
      if angle > .pi / 2 { angle -= .pi }
      if angle < -.pi / 2 { angle += .pi }
      let middle = Point((from.x + to.x) / 2, (from.y + to.y) / 2)
      let half = frame.style.digitHeight(size) / 2
      let placed = text.placed(
        at: Point(middle.x, middle.y + half), anchor: TextAnchor(.center, .baseline)
      ).turned(by: angle, about: middle)
      let wide = placed.frame.outset(by: 1.5)
      guard room.holds(placed.frame), !labels.contains(where: { $0.frame.overlaps(wide) }) else {
        continue
      }
      best = (start, bend, placed)
    }
    guard let best else { return [line] }
    labels.append(best.text)
    let (from, to) = (best.start, best.start + gap)
    let before = line.indices.filter { lengths[$0] < from }.map { line[$0] } + [place(from)]
    let after = [place(to)] + line.indices.filter { lengths[$0] > to }.map { line[$0] }
    return [before, after]
  }
}

extension Rectangle {
  /// Whether another rectangle is inside.
  func holds(_ other: Rectangle) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }
}
