/// A bar of colours with numbers at one side of a panel.
struct ColorBar {
  var key: ColorKey
  var style: FigureStyle

  private var isUpright: Bool { key.side == .right || key.side == .left }
  private var size: Double { style.tickLabelSize }

  /// The bar as long as a box, with its ticks and its name on the far side.
  ///
  /// - Parameters:
  ///   - box: what it stands beside.
  ///   - edge: place of the bar's near edge, across where it is upright and down where it lies.
  /// - Returns: the bar, its numbers, its power of ten and its name.
  func decorations(beside box: Rectangle, from edge: Double) -> [Decoration] {
    let bar: Rectangle =
      switch key.side {
      case .right: Rectangle(x: edge, y: box.minY, width: size, height: box.height)
      case .left: Rectangle(x: edge - size, y: box.minY, width: size, height: box.height)
      case .bottom: Rectangle(x: box.minX, y: edge, width: box.width, height: size)
      case .top: Rectangle(x: box.minX, y: edge - size, width: box.width, height: size)
      }
    let ticks = ticks(length: isUpright ? bar.height : bar.width)
    var parts = [body(bar, ticks: ticks)]
    let labels = isUpright ? numbersBeside(bar, ticks) : numbersAlong(bar, ticks)
    parts += labels
    if let factor = ticks.factor { parts.append(self.factor(factor, bar: bar, labels: labels)) }
    if let label = key.label, !label.isEmpty { parts.append(name(label, bar: bar, parts: parts)) }
    return parts
  }

  private func ticks(length: Double) -> AxisTicks {
    let (style, isUpright) = (style, isUpright)
    return TickContext(
      domain: key.low...key.high, scale: key.scale, length: length, fontSize: size,
      isVertical: isUpright,
      extent: {
        let text = style.text($0, size: style.tickLabelSize)
        return isUpright ? text.height : text.width
      }
    ).ticks(key.ticks, hasMinor: false)
  }

  /// Place of a value along the bar.
  private func place(_ value: Double, bar: Rectangle) -> Double {
    let (low, high) = (key.scale.position(of: key.low), key.scale.position(of: key.high))
    let fraction = (key.scale.position(of: value) - low) / (high - low)
    return isUpright ? bar.maxY - fraction * bar.height : bar.minX + fraction * bar.width
  }

  private func body(_ bar: Rectangle, ticks: AxisTicks) -> Decoration {
    var marks = Path()
    let length = style.tickLength
    for tick in ticks.major {
      let at = place(tick.value, bar: bar)
      let (start, end): (Point, Point) =
        switch key.side {
        case .right: (Point(bar.maxX, at), Point(bar.maxX + length, at))
        case .left: (Point(bar.minX, at), Point(bar.minX - length, at))
        case .bottom: (Point(at, bar.maxY), Point(at, bar.maxY + length))
        case .top: (Point(at, bar.minY), Point(at, bar.minY - length))
        }
      marks.elements += [.move(start), .line(end)]
    }
    let line = Stroke(style.foreground, width: style.axisWidth, join: .miter)
    var frame = bar.outset(by: line.width / 2)
    switch key.side {
    case .right: frame.width += length
    case .bottom: frame.height += length
    case .left: (frame.x, frame.width) = (frame.x - length, frame.width + length)
    case .top: (frame.y, frame.height) = (frame.y - length, frame.height + length)
    }
    return Decoration(
      role: "colorbar",
      items: [
        .image(gradient, frame: bar), .path(marks, fill: nil, stroke: line),
        .path(Path(bar), fill: nil, stroke: line),
      ], frame: frame)
  }

