/// Axes, ticks, labels, title, colour bars and outer legend of a plot.
extension PreparedPlot {
  func decorations(in box: Rectangle) -> [Decoration] {
    let geometry = geometry(in: box)
    let frame = geometry.rectangle
    var ticks: [AxisSide: SideTicks] = [:]
    for (side, axis) in axes {
      ticks[side] = SideTicks(
        geometry.pieces[side] ?? [], axis: axis.axis, isVertical: side.isVertical, style: style)
    }
    var parts: [Decoration] = []
    if let gridLine = style.gridLine, !isImage {
      parts.append(grid(gridLine, frame: frame, ticks: ticks))
    }
    parts.append(axisLines(geometry, ticks: ticks))
    for side in AxisSide.allCases {
      guard let axis = axes[side], let own = ticks[side] else { continue }
      parts += labels(side, axis: axis, ticks: own, frame: frame)
    }
    for side in [AxisSide.left, .right] {
      guard let axis = axes[side], !axis.hidesNumbers, let factor = ticks[side]?.factor else {
        continue
      }
      parts.append(verticalFactor(factor, side: side, axis: axis, frame: frame, avoiding: parts))
    }
    var right = parts.map(\.frame.maxX).max() ?? frame.maxX
    // Labels below and above may reach beyond the axes; bars beside them need not keep clear.
    if axes[.right] == nil { right = frame.maxX }
    for key in keys {
      let gap = style.tickLabelSize
      let edge =
        switch key.side {
        case .right: right + gap
        case .left: (parts.map(\.frame.minX).min() ?? frame.minX) - gap
        case .bottom: (parts.map(\.frame.maxY).max() ?? frame.maxY) + gap
        case .top: (parts.map(\.frame.minY).min() ?? frame.minY) - gap
        }
      let bar = ColorBar(key: key, style: style).decorations(beside: frame, from: edge)
      if key.side == .right { right = bar.map(\.frame.maxX).max() ?? right }
      parts += bar
    }
    if let whole = legend, legendPlacement == .right {
      let legend = whole.besideAxes
      let size = legend.columnSize
      let place = Rectangle(
        x: right + 0.5 * style.legendSize, y: frame.minY, width: size.width, height: size.height)
      parts.append(Decoration(role: "legend", items: [legend.item(at: place)], frame: place))
    }
    if let legend, legendPlacement == .above {
      parts.append(
        lifted(from: frame.minY - 0.35 * style.tickLabelSize, avoiding: parts) {
          legend.rowsAbove(frame, bottom: $0)
        })
    }
    if let title = plot.title, !title.isEmpty {
      let block = style.block(title, size: style.titleSize, width: frame.width)
      parts.append(
        lifted(from: frame.minY - 0.5 * style.titleSize, avoiding: parts) {
          Decoration(
            block.placed(at: Point(frame.midX, $0), anchor: TextAnchor(.center, .bottom)),
            role: "title")
        })
    }
    return parts
  }

  /// Something above the axes, raised until it keeps clear of what is there.
  private func lifted(
    from bottom: Double, avoiding parts: [Decoration], _ make: (_ bottom: Double) -> Decoration
  ) -> Decoration {
    var made = make(bottom)
    for _ in 0..<8 {
      let wide = made.frame.outset(by: 2)
      let obstacles = parts.filter { $0.role != "axes" && $0.role != "grid" }
        .filter { $0.frame.overlaps(wide) }
      guard let top = obstacles.map(\.frame.minY).min() else { break }
      made = make(top - 0.4 * style.tickLabelSize)
    }
    return made
  }

