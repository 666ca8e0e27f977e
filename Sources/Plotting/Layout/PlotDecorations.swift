/// Axes, ticks, labels, title, colour bars and outer legend of a plot.
extension PreparedPlot {
  func decorations(in box: Rectangle) -> [Decoration] {
    let frame = frame(in: box)
    let axes = frame.rectangle
    let xTicks = horizontalTicks(frame)
    let yTicks = verticalTicks(frame)
    var parts: [Decoration] = []
    if let gridLine = style.gridLine, !isImage {
      parts.append(grid(gridLine, frame: frame, x: xTicks, y: yTicks))
    }
    parts.append(axisLines(frame, x: xTicks, y: yTicks))
    parts += horizontalLabels(frame, ticks: xTicks)
    parts += verticalLabels(frame, ticks: yTicks)
    var right = axes.maxX
    for key in keys {
      let bar = ColorBar(key: key, style: style)
      let decorations = bar.decorations(beside: axes, left: right + style.tickLabelSize)
      right = decorations.map(\.frame.maxX).max() ?? right
      parts += decorations
    }
    if let legend, legendPlacement == .right {
      let size = legend.columnSize
      let place = Rectangle(
        x: right + 0.5 * style.legendSize, y: axes.minY, width: size.width, height: size.height)
      parts.append(Decoration(role: "legend", items: [legend.item(at: place)], frame: place))
    }
    var top = axes.minY - 0.35 * style.tickLabelSize
    if let legend, legendPlacement == .above {
      let factorTop = parts.first { $0.role == "axis-factor" && $0.frame.maxY < axes.minY }
      let rows = legend.rowsAbove(
        axes, bottom: min(top, factorTop.map { $0.frame.minY - 2 } ?? top))
      parts.append(rows)
      top = rows.frame.minY - 0.2 * style.titleSize
    }
    if let title = plot.title {
      parts.append(self.title(title, above: axes, bottom: top, avoiding: parts))
    }
    return parts
  }

  private func horizontalTicks(_ frame: PlotFrame) -> AxisTicks {
    let style = style
    return TickContext(
      domain: frame.xDomain, scale: frame.xScale, length: frame.rectangle.width,
      fontSize: style.tickLabelSize, isVertical: false,
      extent: { style.text($0, size: style.tickLabelSize).width }
    ).ticks(plot.xAxis.ticks, hasMinor: style.hasMinorTicks)
  }

  private func verticalTicks(_ frame: PlotFrame) -> AxisTicks {
    let style = style
    return TickContext(
      domain: frame.yDomain, scale: frame.yScale, length: frame.rectangle.height,
      fontSize: style.tickLabelSize, isVertical: true,
      extent: { style.text($0, size: style.tickLabelSize).height }
    ).ticks(plot.yAxis.ticks, hasMinor: style.hasMinorTicks)
  }

  private func grid(_ line: Stroke, frame: PlotFrame, x: AxisTicks, y: AxisTicks) -> Decoration {
    let axes = frame.rectangle
    var path = Path()
    for tick in x.major {
      let place = frame.x(tick.value)
      path.elements += [.move(Point(place, axes.minY)), .line(Point(place, axes.maxY))]
    }
    for tick in y.major {
      let place = frame.y(tick.value)
      path.elements += [.move(Point(axes.minX, place)), .line(Point(axes.maxX, place))]
    }
    return Decoration(
      role: "grid", items: [.path(path, fill: nil, stroke: line)], frame: axes, isBehind: true)
  }

  /// Images are not to be drawn over: their ticks point outward.
  private var isOutward: Bool { style.tickDirection == .outward || isImage }

  private func axisLines(_ frame: PlotFrame, x: AxisTicks, y: AxisTicks) -> Decoration {
    let axes = frame.rectangle
    var spine = Path()
    if style.isBoxed {
      spine = Path(axes)
    } else {
      spine = Path(polyline: [
        Point(axes.minX, axes.minY), Point(axes.minX, axes.maxY), Point(axes.maxX, axes.maxY),
      ])
    }
    var ticks = Path()
    func add(length: Double, x values: [Double], y others: [Double]) {
      let reach = isOutward ? length : -length
      for value in values {
        let place = frame.x(value)
        ticks.elements += [
          .move(Point(place, axes.maxY)), .line(Point(place, axes.maxY + reach)),
        ]
        guard style.isBoxed, !isOutward else { continue }
        ticks.elements += [
          .move(Point(place, axes.minY)), .line(Point(place, axes.minY - reach)),
        ]
      }
      for value in others {
        let place = frame.y(value)
        ticks.elements += [
          .move(Point(axes.minX, place)), .line(Point(axes.minX - reach, place)),
        ]
        guard style.isBoxed, !isOutward else { continue }
        ticks.elements += [
          .move(Point(axes.maxX, place)), .line(Point(axes.maxX + reach, place)),
        ]
      }
    }
    add(length: style.tickLength, x: x.major.map(\.value), y: y.major.map(\.value))
    add(length: style.minorTickLength, x: x.minor, y: y.minor)
    let line = Stroke(style.foreground, width: style.axisWidth, join: .miter, cap: .square)
    var tickLine = line
    tickLine.cap = .butt
    let reach = isOutward ? style.tickLength : 0
    return Decoration(
      role: "axes",
      items: [.path(ticks, fill: nil, stroke: tickLine), .path(spine, fill: nil, stroke: line)],
      frame: Rectangle(
        x: axes.minX - reach - style.axisWidth / 2, y: axes.minY - style.axisWidth / 2,
        width: axes.width + reach + style.axisWidth,
        height: axes.height + reach + style.axisWidth))
  }

