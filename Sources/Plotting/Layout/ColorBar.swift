/// A bar of colours with numbers beside a panel.
struct ColorBar {
  var key: ColorKey
  var style: FigureStyle

  /// The bar as high as a box, with its ticks and name on the right.
  func decorations(beside box: Rectangle, left: Double) -> [Decoration] {
    let bar = Rectangle(x: left, y: box.minY, width: style.tickLabelSize, height: box.height)
    let style = style
    let ticks = TickContext(
      domain: key.low...key.high, scale: key.scale, length: bar.height,
      fontSize: style.tickLabelSize,
      isVertical: true, extent: { style.text($0, size: style.tickLabelSize).height }
    ).ticks(key.ticks, hasMinor: false)

    func place(_ value: Double) -> Double {
      let (low, high) = (key.scale.position(of: key.low), key.scale.position(of: key.high))
      return bar.maxY - (key.scale.position(of: value) - low) / (high - low) * bar.height
    }

    var marks = Path()
    for tick in ticks.major {
      let y = place(tick.value)
      marks.elements += [
        .move(Point(bar.maxX, y)), .line(Point(bar.maxX + style.tickLength, y)),
      ]
    }
    let line = Stroke(style.foreground, width: style.axisWidth, join: .miter)
    let count = 256
    var pixels: [UInt8] = []
    let colors = key.bytes(count: count)
    for row in 0..<count {
      let entry = 4 * (count - 1 - row)
      pixels += colors[entry..<(entry + 4)]
    }
    var parts = [
      Decoration(
        role: "colorbar",
        items: [
          .image(
            RasterImage(width: 1, height: count, pixels: pixels), frame: bar),
          .path(marks, fill: nil, stroke: line), .path(Path(bar), fill: nil, stroke: line),
        ],
        frame: Rectangle(
          x: bar.x - line.width / 2, y: bar.y - line.width / 2,
          width: bar.width + style.tickLength + line.width, height: bar.height + line.width))
    ]
    let half = style.digitHeight(style.tickLabelSize) / 2
    let labelLeft = bar.maxX + style.tickLength + 0.3 * style.tickLabelSize
    // Numbers of both signs line up where their digits start.
    let widest = ticks.major.map { style.text($0.text, size: style.tickLabelSize).width }.max() ?? 0
    let labels = ticks.major.map { tick in
      Decoration(
        style.text(tick.text, size: style.tickLabelSize).placed(
          at: Point(labelLeft + widest, place(tick.value) + half),
          anchor: TextAnchor(.right, .baseline)),
        role: "tick-label")
    }
    parts += labels
    let right = labels.map(\.frame.maxX).max() ?? labelLeft
    if let factor = ticks.factor {
      parts.append(
        Decoration(
          style.text(factor, size: style.tickLabelSize).placed(
            at: Point(bar.minX, box.minY - 0.35 * style.tickLabelSize),
            anchor: TextAnchor(.left, .bottom)),
          role: "axis-factor"))
    }
    if let label = key.label, !label.isEmpty {
      parts.append(
        Decoration(
          style.block(label, size: style.labelSize, width: bar.height).placed(
            at: Point(right + 0.4 * style.labelSize, box.midY),
            anchor: TextAnchor(.center, .top), quarterTurns: 1),
          role: "axis-label"))
    }
    return parts
  }
}
