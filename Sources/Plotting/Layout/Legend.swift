/// Names of marks with samples, measured.
struct Legend: Sendable {
  let entries: [LegendEntry]
  let style: FigureStyle
  private let texts: [TextBlock]
  private let rowHeight: Double

  /// Entries with their samples.
  ///
  /// - Parameters:
  ///   - entries: what is listed.
  ///   - style: sizes and fonts.
  ///   - width: the widest entry; longer names are wrapped.
  init(entries: [LegendEntry], style: FigureStyle, width: Double = .infinity) {
    self.entries = entries
    self.style = style
    let room = width - Self.sampleWidth(entries, style) - 0.5 * style.legendSize
    texts = entries.map { style.block($0.text, size: style.legendSize, width: room) }
    rowHeight = texts.map(\.height).reduce(1.28 * style.legendSize, max)
  }

  /// The same with names wrapped that are wider than a width with their samples.
  private func wrapped(to width: Double) -> Legend {
    let widest = texts.map(\.width).max() ?? 0
    guard sampleWidth + sampleGap + widest > width else { return self }
    return Legend(entries: entries, style: style, width: width)
  }

  /// The legend beside axes: at most two fifths of a column wide.
  var besideAxes: Legend { wrapped(to: 0.4 * style.singleColumn.points) }

  private var sampleWidth: Double { Self.sampleWidth(entries, style) }

  private static func sampleWidth(_ entries: [LegendEntry], _ style: FigureStyle) -> Double {
    let hasLines = entries.contains { $0.line != nil || $0.patch != nil }
    return (hasLines ? 1.9 : 0.9) * style.legendSize
  }
  private var sampleGap: Double { 0.5 * style.legendSize }
  private var padding: Double { 0.35 * style.legendSize }
  private var entryGap: Double { 1.1 * style.legendSize }

  /// Entries below each other.
  var columnSize: Size {
    let widest = texts.map(\.width).max() ?? 0
    return Size(
      sampleWidth + sampleGap + widest + 2 * padding,
      Double(entries.count) * rowHeight + 2 * padding)
  }

  /// Where the legend goes inside the axes; nil where it belongs outside.
  func placeInside(
    _ axes: Rectangle, _ placement: LegendPlacement, obstacles: () -> [Point]
  ) -> Rectangle? {
    let size = columnSize
    let room = room(in: axes)
    let right = room.maxX - size.width
    let bottom = room.maxY - size.height
    let corner: Point
    switch placement {
    case .none, .above, .right: return nil
    case .topLeft: corner = Point(room.minX, room.minY)
    case .topRight: corner = Point(right, room.minY)
    case .bottomLeft: corner = Point(room.minX, bottom)
    case .bottomRight: corner = Point(right, bottom)
    case .automatic: return bestPlace(in: axes, obstacles: obstacles()).rectangle
    }
    return Rectangle(x: corner.x, y: corner.y, width: size.width, height: size.height)
  }

  /// Whether the legend has room inside the axes.
  func fits(in axes: Rectangle) -> Bool {
    let room = room(in: axes)
    return columnSize.width <= room.width && columnSize.height <= room.height
  }

  private func room(in axes: Rectangle) -> Rectangle {
    let ticks = style.tickDirection == .inward ? style.tickLength : 0
    return axes.inset(by: ticks + 0.25 * style.legendSize)
  }

  /// The place that hides the fewest obstacles, corners first.
  func bestPlace(in axes: Rectangle, obstacles: [Point]) -> (rectangle: Rectangle, hidden: Int) {
    let size = columnSize
    let room = room(in: axes)
    guard room.width >= size.width, room.height >= size.height else {
      return (
        Rectangle(x: room.minX, y: room.minY, width: size.width, height: size.height), .max
      )
    }
    let spots = LegendSpots(obstacles, in: axes)
    var best: (rectangle: Rectangle, hidden: Int, cost: Double)?
    let steps = 8
    for column in 0...steps {
      for row in 0...steps {
        let across = Double(column) / Double(steps)
        let down = Double(row) / Double(steps)
        let place = Rectangle(
          x: room.minX + across * (room.width - size.width),
          y: room.minY + down * (room.height - size.height), width: size.width,
          height: size.height)
        let seen = place.outset(by: 1.5)
        let hidden = spots.count(in: seen)
        // Away from the corners a legend looks lost; upper right is where readers expect it.
        let distance = min(across, 1 - across) + min(down, 1 - down)
        let cost = Double(hidden) + 4 * distance + 0.2 * (1 - across) + 0.3 * down
        if cost < best?.cost ?? .infinity { best = (place, hidden, cost) }
      }
    }
    let chosen = best ?? (room, 0, 0)
    return (chosen.rectangle, chosen.hidden)
  }

