/// A plot with its data checked: extents, colours and legend entries are known.
struct PreparedPlot: PanelContent {
  /// Marks that follow the same pair of axes.
  struct Layer: Sendable {
    /// The marks as they are drawn.
    var marks: [any Mark]
    /// Colour of each mark.
    var colors: [Color] = []
    var x: AxisSide
    var y: AxisSide
  }

  let plot: Plot
  let style: FigureStyle
  private(set) var layers: [Layer]
  /// The axes that have numbers of their own, before an equal aspect widens them.
  private(set) var axes: [AxisSide: PreparedAxis]
  /// Whether an image fills the axes from edge to edge.
  let isImage: Bool
  /// Points that a logarithmic axis cannot show.
  private let leftOutCount: Int
  private(set) var keys: [ColorKey]
  private(set) var legend: Legend?
  var legendPlacement: LegendPlacement

  init(_ plot: Plot, style: FigureStyle) throws {
    self.plot = plot
    self.style = style
    guard !plot.marks.isEmpty || (plot.xAxis.range != nil && plot.yAxis.range != nil) else {
      throw PlottingError(
        .emptyData,
        "This plot has nothing to draw. Put a mark inside, such as Plot { Line(x, y) }, or give "
          + "both .xRange and .yRange for empty axes.")
    }
    func readable(_ marks: [any Mark]) -> [any Mark] { marks.map { style.readable($0) } }
    var layers = [Layer(marks: readable(plot.marks), x: .bottom, y: .left)]
    if let right = plot.rightAxis {
      layers.append(Layer(marks: readable(right.marks), x: .bottom, y: .right))
    }
    if let top = plot.topAxis {
      layers.append(Layer(marks: readable(top.marks), x: .top, y: .left))
    }
    let wanted: [AxisSide: Axis] = [
      .bottom: plot.xAxis, .left: plot.yAxis, .top: plot.topAxis?.axis,
      .right: plot.rightAxis?.axis,
    ].compactMapValues { $0 }
    try Self.checkTwins(plot)
    (axes, isImage, leftOutCount) = try Self.axes(wanted, layers: layers)
    var turn = 0
    for index in layers.indices { Self.color(&layers[index], style: style, turn: &turn) }
    self.layers = layers
    var keys: [ColorKey] = []
    for mark in layers.flatMap(\.marks) {
      guard var key = try mark.colorKey() else { continue }
      if keys.isEmpty, let label = plot.colorBarLabel { key.label = label }
      if let side = plot.colorBarSide { key.side = side }
      if key.label != nil { keys.append(key) }
    }
    self.keys = keys
    let entries = layers.flatMap { layer in
      zip(layer.marks, layer.colors).compactMap { mark, color in
        mark.legendEntry(color: color, style: style)
      }
    }
    legend =
      entries.isEmpty || plot.legendPlacement == .none
      ? nil : Legend(entries: entries, style: style)
    legendPlacement = plot.legendPlacement
  }

  private static func checkTwins(_ plot: Plot) throws {
    let isBroken =
      (plot.rightAxis != nil && !plot.yAxis.breaks.isEmpty)
      || (plot.topAxis != nil && !plot.xAxis.breaks.isEmpty)
    guard !isBroken, plot.rightAxis?.axis.breaks.isEmpty ?? true,
      plot.topAxis?.axis.breaks.isEmpty ?? true
    else {
      throw PlottingError(
        .incompatibleAxes,
        "An axis with a break cannot have a second axis at the opposite side, because both would "
          + "have to be cut at the same places. Remove the break or the second axis.")
    }
  }

