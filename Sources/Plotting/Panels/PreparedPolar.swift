import Foundation

/// Polar axes with their data checked.
struct PreparedPolar: PanelContent {
  let plot: PolarPlot
  let style: FigureStyle
  let axis: PreparedAxis
  /// Names at the ends of the spokes.
  let angles: [TickLabel]
  private let marks: [any Mark]
  private let resolved: ResolvedElements
  /// Whether an image fills the disk.
  private let isImage: Bool
  /// The angle at which the numbers of the radial axis stand.
  private var numberAngle = 0.0

  init(_ plot: PolarPlot, style: FigureStyle) throws {
    self.plot = plot
    self.style = style
    marks = plot.marks.map { style.readable($0) }
    guard !marks.isEmpty || plot.radialRange != nil else {
      throw PlottingError(
        .emptyData,
        "This polar plot has nothing to draw. Put a mark inside, such as "
          + "PolarPlot { Line(angles, radii) }, or give .radialRange for empty axes.")
    }
    guard plot.zeroDirection.isFinite, plot.radialDirection?.isFinite ?? true else {
      throw PlottingError(
        .emptyRange,
        "Polar axes need a finite direction of angle 0, got \(plot.zeroDirection) degrees.")
    }
    try PreparedAxis.check(plot.radialScale, name: "radial")
    var extents: [(range: ClosedRange<Double>, isTight: Bool)] = []
    var isImage = false
    for mark in marks {
      if mark.needsStraightAxes {
        throw PlottingError(
          .incompatibleAxes,
          "PolarPlot cannot draw \(type(of: mark)), which needs straight axes. Draw it in a Plot, "
            + "with the angle along x.")
      }
      let extent = try mark.extent(xScale: .linear, yScale: plot.radialScale)
      if let y = extent.y { extents.append((Self.radii(y, of: mark), extent.isTightY)) }
      for base in extent.baselines { extents.append((base...base, true)) }
      if extent.isTightX && extent.isTightY { isImage = true }
    }
    // Radii start at the centre unless the data say otherwise.
    if plot.radialScale == .linear, extents.allSatisfy({ $0.range.lowerBound >= 0 }) {
      extents.append((0...0, true))
    }
    var axis = Axis()
    axis.range = plot.radialRange
    axis.scale = plot.radialScale
    axis.ticks = plot.radialTicks
    axis.label = plot.radialLabel
    self.axis = try PreparedAxis(axis, extents: extents, name: "radial", margin: 0.06)
    self.isImage = isImage
    angles = plot.angleTicks.labels(from: plot.isSymmetric ? -.pi + 1e-9 : 0)
    resolved = try ResolvedElements(
      marks, style: style, title: plot.title, barLabel: plot.colorBarLabel,
      hasLegend: plot.hasLegend)
    numberAngle = plot.radialDirection ?? leastHidingAngle()
  }

  /// Cells about centres that are not negative start at zero, not half a cell before.
  private static func radii(_ range: ClosedRange<Double>, of mark: any Mark) -> ClosedRange<Double>
  {
    guard let first = (mark as? Heatmap)?.y.first, first >= 0, range.lowerBound < 0 else {
      return range
    }
    return 0...range.upperBound
  }

  var preferredAspect: Double? { 1 }
  var hasOpenCorner: Bool { true }
  func settled(in box: Rectangle) -> (any PanelContent)? { nil }

  var summary: String {
    let title = plot.title.map { $0 + ". " } ?? ""
    let name = plot.radialLabel.map { " of \($0)" } ?? ""
    let parts = marks.map(\.summary).joined(separator: "; ")
    return title + "Polar plot\(name), x is the angle and y the radius"
      + (parts.isEmpty ? "." : ": \(parts).")
  }

  func decorations(in box: Rectangle) -> [Decoration] { resolved.decorations(around: box) }

  // MARK: Geometry

