/// The lines around a plot with their ticks.
extension PreparedPlot {
  /// Images are not to be drawn over: their ticks point outward.
  var isOutward: Bool { style.tickDirection == .outward || isImage }

  /// Spines and ticks, cut where axes are broken.
  func axisLines(_ geometry: AxesGeometry, ticks: [AxisSide: SideTicks]) -> Decoration {
    let frame = geometry.rectangle
    let line = Stroke(style.foreground, width: style.axisWidth, join: .miter, cap: .square)
    var items: [DisplayItem] = []
    for side in AxisSide.allCases {
      // A side without an axis of its own mirrors the ticks of the opposite one.
      let isMirror = ticks[side] == nil
      guard let own = ticks[side] ?? ticks[side.opposite],
        !isMirror || (style.isBoxed && !isOutward)
      else { continue }
      let path = tickPath(own, side: side, frame: frame)
      guard !path.elements.isEmpty else { continue }
      var tickLine = line
      tickLine.cap = .butt
      tickLine.color = isMirror ? line.color : color(of: side)
      items.append(.path(path, fill: nil, stroke: tickLine))
    }
    let sides = AxisSide.allCases.filter { style.isBoxed || axes[$0] != nil }
    let isPlain =
      !sides.contains { geometry.spans(along: $0).count > 1 }
      && !sides.contains { color(of: $0) != style.foreground }
    if isPlain, sides.count == 4 {
      items.append(.path(Path(frame), fill: nil, stroke: line))
    } else if isPlain, sides == [.bottom, .left] {
      let corner = Path(polyline: [
        Point(frame.minX, frame.minY), Point(frame.minX, frame.maxY), Point(frame.maxX, frame.maxY),
      ])
      items.append(.path(corner, fill: nil, stroke: line))
    } else {
      for side in sides {
        var own = line
        own.color = color(of: side)
        items += spine(side, geometry: geometry, line: own)
      }
    }
    var occupied = frame.outset(by: style.axisWidth / 2)
    let reach = isOutward ? style.tickLength : 0
    for side in AxisSide.allCases where axes[side] != nil {
      occupied = occupied.union(frame.grown(by: reach + style.axisWidth / 2, at: side))
    }
    if sides.contains(where: { geometry.spans(along: $0).count > 1 }) {
      occupied = occupied.union(frame.outset(by: slash + style.axisWidth / 2))
    }
    return Decoration(role: "axes", items: items, frame: occupied)
  }

  private func color(of side: AxisSide) -> Color { axes[side]?.axis.color ?? style.foreground }

  /// How far the slashes at breaks reach beyond the line.
  private var slash: Double { 0.28 * style.tickLabelSize }

  private func tickPath(_ ticks: SideTicks, side: AxisSide, frame: Rectangle) -> Path {
    var path = Path()
    func add(_ place: Double, length: Double) {
      let reach = isOutward ? length : -length
      switch side {
      case .bottom:
        path.elements += [
          .move(Point(place, frame.maxY)), .line(Point(place, frame.maxY + reach)),
        ]
      case .top:
        path.elements += [
          .move(Point(place, frame.minY)), .line(Point(place, frame.minY - reach)),
        ]
      case .left:
        path.elements += [
          .move(Point(frame.minX, place)), .line(Point(frame.minX - reach, place)),
        ]
      case .right:
        path.elements += [
          .move(Point(frame.maxX, place)), .line(Point(frame.maxX + reach, place)),
        ]
      }
    }
    for tick in ticks.major { add(tick.place, length: style.tickLength) }
    for place in ticks.minor { add(place, length: style.minorTickLength) }
    return path
  }

  /// The line of a side, with slashes at its breaks.
  private func spine(
    _ side: AxisSide, geometry: AxesGeometry, line: Stroke
  ) -> [DisplayItem] {
    let frame = geometry.rectangle
    let across: Double =
      switch side {
      case .bottom: frame.maxY
      case .top: frame.minY
      case .left: frame.minX
      case .right: frame.maxX
      }
    func point(_ along: Double, _ off: Double = 0) -> Point {
      side.isVertical ? Point(across + off, along) : Point(along, across + off)
    }
    let spans = geometry.spans(along: side)
    var path = Path()
    var cuts = Path()
    for (index, span) in spans.enumerated() {
      path.elements += [.move(point(span.from)), .line(point(span.to))]
      let ends =
        (index > 0 ? [span.from] : []) + (index < spans.count - 1 ? [span.to] : [])
      for end in ends {
        cuts.elements +=
          side.isVertical
          ? [.move(point(end + 0.5 * slash, -slash)), .line(point(end - 0.5 * slash, slash))]
          : [.move(point(end - 0.5 * slash, slash)), .line(point(end + 0.5 * slash, -slash))]
      }
    }
    var capped = line
    if spans.count > 1 { capped.cap = .butt }
    var items: [DisplayItem] = [.path(path, fill: nil, stroke: capped)]
    if !cuts.elements.isEmpty {
      var thin = line
      thin.cap = .round
      items.append(.path(cuts, fill: nil, stroke: thin))
    }
    return items
  }
}

extension Rectangle {
  /// The rectangle grown by a distance at one side.
  fileprivate func grown(by distance: Double, at side: AxisSide) -> Rectangle {
    var copy = self
    switch side {
    case .bottom: copy.height += distance
    case .right: copy.width += distance
    case .top:
      copy.y -= distance
      copy.height += distance
    case .left:
      copy.x -= distance
      copy.width += distance
    }
    return copy
  }
}