  /// The colours, low values below or on the left.
  private var gradient: RasterImage {
    let count = 256
    let colors = key.bytes(count: count)
    guard isUpright else { return RasterImage(width: count, height: 1, pixels: colors) }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * count)
    for row in 0..<count {
      let entry = 4 * (count - 1 - row)
      pixels += colors[entry..<(entry + 4)]
    }
    return RasterImage(width: 1, height: count, pixels: pixels)
  }

  private func numbersBeside(_ bar: Rectangle, _ ticks: AxisTicks) -> [Decoration] {
    let half = style.digitHeight(size) / 2
    let texts = ticks.major.map { style.text($0.text, size: size) }
    let pad = style.tickLength + 0.3 * size
    // Numbers of both signs line up where their digits end.
    let widest = texts.map(\.width).max() ?? 0
    let edge = key.side == .right ? bar.maxX + pad + widest : bar.minX - pad
    return zip(ticks.major, texts).map { tick, text in
      Decoration(
        text.placed(
          at: Point(edge, place(tick.value, bar: bar) + half),
          anchor: TextAnchor(.right, .baseline)),
        role: "tick-label")
    }
  }

  private func numbersAlong(_ bar: Rectangle, _ ticks: AxisTicks) -> [Decoration] {
    let texts = ticks.major.map { style.text($0.text, size: size) }
    let pad = style.tickLength + 0.35 * size
    let ascent = texts.compactMap { $0.inkBounds.map { -$0.minY } }.max() ?? 0
    let descent = texts.compactMap { $0.inkBounds.map(\.maxY) }.max() ?? 0
    let baseline =
      key.side == .bottom ? bar.maxY + pad + ascent : bar.minY - pad - max(0, descent)
    return zip(ticks.major, texts).map { tick, text in
      Decoration(
        text.placed(
          at: Point(place(tick.value, bar: bar), baseline), anchor: TextAnchor(.center, .baseline)),
        role: "tick-label")
    }
  }

  /// The power of ten: above an upright bar, at the right end of a lying one, clear of numbers.
  private func factor(_ factor: String, bar: Rectangle, labels: [Decoration]) -> Decoration {
    let text = style.text(factor, size: size)
    switch key.side {
    case .right, .left:
      let isRight = key.side == .right
      return Decoration(
        text.placed(
          at: Point(isRight ? bar.minX : bar.maxX, bar.minY - 0.35 * size),
          anchor: TextAnchor(isRight ? .left : .right, .bottom)),
        role: "axis-factor")
    case .bottom:
      let below = labels.map(\.frame.maxY).max() ?? bar.maxY
      return Decoration(
        text.placed(at: Point(bar.maxX, below + 0.35 * size), anchor: TextAnchor(.right, .top)),
        role: "axis-factor")
    case .top:
      let above = labels.map(\.frame.minY).min() ?? bar.minY
      return Decoration(
        text.placed(at: Point(bar.maxX, above - 0.35 * size), anchor: TextAnchor(.right, .bottom)),
        role: "axis-factor")
    }
  }

  private func name(_ label: String, bar: Rectangle, parts: [Decoration]) -> Decoration {
    let pad = 0.4 * style.labelSize
    let block = style.block(
      label, size: style.labelSize, width: isUpright ? bar.height : bar.width)
    let placed: PlacedText
    switch key.side {
    case .right:
      // The power of ten stands above the bar, not beside it.
      let right = parts.filter { $0.role != "axis-factor" }.map(\.frame.maxX).max() ?? bar.maxX
      placed = block.placed(
        at: Point(right + pad, bar.midY), anchor: TextAnchor(.center, .top), quarterTurns: 1)
    case .left:
      let left = parts.filter { $0.role != "axis-factor" }.map(\.frame.minX).min() ?? bar.minX
      placed = block.placed(
        at: Point(left - pad, bar.midY), anchor: TextAnchor(.center, .bottom), quarterTurns: 1)
    case .bottom:
      let below = parts.map(\.frame.maxY).max() ?? bar.maxY
      placed = block.placed(
        at: Point(bar.midX, below + pad), anchor: TextAnchor(.center, .top))
    case .top:
      let above = parts.map(\.frame.minY).min() ?? bar.minY
      placed = block.placed(
        at: Point(bar.midX, above - pad), anchor: TextAnchor(.center, .bottom))
    }
    return Decoration(placed, role: "axis-label")
  }
}