  /// The ranges of the axes, and whether an image fills them.
  private static func axes(
    _ wanted: [AxisSide: Axis], layers: [Layer]
  ) throws -> (axes: [AxisSide: PreparedAxis], isImage: Bool, leftOutCount: Int) {
    let names: [AxisSide: String] = [.bottom: "x", .left: "y", .right: "right", .top: "top"]
    for (side, axis) in wanted { try PreparedAxis.check(axis.scale, name: names[side] ?? "") }
    var extents: [AxisSide: [(range: ClosedRange<Double>, isTight: Bool)]] = [:]
    var isImage = false
    var leftOutCount = 0
    for layer in layers {
      for mark in layer.marks {
        let extent = try mark.extent(
          xScale: wanted[layer.x]?.scale ?? .linear, yScale: wanted[layer.y]?.scale ?? .linear)
        if let x = extent.x { extents[layer.x, default: []].append((x, extent.isTightX)) }
        if let y = extent.y { extents[layer.y, default: []].append((y, extent.isTightY)) }
        for base in extent.baselines { extents[layer.y, default: []].append((base...base, true)) }
        leftOutCount += extent.leftOutCount
        if extent.isTightX && extent.isTightY { isImage = true }
      }
    }
    var axes: [AxisSide: PreparedAxis] = [:]
    for side in AxisSide.allCases {
      guard let axis = wanted[side] else { continue }
      axes[side] = try PreparedAxis(
        axis, extents: extents[side] ?? [], name: names[side] ?? "",
        margin: side.isVertical ? 0.05 : 0.04)
    }
    return (axes, isImage, leftOutCount)
  }

  /// Gives marks their turn in the style's cycle.
  private static func color(_ layer: inout Layer, style: FigureStyle, turn: inout Int) {
    for (index, mark) in layer.marks.enumerated() {
      if let own = mark.ownColor {
        layer.colors.append(own)
      } else if mark.takesCycleColor {
        layer.colors.append(style.colorCycle[turn % style.colorCycle.count])
        // Once all colours are used, lines differ by their dashes.
        let round = (turn / style.colorCycle.count) % 4
        if round > 0, var line = mark as? Line, line.appearance.dashes == .solid {
          line.appearance.dashes = [Dashes.solid, .dashed, .dotted, .dashDotted][round]
          layer.marks[index] = line
        }
        turn += 1
      } else {
        layer.colors.append(style.foreground)
      }
    }
  }

  // MARK: Geometry

  private func domain(_ side: AxisSide) -> ClosedRange<Double> { axes[side]?.domain ?? 0...1 }

  var preferredAspect: Double? {
    switch plot.aspect {
    case .free: nil
    case .ratio(let ratio): ratio > 0 && ratio.isFinite ? ratio : nil
    case .equal:
      isImage || hasFixedRange ? domain(.left).length / domain(.bottom).length : 1
    }
  }

  var hasOpenCorner: Bool { false }

  private var hasFixedRange: Bool { plot.xAxis.range != nil || plot.yAxis.range != nil }

  /// Distance between the pieces of a broken axis.
  private var breakGap: Double { 0.9 * style.tickLabelSize }

  /// The axes inside a box: the whole of it, unless an aspect asks for less.
  func geometry(in box: Rectangle) -> AxesGeometry {
    var axes = axes
    var rectangle = box
    let isPlain = [AxisSide.bottom, .left].allSatisfy {
      axes[$0]?.axis.scale == .linear && axes[$0]?.axis.breaks.isEmpty == true
    }
    switch plot.aspect {
    case .equal where isPlain && !isImage && !hasFixedRange:
      let unit = max(domain(.bottom).length / box.width, domain(.left).length / box.height)
      axes[.bottom]?.domain = domain(.bottom).widened(to: unit * box.width)
      axes[.left]?.domain = domain(.left).widened(to: unit * box.height)
    case .free: break
    default:
      let ratio = preferredAspect ?? 1
      let width = min(box.width, box.height / ratio)
      let height = width * ratio
      rectangle = Rectangle(
        x: box.midX - width / 2, y: box.midY - height / 2, width: width, height: height)
    }
    var pieces: [AxisSide: [AxisPiece]] = [:]
    for (side, axis) in axes {
      pieces[side] =
        side.isVertical
        ? axis.pieces(from: rectangle.maxY, to: rectangle.minY, gap: breakGap)
        : axis.pieces(from: rectangle.minX, to: rectangle.maxX, gap: breakGap)
    }
    return AxesGeometry(rectangle: rectangle, pieces: pieces)
  }

  /// The main axes in a box as one frame, whatever is cut out of them.
  func frame(in box: Rectangle) -> PlotFrame {
    let geometry = geometry(in: box)
    func whole(_ side: AxisSide) -> ClosedRange<Double> {
      let pieces = geometry.pieces[side] ?? []
      return pieces.dropFirst().reduce(pieces.first?.domain ?? domain(side)) {
        $0.union($1.domain)
      }
    }
    return PlotFrame(
      rectangle: geometry.rectangle, xDomain: whole(.bottom), yDomain: whole(.left),
      xScale: plot.xAxis.scale, yScale: plot.yAxis.scale, style: style)
  }