  private var tickPad: Double {
    0.42 * style.tickLabelSize + (isOutward ? style.tickLength : 0)
  }

  private func horizontalLabels(_ frame: PlotFrame, ticks: AxisTicks) -> [Decoration] {
    let axes = frame.rectangle
    let texts = ticks.major.map { style.text($0.text, size: style.tickLabelSize) }
    let ascent = texts.compactMap { $0.inkBounds.map { -$0.minY } }.max() ?? 0
    let baseline = axes.maxY + tickPad + ascent
    var parts = zip(ticks.major, texts).map { tick, text in
      Decoration(
        text.placed(
          at: Point(frame.x(tick.value), baseline), anchor: TextAnchor(.center, .baseline)),
        role: "tick-label")
    }
    let bottom = parts.map(\.frame.maxY).max() ?? axes.maxY + tickPad
    let pad = 0.4 * style.labelSize
    var labelFrame: Rectangle?
    if let label = plot.xAxis.label, !label.isEmpty {
      let text = style.text(label, size: style.labelSize)
      let placed = text.placed(
        at: Point(axes.midX, bottom + pad), anchor: TextAnchor(.center, .top))
      labelFrame = placed.frame
      parts.append(Decoration(placed, role: "axis-label"))
    }
    if let factor = ticks.factor {
      let text = style.text(factor, size: style.tickLabelSize)
      var placed = text.placed(
        at: Point(axes.maxX, bottom + pad), anchor: TextAnchor(.right, .top))
      if let labelFrame, placed.frame.outset(by: 3).overlaps(labelFrame) {
        placed = text.placed(
          at: Point(axes.maxX, labelFrame.maxY + pad), anchor: TextAnchor(.right, .top))
      }
      parts.append(Decoration(placed, role: "axis-factor"))
    }
    return parts
  }

  private func verticalLabels(_ frame: PlotFrame, ticks: AxisTicks) -> [Decoration] {
    let axes = frame.rectangle
    let half = style.digitHeight(style.tickLabelSize) / 2
    var parts = ticks.major.map { tick in
      Decoration(
        style.text(tick.text, size: style.tickLabelSize).placed(
          at: Point(axes.minX - tickPad, frame.y(tick.value) + half),
          anchor: TextAnchor(.right, .baseline)),
        role: "tick-label")
    }
    let left = parts.map(\.frame.minX).min() ?? axes.minX - tickPad
    if let label = plot.yAxis.label, !label.isEmpty {
      parts.append(
        Decoration(
          style.text(label, size: style.labelSize).placed(
            at: Point(left - 0.4 * style.labelSize, axes.midY),
            anchor: TextAnchor(.center, .bottom), quarterTurns: 1),
          role: "axis-label"))
    }
    if let factor = ticks.factor {
      parts.append(
        Decoration(
          style.text(factor, size: style.tickLabelSize).placed(
            at: Point(axes.minX, axes.minY - 0.35 * style.tickLabelSize),
            anchor: TextAnchor(.left, .bottom)),
          role: "axis-factor"))
    }
    return parts
  }

  private func title(
    _ title: String, above axes: Rectangle, bottom: Double, avoiding parts: [Decoration]
  ) -> Decoration {
    let text = style.text(title, size: style.titleSize)
    let place = Point(axes.midX, bottom - 0.15 * style.titleSize)
    let placed = text.placed(at: place, anchor: TextAnchor(.center, .bottom))
    let wide = placed.frame.outset(by: 2)
    let obstacles = parts.filter { $0.role != "axes" && $0.frame.overlaps(wide) }
    guard let top = obstacles.map(\.frame.minY).min() else {
      return Decoration(placed, role: "title")
    }
    return Decoration(
      text.placed(
        at: Point(axes.midX, top - 0.35 * style.titleSize), anchor: TextAnchor(.center, .bottom)),
      role: "title")
  }
}