  private func projection(_ center: Point, radius: Double) -> PolarProjection {
    PolarProjection(
      center: center, radius: radius, zero: plot.zeroDirection * .pi / 180,
      isClockwise: plot.isClockwise)
  }

  private func frame(_ polar: PolarProjection) -> PlotFrame {
    PlotFrame(
      rectangle: polar.square, xDomain: 0...(2 * .pi), yDomain: axis.domain, xScale: .linear,
      yScale: plot.radialScale, style: style, polar: polar)
  }

  /// The largest disk that fits a box with the names around it.
  private func projection(in box: Rectangle) -> PolarProjection {
    let center = Point(box.midX, box.midY)
    let room = box.inset(by: style.axisWidth)
    var radius = min(room.width, room.height) / 2
    var bounds = room
    for _ in 0..<12 {
      let polar = projection(center, radius: radius)
      bounds = names(polar).reduce(polar.square) { $0.union($1.frame) }
      let scale = min(room.width / bounds.width, room.height / bounds.height)
      if scale > 0.999, scale <= 1 { break }
      // Names do not grow with the disk: a step a little too short never leaves the box.
      radius = max(
        4,
        scale < 1
          ? radius - (1 - scale) * max(bounds.width, bounds.height) / 2 - 0.01
          : radius * min(scale, 1.2))
    }
    return projection(
      Point(center.x + room.midX - bounds.midX, center.y + room.midY - bounds.midY),
      radius: radius)
  }

  /// Names at the angles, and of the radial quantity, outside the disk.
  private func names(_ polar: PolarProjection) -> [PlacedText] {
    let pad = 0.45 * style.tickLabelSize
    var placed: [PlacedText] = []
    // In a small panel every second or third spoke has a name.
    for stride in [1, 2, 3, 4, 6, 12, 24] {
      placed = angles.enumerated().filter { $0.offset % stride == 0 && !$0.element.text.isEmpty }
        .map { _, angle in
          polar.outside(
            style.text(angle.text, size: style.tickLabelSize), angle: angle.value, distance: pad)
        }
      let pairs = zip(placed, placed.dropFirst() + placed.prefix(1))
      if placed.count < 3 || !pairs.contains(where: { $0.frame.outset(by: 1).overlaps($1.frame) }) {
        break
      }
    }
    if let name = plot.radialLabel, !name.isEmpty {
      let text = style.text(name, size: style.labelSize)
      var distance = pad
      var label = polar.outside(text, angle: numberAngle, distance: distance)
      for _ in 0..<40 where placed.contains(where: { $0.frame.outset(by: 2).overlaps(label.frame) })
      {
        distance += 0.25 * style.labelSize
        label = polar.outside(text, angle: numberAngle, distance: distance)
      }
      placed.append(label)
    }
    return placed
  }

  // MARK: Radial numbers

  private func ticks(radius: Double) -> AxisTicks {
    let style = style
    return TickContext(
      domain: axis.domain, scale: axis.axis.scale, length: radius, fontSize: style.tickLabelSize,
      isVertical: true,
      extent: {
        let text = style.text($0, size: style.tickLabelSize)
        return max(text.width, text.height)
      }
    ).ticks(axis.axis.ticks, hasMinor: false)
  }

  /// Numbers on the circles, at an angle between the spokes; those at the rim stand inside it.
  private func numbers(_ frame: PlotFrame, _ polar: PolarProjection, at angle: Double)
    -> [PlacedText]
  {
    let ticks = ticks(radius: polar.radius)
    var placed: [PlacedText] = []
    for tick in ticks.major {
      let fraction = frame.radialFraction(tick.value)
      guard fraction > 0.04, fraction <= 1 + 1e-9 else { continue }
      let isOutermost = tick.value == ticks.major.last?.value
      let words = isOutermost ? ticks.factor.map { "\(tick.text) \($0)" } ?? tick.text : tick.text
      let text = style.text(words, size: style.tickLabelSize)
      let label = polar.inside(
        text, angle: angle, fraction: fraction, margin: 0.3 * style.tickLabelSize)
      guard !placed.contains(where: { $0.frame.outset(by: 1.5).overlaps(label.frame) }) else {
        continue
      }
      placed.append(label)
    }
    return placed
  }