  /// The legend in one column at a place inside the axes.
  func item(at place: Rectangle) -> DisplayItem {
    // Without a frame a lone marker would pass for a data point.
    let hasOnlyMarkers = entries.allSatisfy { $0.line == nil && $0.patch == nil }
    let edge = Stroke(
      style.ground.mixed(with: style.foreground, fraction: 0.3), width: 0.7 * style.axisWidth)
    var items: [DisplayItem] = [
      .path(
        Path(place), fill: style.ground.opacity(0.85), stroke: hasOnlyMarkers ? edge : nil)
    ]
    for (index, text) in texts.enumerated() {
      let middle = place.minY + padding + (Double(index) + 0.5) * rowHeight
      items += row(index, text: text, left: place.minX + padding, middle: middle)
    }
    return .group(DisplayGroup(role: "legend", items: items, frame: place))
  }

  /// The legend in rows above a box: items and what they occupy.
  func rowsAbove(_ box: Rectangle, bottom: Double) -> Decoration {
    wrapped(to: box.width).wrappedRows(above: box, bottom: bottom)
  }

  private func wrappedRows(above box: Rectangle, bottom: Double) -> Decoration {
    var rows: [[Int]] = [[]]
    var used = 0.0
    for (index, text) in texts.enumerated() {
      let width = sampleWidth + sampleGap + text.width
      if used > 0, used + entryGap + width > box.width {
        rows.append([])
        used = 0
      }
      used += (used > 0 ? entryGap : 0) + width
      rows[rows.count - 1].append(index)
    }
    var items: [DisplayItem] = []
    let height = Double(rows.count) * rowHeight
    var frame = Rectangle(x: box.midX, y: bottom - height, width: 0, height: height)
    for (line, indices) in rows.enumerated() {
      let widths = indices.map { sampleWidth + sampleGap + texts[$0].width }
      let total = widths.reduce(0, +) + entryGap * Double(indices.count - 1)
      var left = box.midX - total / 2
      frame = frame.union(
        Rectangle(x: left, y: bottom - height, width: total, height: height))
      for (index, width) in zip(indices, widths) {
        let middle = bottom - height + (Double(line) + 0.5) * rowHeight
        items += row(index, text: texts[index], left: left, middle: middle)
        left += width + entryGap
      }
    }
    return Decoration(role: "legend", items: items, frame: frame)
  }

  private func row(_ index: Int, text: TextBlock, left: Double, middle: Double) -> [DisplayItem] {
    let entry = entries[index]
    var items: [DisplayItem] = []
    if let patch = entry.patch {
      let height = 0.62 * style.legendSize
      items.append(
        .path(
          Path(
            Rectangle(
              x: left, y: middle - height / 2, width: sampleWidth, height: height)),
          fill: patch, stroke: nil))
    }
    if var line = entry.line {
      line.cap = .butt
      items.append(
        .path(
          Path(polyline: [Point(left, middle), Point(left + sampleWidth, middle)]), fill: nil,
          stroke: line))
    }
    if let marker = entry.marker {
      items.append(
        .markers(
          marker, positions: [Point(left + sampleWidth / 2, middle)],
          colors: [entry.markerColor], scales: [1]))
    }
    let set = text.placed(
      at: Point(
        left + sampleWidth + sampleGap,
        middle + style.digitHeight(style.legendSize) / 2 - text.lastBaseline / 2),
      anchor: TextAnchor(.left, .baseline))
    let width = sampleWidth + sampleGap + text.width
    return [
      .group(
        DisplayGroup(
          role: "legend-entry", items: items + set.items,
          frame: Rectangle(
            x: left, y: middle - rowHeight / 2, width: width, height: rowHeight)))
    ]
  }
}

extension FigureStyle {
  /// Height of a digit at a font size: half of it is the line on which text looks centred.
  func digitHeight(_ size: Double) -> Double {
    (typeset("0", family: fontFamily, size: size, color: .black).inkBounds?.height) ?? 0.7 * size
  }
}