  private func grid(_ line: Stroke, frame: Rectangle, ticks: [AxisSide: SideTicks]) -> Decoration {
    var path = Path()
    for tick in ticks[.bottom]?.major ?? [] {
      path.elements += [
        .move(Point(tick.place, frame.minY)), .line(Point(tick.place, frame.maxY)),
      ]
    }
    for tick in ticks[.left]?.major ?? [] {
      path.elements += [
        .move(Point(frame.minX, tick.place)), .line(Point(frame.maxX, tick.place)),
      ]
    }
    return Decoration(
      role: "grid", items: [.path(path, fill: nil, stroke: line)], frame: frame, isBehind: true)
  }

  // MARK: Numbers and names

  private var tickPad: Double {
    0.42 * style.tickLabelSize + (isOutward ? style.tickLength : 0)
  }

  private func labels(
    _ side: AxisSide, axis: PreparedAxis, ticks: SideTicks, frame: Rectangle
  ) -> [Decoration] {
    let name = axis.hidesName ? nil : axis.axis.text(style)
    let numbers = axis.hidesNumbers ? [] : ticks.major
    switch side {
    case .bottom:
      return horizontalLabels(
        numbers, isTurned: ticks.isTurned, name: name,
        factor: axis.hidesNumbers ? nil : ticks.factor, axis: axis, frame: frame)
    case .top:
      return labelsAbove(
        numbers, isTurned: ticks.isTurned, name: name,
        factor: axis.hidesNumbers ? nil : ticks.factor, axis: axis, frame: frame)
    case .left, .right:
      return verticalLabels(side, numbers, name: name, axis: axis, frame: frame)
    }
  }

  private func nameBlock(_ name: String, axis: PreparedAxis, width: Double) -> TextBlock {
    style.with { $0.foreground = axis.axis.color ?? $0.foreground }
      .block(name, size: style.labelSize, width: width)
  }

  private func factorText(_ factor: String, axis: PreparedAxis) -> TypesetText {
    style.text(factor, size: style.tickLabelSize, color: axis.axis.color)
  }

  private func horizontalLabels(
    _ numbers: [SideTicks.Major], isTurned: Bool, name: String?, factor: String?,
    axis: PreparedAxis,
    frame: Rectangle
  ) -> [Decoration] {
    let ascent = numbers.compactMap { $0.text.inkBounds.map { -$0.minY } }.max() ?? 0
    let baseline = frame.maxY + tickPad + ascent
    var parts = numbers.map { tick in
      Decoration(
        isTurned
          ? tick.text.placed(
            at: Point(tick.place, frame.maxY + tickPad), anchor: TextAnchor(.right, .center),
            quarterTurns: 1)
          : tick.text.placed(
            at: Point(tick.place, baseline), anchor: TextAnchor(.center, .baseline)),
        role: "tick-label")
    }
    let bottom =
      parts.map(\.frame.maxY).max() ?? frame.maxY + (isOutward ? style.tickLength : 0)
    let pad = 0.4 * style.labelSize
    var nameFrame: Rectangle?
    if let name {
      let placed = nameBlock(name, axis: axis, width: frame.width).placed(
        at: Point(frame.midX, bottom + pad), anchor: TextAnchor(.center, .top))
      nameFrame = placed.frame
      parts.append(Decoration(placed, role: "axis-label"))
    }
    if let factor {
      let text = factorText(factor, axis: axis)
      var placed = text.placed(
        at: Point(frame.maxX, bottom + pad), anchor: TextAnchor(.right, .top))
      if let nameFrame, placed.frame.outset(by: 3).overlaps(nameFrame) {
        placed = text.placed(
          at: Point(frame.maxX, nameFrame.maxY + pad), anchor: TextAnchor(.right, .top))
      }
      parts.append(Decoration(placed, role: "axis-factor"))
    }
    return parts
  }

