import Foundation

/// A map of phase space with its data checked, and the strips of its marginals.
struct PreparedWignerMap: PanelContent {
  let map: WignerMap
  let style: FigureStyle
  private var center: PreparedPlot
  private let top: PreparedPlot?
  private let right: PreparedPlot?
  private let key: ColorKey?
  private let text: String

  init(_ map: WignerMap, style: FigureStyle) throws {
    self.map = map
    self.style = style
    var heat = Heatmap(
      z: map.values, x: map.x, y: map.p, map: map.map,
      scaling: .centered(on: 0, reach: map.reach)
    ).smooth()
    heat.coloring.barLabel = map.colorBarLabel ?? "$W(x, p)$"
    guard map.values.count >= 2, (map.values.first?.count ?? 0) >= 2 else {
      throw PlottingError(
        .emptyData,
        "WignerMap needs at least 2 × 2 values, got \(map.values.count) rows of "
          + "\(map.values.first?.count ?? 0).")
    }
    if let reach = map.reach, !(reach > 0 && reach.isFinite) {
      throw PlottingError(.emptyRange, "WignerMap needs a positive finite reach, got \(reach).")
    }
    let plot = Plot {
      heat
      if !map.levels.isEmpty {
        Contour(z: map.values, x: map.x, y: map.p, levels: map.levels)
          .color(Color(white: 0.15)).width(0.6 * style.lineWidth)
      }
      map.marks
    }.xLabel(map.xLabel).yLabel(map.pLabel)
    center = try PreparedPlot(plot, style: style)
    key = map.hasLegend ? center.keys.first : nil
    var plain = PanelAdjustment()
    plain.hidesColorBars = true
    center = center.adjusted(plain) as? PreparedPlot ?? center
    (top, right) =
      map.hasMarginals ? try Self.strips(map, beside: center, style: style) : (nil, nil)
    let name = FigureStyle.words(of: map.colorBarLabel ?? "W(x, p)")
    let extent = ClosedRange(finiteExtentOf: map.values.joined())
    text =
      (map.title.map { $0 + ". " } ?? "")
      + "Map of phase space: \(name) at \(map.values.count) × \(map.values[0].count) points, values "
      + DataCheck.text(extent) + (map.hasMarginals ? ", with the distributions of both axes" : "")
      + map.marks.map { "; " + $0.summary }.joined() + "."
  }

  private static func strips(
    _ map: WignerMap, beside center: PreparedPlot, style: FigureStyle
  ) throws -> (top: PreparedPlot, right: PreparedPlot) {
    let places = (
      x: SampledGrid.places(map.x, count: map.values[0].count),
      p: SampledGrid.places(map.p, count: map.values.count)
    )
    let across = map.positionDistribution
    let up = map.momentumDistribution
    func tick(_ values: [Double]) -> TickPlacement {
      let most = values.filter(\.isFinite).max() ?? 0
      guard most > 0 else { return .none }
      // One round number: zero would stand where the map's own numbers are.
      let power = pow(10, log10(most).rounded(.down))
      let mantissa = [5.0, 2, 1].first { $0 * power <= most * 0.98 } ?? 1
      return .at([mantissa * power])
    }
    func inside(_ label: String) -> String {
      label.hasPrefix("$") && label.hasSuffix("$") && label.count > 2
        ? "$P(\(label.dropFirst().dropLast()))$" : "P(\(label))"
    }
    var adjustment = PanelAdjustment()
    adjustment.x = center.traits.x?.domain
    adjustment.hidesXNumbers = true
    adjustment.hidesXName = true
    // Ticks that point outward would stand in the narrow gap.
    let shared: TickPlacement = style.tickDirection == .outward ? .none : .automatic
    let top = try PreparedPlot(
      Plot(marks: [MarginalCurve(positions: places.x, values: across, isSideways: false)])
        .yTicks(tick(across)).xTicks(shared).yLabel(inside(map.xLabel)),
      style: style
    ).adjusted(adjustment)
    adjustment = PanelAdjustment()
    adjustment.y = center.traits.y?.domain
    adjustment.hidesYNumbers = true
    adjustment.hidesYName = true
    let right = try PreparedPlot(
      Plot(marks: [MarginalCurve(positions: places.p, values: up, isSideways: true)])
        .xTicks(tick(up)).yTicks(shared).xLabel(inside(map.pLabel)),
      style: style
    ).adjusted(adjustment)
    guard let top = top as? PreparedPlot, let right = right as? PreparedPlot else {
      throw PlottingError(.drawing, "The marginals of a WignerMap could not be prepared.")
    }
    return (top, right)
  }

  var summary: String { text }
  var hasOpenCorner: Bool { false }

  // MARK: Geometry

  /// Share of the width that a marginal takes.
  private var share: Double { map.hasMarginals ? 0.2 : 0 }
  private var gap: Double { map.hasMarginals ? 0.6 * style.tickLabelSize : 0 }
  /// Height over width of the map: equal units, unless one range is far longer.
  private var ratio: Double { min(max(map.p.length / map.x.length, 0.4), 2.5) }

  var preferredAspect: Double? { (1 - share) * ratio + share }

  /// The map and the strips at the top and at the right.
  private func boxes(in box: Rectangle) -> (map: Rectangle, top: Rectangle, right: Rectangle) {
    let strip = share * min(box.width, box.height)
    let rest = map.hasMarginals ? strip + gap : 0
    let width = min(box.width - rest, (box.height - rest) / ratio)
    let height = width * ratio
    let left = box.midX - (width + rest) / 2
    let upper = box.midY - (height + rest) / 2
    let main = Rectangle(x: left, y: upper + rest, width: width, height: height)
    return (
      main, Rectangle(x: left, y: upper, width: width, height: strip),
      Rectangle(x: main.maxX + gap, y: main.y, width: strip, height: height)
    )
  }

  func settled(in box: Rectangle) -> (any PanelContent)? { nil }

  func decorations(in box: Rectangle) -> [Decoration] {
    let boxes = boxes(in: box)
    var parts = center.decorations(in: boxes.map)
    if let top { parts += top.decorations(in: boxes.top) }
    if let right { parts += right.decorations(in: boxes.right) }
    if let key {
      let edge = right == nil ? boxes.map.maxX : boxes.right.maxX
      parts += ColorBar(key: key, style: style).decorations(
        beside: boxes.map, from: edge + style.tickLabelSize)
    }
    if let title = map.title, !title.isEmpty {
      let above = parts.map(\.frame.minY).min() ?? box.minY
      let block = style.block(title, size: style.titleSize, width: box.width)
      parts.append(
        Decoration(
          block.placed(
            at: Point(boxes.map.midX, above - 0.5 * style.titleSize),
            anchor: TextAnchor(.center, .bottom)),
          role: "title"))
    }
    return parts
  }

  func content(in box: Rectangle) -> [DisplayItem] {
    let boxes = boxes(in: box)
    return center.content(in: boxes.map) + (top?.content(in: boxes.top) ?? [])
      + (right?.content(in: boxes.right) ?? [])
  }
}