  func content(in box: Rectangle) -> [DisplayItem] {
    let geometry = geometry(in: box)
    var items: [DisplayItem] = []
    for layer in layers {
      let frames = geometry.frames(x: layer.x, y: layer.y, style: style)
      for (mark, color) in zip(layer.marks, layer.colors) {
        for frame in frames {
          items.append(.group(frame.clipped(mark.draw(in: frame, color: color))))
        }
      }
    }
    if let legend,
      let place = legend.placeInside(
        geometry.rectangle, legendPlacement, obstacles: { obstacles(geometry) })
    {
      items.append(legend.item(at: place))
    }
    return items
  }

  func settled(in box: Rectangle) -> (any PanelContent)? {
    guard let legend else { return nil }
    let geometry = geometry(in: box)
    switch legendPlacement {
    case .none, .above, .right: return nil
    case .automatic:
      let best = legend.bestPlace(in: geometry.rectangle, obstacles: obstacles(geometry))
      guard best.hidden > 0 else { return nil }
    case .topLeft, .topRight, .bottomLeft, .bottomRight:
      guard !legend.fits(in: geometry.rectangle) else { return nil }
    }
    var copy = self
    copy.legendPlacement = .above
    return copy
  }

  private func obstacles(_ geometry: AxesGeometry) -> [Point] {
    layers.flatMap { layer in
      geometry.frames(x: layer.x, y: layer.y, style: style).flatMap { frame in
        layer.marks.flatMap { $0.obstacles(in: frame) }
      }
    }
  }

  // MARK: In a grid

  var traits: PanelTraits {
    PanelTraits(
      x: axes[.bottom].map { PanelTraits.Range($0.domain, $0.axis.scale) },
      y: axes[.left].map { PanelTraits.Range($0.domain, $0.axis.scale) },
      legendEntries: legend?.entries ?? [], colorKeys: keys)
  }

  func adjusted(_ adjustment: PanelAdjustment) -> any PanelContent {
    var copy = self
    if let x = adjustment.x { copy.axes[.bottom]?.domain = x }
    if let y = adjustment.y { copy.axes[.left]?.domain = y }
    if adjustment.hidesXNumbers { copy.axes[.bottom]?.hidesNumbers = true }
    if adjustment.hidesYNumbers { copy.axes[.left]?.hidesNumbers = true }
    if adjustment.hidesXName { copy.axes[.bottom]?.hidesName = true }
    if adjustment.hidesYName { copy.axes[.left]?.hidesName = true }
    if let room = adjustment.numberRoom {
      for side in [AxisSide.left, .right] where copy.axes[side]?.hidesNumbers == false {
        copy.axes[side]?.numberRoom = room
      }
    }
    if adjustment.hidesLegend { copy.legend = nil }
    if adjustment.hidesColorBars { copy.keys = [] }
    return copy
  }

  var summary: String {
    let marks = layers.flatMap(\.marks).map(\.summary).joined(separator: "; ")
    let names = [plot.yAxis, plot.rightAxis?.axis].compactMap { $0?.text(style) }
    let across = [plot.xAxis, plot.topAxis?.axis].compactMap { $0?.text(style) }
    let axes = [names.joined(separator: " and "), across.joined(separator: " and ")]
      .filter { !$0.isEmpty }.joined(separator: " against ")
    let title = plot.title.map { $0 + ". " } ?? ""
    let subject = axes.isEmpty ? "Plot" : "Plot of \(axes)"
    let leftOut =
      leftOutCount == 0
      ? "" : " Left out, as not positive on a logarithmic axis: \(leftOutCount) of the points."
    return title + subject + (marks.isEmpty ? "." : ": \(marks).") + leftOut
  }
}

extension ClosedRange<Double> {
  /// The range grown about its middle to a length.
  fileprivate func widened(to length: Double) -> ClosedRange<Double> {
    let extra = Swift.max(0, length - self.length) / 2
    return (lowerBound - extra)...(upperBound + extra)
  }
}