  private func labelsAbove(
    _ numbers: [SideTicks.Major], isTurned: Bool, name: String?, factor: String?,
    axis: PreparedAxis,
    frame: Rectangle
  ) -> [Decoration] {
    let descent = numbers.compactMap { $0.text.inkBounds.map(\.maxY) }.max() ?? 0
    let baseline = frame.minY - tickPad - max(0, descent)
    var parts = numbers.map { tick in
      Decoration(
        isTurned
          ? tick.text.placed(
            at: Point(tick.place, frame.minY - tickPad), anchor: TextAnchor(.left, .center),
            quarterTurns: 1)
          : tick.text.placed(
            at: Point(tick.place, baseline), anchor: TextAnchor(.center, .baseline)),
        role: "tick-label")
    }
    let top = parts.map(\.frame.minY).min() ?? frame.minY - (isOutward ? style.tickLength : 0)
    let pad = 0.4 * style.labelSize
    var nameFrame: Rectangle?
    if let name {
      let placed = nameBlock(name, axis: axis, width: frame.width).placed(
        at: Point(frame.midX, top - pad), anchor: TextAnchor(.center, .bottom))
      nameFrame = placed.frame
      parts.append(Decoration(placed, role: "axis-label"))
    }
    if let factor {
      let text = factorText(factor, axis: axis)
      var placed = text.placed(
        at: Point(frame.maxX, top - pad), anchor: TextAnchor(.right, .bottom))
      if let nameFrame, placed.frame.outset(by: 3).overlaps(nameFrame) {
        placed = text.placed(
          at: Point(frame.maxX, nameFrame.minY - pad), anchor: TextAnchor(.right, .bottom))
      }
      parts.append(Decoration(placed, role: "axis-factor"))
    }
    return parts
  }

  private func verticalLabels(
    _ side: AxisSide, _ numbers: [SideTicks.Major], name: String?, axis: PreparedAxis,
    frame: Rectangle
  ) -> [Decoration] {
    let half = style.digitHeight(style.tickLabelSize) / 2
    // Numbers of both signs line up where their digits end.
    let widest = numbers.map(\.text.width).max() ?? 0
    let edge = side == .left ? frame.minX - tickPad : frame.maxX + tickPad + widest
    var parts = numbers.map { tick in
      Decoration(
        tick.text.placed(
          at: Point(edge, tick.place + half), anchor: TextAnchor(.right, .baseline)),
        role: "tick-label")
    }
    guard let name else {
      guard !parts.isEmpty, axis.numberRoom > 0 else { return parts }
      // Nothing is drawn here now, but longer numbers may be.
      let room = tickPad + axis.numberRoom
      parts.append(
        Decoration(
          role: "room", items: [],
          frame: Rectangle(
            x: side == .left ? frame.minX - room : frame.maxX, y: frame.midY, width: room, height: 0
          )))
      return parts
    }
    let block = nameBlock(name, axis: axis, width: frame.height)
    let ticks = isOutward ? style.tickLength : 0
    let place: Point
    if side == .left {
      let left = min(
        parts.map(\.frame.minX).min() ?? frame.minX - ticks, frame.minX - tickPad - axis.numberRoom)
      place = Point(left - 0.4 * style.labelSize, frame.midY)
    } else {
      let right = max(
        parts.map(\.frame.maxX).max() ?? frame.maxX + ticks, frame.maxX + tickPad + axis.numberRoom)
      place = Point(right + 0.4 * style.labelSize, frame.midY)
    }
    parts.append(
      Decoration(
        block.placed(
          at: place, anchor: TextAnchor(.center, side == .left ? .bottom : .top), quarterTurns: 1),
        role: "axis-label"))
    return parts
  }

  private func verticalFactor(
    _ factor: String, side: AxisSide, axis: PreparedAxis, frame: Rectangle,
    avoiding parts: [Decoration]
  ) -> Decoration {
    let text = factorText(factor, axis: axis)
    return lifted(from: frame.minY - 0.35 * style.tickLabelSize, avoiding: parts) { bottom in
      Decoration(
        text.placed(
          at: Point(side == .left ? frame.minX : frame.maxX, bottom),
          anchor: TextAnchor(side == .left ? .left : .right, .bottom)),
        role: "axis-factor")
    }
  }
}