  /// The direction between spokes in which numbers hide the fewest data.
  private func leastHidingAngle() -> Double {
    let polar = projection(Point(0, 0), radius: 0.3 * style.singleColumn.points)
    let frame = frame(polar)
    let spots = LegendSpots(marks.flatMap { $0.obstacles(in: frame) }, in: polar.square)
    let spokes = angles.map(\.value).sorted()
    let gaps = zip(spokes, spokes.dropFirst() + [(spokes.first ?? 0) + 2 * .pi])
    let candidates = spokes.isEmpty ? [.pi / 8] : gaps.map { ($0 + $1) / 2 }
    func hidden(_ angle: Double) -> Int {
      numbers(frame, polar, at: angle).map { spots.count(in: $0.frame.outset(by: 2)) }
        .reduce(0, +)
    }
    // To the right and up is where readers look first.
    let wanted = Double.pi / 8
    func cost(_ angle: Double) -> Double {
      let direction = polar.direction(angle) - wanted
      return Double(hidden(angle)) + 0.2 * (1 - cos(direction))
    }
    let costs = candidates.map { (angle: $0, cost: cost($0)) }
    return costs.min { $0.cost < $1.cost }?.angle ?? wanted
  }

  // MARK: Drawing

  func content(in box: Rectangle) -> [DisplayItem] {
    let polar = projection(in: box)
    let frame = frame(polar)
    var items: [DisplayItem] = []
    if !isImage { items.append(grid(frame, polar)) }
    for (mark, color) in zip(marks, resolved.colors) {
      items.append(
        .group(
          DisplayGroup(
            role: "data", clip: polar.square.outset(by: style.markerSize),
            items: mark.draw(in: frame, color: color))))
    }
    if isImage { items.append(grid(frame, polar)) }
    let rim = Stroke(style.foreground, width: style.axisWidth)
    items.append(
      .group(
        DisplayGroup(
          role: "disk",
          items: [
            .path(Path(circleAt: polar.center, radius: polar.radius), fill: nil, stroke: rim)
          ], frame: polar.square)))
    for var number in numbers(frame, polar, at: numberAngle) {
      let patch = number.frame.outset(by: 0.14 * style.tickLabelSize)
      number.items.insert(.path(Path(patch), fill: style.ground.opacity(0.75), stroke: nil), at: 0)
      items.append(number.group(role: "tick-label"))
    }
    let names = names(polar)
    for (index, name) in names.enumerated() {
      let isRadial = plot.radialLabel?.isEmpty == false && index == names.count - 1
      items.append(name.group(role: isRadial ? "axis-label" : "tick-label"))
    }
    return items
  }

  /// Circles at the radial ticks and spokes at the angles.
  private func grid(_ frame: PlotFrame, _ polar: PolarProjection) -> DisplayItem {
    var line =
      style.gridLine
      ?? Stroke(
        style.mutedForeground.mixed(with: style.ground, fraction: 0.55),
        width: 0.75 * style.axisWidth)
    if isImage { line.color = Color(white: 1, alpha: 0.35) }
    var path = Path()
    for tick in ticks(radius: polar.radius).major {
      let fraction = frame.radialFraction(tick.value)
      guard fraction > 1e-6, fraction < 1 - 1e-6 else { continue }
      path.elements += Path(circleAt: polar.center, radius: fraction * polar.radius).elements
    }
    for angle in angles {
      path.elements += [
        .move(polar.center), .line(polar.point(angle: angle.value, fraction: 1)),
      ]
    }
    return .group(
      DisplayGroup(
        role: "grid", items: path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: line)],
        frame: polar.square))
  }
}
