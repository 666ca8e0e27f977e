/// A plot with its data checked: extents, colours and legend entries are known.
struct PreparedPlot: PanelContent {
  let plot: Plot
  let style: FigureStyle
  /// The marks as they are drawn.
  private let marks: [any Mark]
  /// Colour of each mark.
  let colors: [Color]
  /// Ranges of the axes before an equal aspect widens them.
  let xDomain: ClosedRange<Double>
  let yDomain: ClosedRange<Double>
  /// Whether an image fills the axes from edge to edge.
  let isImage: Bool
  /// Points that a logarithmic axis cannot show.
  private let leftOutCount: Int
  let keys: [ColorKey]
  let legend: Legend?
  var legendPlacement: LegendPlacement

  init(_ plot: Plot, style: FigureStyle) throws {
    self.plot = plot
    self.style = style
    let extents = try plot.marks.map {
      try $0.extent(xScale: plot.xAxis.scale, yScale: plot.yAxis.scale)
    }
    guard !plot.marks.isEmpty || (plot.xAxis.range != nil && plot.yAxis.range != nil) else {
      throw PlottingError(
        .emptyData,
        "This plot has nothing to draw. Put a mark inside, such as Plot { Line(x, y) }, or give "
          + "both .xRange and .yRange for empty axes.")
    }
    xDomain = try plot.xAxis.domain(
      of: extents.compactMap { extent in extent.x.map { ($0, extent.isTightX) } }, name: "x",
      margin: 0.04)
    yDomain = try plot.yAxis.domain(
      of: extents.compactMap { extent in extent.y.map { ($0, extent.isTightY) } }
        + extents.flatMap { $0.baselines.map { ($0...$0, true) } }, name: "y", margin: 0.05)
    leftOutCount = extents.reduce(0) { $0 + $1.leftOutCount }
    isImage = extents.contains { $0.isTightX && $0.isTightY }
    var turn = 0
    var colors: [Color] = []
    var marks = plot.marks
    for (index, mark) in plot.marks.enumerated() {
      if let own = mark.ownColor {
        colors.append(own)
      } else if mark.takesCycleColor {
        colors.append(style.colorCycle[turn % style.colorCycle.count])
        // Once all colours are used, lines differ by their dashes.
        let round = (turn / style.colorCycle.count) % 4
        if round > 0, var line = mark as? Line, line.appearance.dashes == .solid {
          line.appearance.dashes = [Dashes.solid, .dashed, .dotted, .dashDotted][round]
          marks[index] = line
        }
        turn += 1
      } else {
        colors.append(style.foreground)
      }
    }
    self.colors = colors
    self.marks = marks
    var keys: [ColorKey] = []
    for mark in plot.marks {
      guard var key = try mark.colorKey() else { continue }
      if keys.isEmpty, let label = plot.colorBarLabel { key.label = label }
      if key.label != nil { keys.append(key) }
    }
    self.keys = keys
    let entries = zip(marks, colors).compactMap { mark, color in
      mark.legendEntry(color: color, style: style)
    }
    legend =
      entries.isEmpty || plot.legendPlacement == .none
      ? nil : Legend(entries: entries, style: style)
    legendPlacement = plot.legendPlacement
  }

  var preferredAspect: Double? {
    switch plot.aspect {
    case .free: nil
    case .ratio(let ratio): ratio > 0 && ratio.isFinite ? ratio : nil
    case .equal: isImage || hasFixedRange ? yDomain.length / xDomain.length : 1
    }
  }

  var hasOpenCorner: Bool { false }

  private var hasFixedRange: Bool { plot.xAxis.range != nil || plot.yAxis.range != nil }

  /// The axes inside a box: the whole of it, unless an aspect asks for less.
  func frame(in box: Rectangle) -> PlotFrame {
    var (x, y) = (xDomain, yDomain)
    var rectangle = box
    let isLinear = plot.xAxis.scale == .linear && plot.yAxis.scale == .linear
    switch plot.aspect {
    case .equal where isLinear && !isImage && !hasFixedRange:
      let unit = max(x.length / box.width, y.length / box.height)
      x = x.widened(to: unit * box.width)
      y = y.widened(to: unit * box.height)
    case .free: break
    default:
      let ratio = preferredAspect ?? 1
      let width = min(box.width, box.height / ratio)
      let height = width * ratio
      rectangle = Rectangle(
        x: box.midX - width / 2, y: box.midY - height / 2, width: width, height: height)
    }
    return PlotFrame(
      rectangle: rectangle, xDomain: x, yDomain: y, xScale: plot.xAxis.scale,
      yScale: plot.yAxis.scale, style: style)
  }

  func content(in box: Rectangle) -> [DisplayItem] {
    let frame = frame(in: box)
    var items: [DisplayItem] = zip(marks, colors).map { mark, color in
      .group(
        DisplayGroup(
          role: "data", clip: frame.rectangle, items: mark.draw(in: frame, color: color)))
    }
    if let legend, let place = legend.placeInside(frame, legendPlacement, obstacles: obstacles) {
      items.append(legend.item(at: place))
    }
    return items
  }

  func settled(in box: Rectangle) -> (any PanelContent)? {
    guard let legend, legendPlacement == .automatic else { return nil }
    let frame = frame(in: box)
    guard legend.bestPlace(in: frame, obstacles: obstacles(frame)).hidden > 0 else { return nil }
    var copy = self
    copy.legendPlacement = .above
    return copy
  }

  private func obstacles(_ frame: PlotFrame) -> [Point] {
    plot.marks.flatMap { $0.obstacles(in: frame) }
  }

  var summary: String {
    let marks = plot.marks.map(\.summary).joined(separator: "; ")
    let axes = [plot.yAxis.label, plot.xAxis.label].compactMap { $0 }.joined(separator: " against ")
    let title = plot.title.map { $0 + ". " } ?? ""
    let subject = axes.isEmpty ? "Plot" : "Plot of \(axes)"
    let leftOut =
      leftOutCount == 0
      ? "" : " Left out, as not positive on a logarithmic axis: \(leftOutCount) of the points."
    return title + subject + (marks.isEmpty ? "." : ": \(marks).") + leftOut
  }
}

extension Axis {
  /// What the axis shows: its range if given, otherwise the data with a margin where they may not
  /// touch the frame.
  fileprivate func domain(
    of extents: [(range: ClosedRange<Double>, isTight: Bool)], name: String, margin: Double
  ) throws -> ClosedRange<Double> {
    if let range {
      // A range below a double's resolution has no numbers to put ticks at.
      let greatest = max(abs(range.lowerBound), abs(range.upperBound))
      guard range.length > 1e-12 * greatest, range.length.isFinite else {
        throw PlottingError(
          .emptyRange,
          "The \(name) axis needs a range with two different finite ends, got "
            + "\(range.lowerBound) … \(range.upperBound). "
            + "Change .\(name)Range or leave it out to follow the data.")
      }
      guard scale == .linear || range.lowerBound > 0 else {
        throw PlottingError(
          .nonPositiveOnLogScale,
          "The \(name) axis is logarithmic and shows positive values only, but its range starts "
            + "at \(NumberFormat.significant(range.lowerBound, digits: 4)). "
            + "Start .\(name)Range above 0 or use .\(name)Scale(.linear).")
      }
      return range
    }
    guard let first = extents.first?.range else { return scale == .log ? 1...10 : 0...1 }
    let data = extents.dropFirst().reduce(first) { $0.union($1.range) }
    let low = scale.position(of: data.lowerBound)
    let high = scale.position(of: data.upperBound)
    guard high - low > 1e-12 * max(abs(low), abs(high)), high - low > 0 else {
      let half = scale == .log ? 0.5 : low == 0 ? 1 : 0.1 * abs(low)
      return scale.value(at: low - half)...scale.value(at: high + half)
    }
    guard (high - low).isFinite else {
      throw PlottingError(
        .emptyRange,
        "The \(name) values reach from \(data.lowerBound) to \(data.upperBound), too far apart "
          + "for one axis. Give .\(name)Range.")
    }
    let isLowTight = extents.contains { $0.isTight && $0.range.lowerBound == data.lowerBound }
    let isHighTight = extents.contains { $0.isTight && $0.range.upperBound == data.upperBound }
    let pad = margin * (high - low)
    let start = isLowTight ? data.lowerBound : scale.value(at: low - pad)
    let end = isHighTight ? data.upperBound : scale.value(at: high + pad)
    return start...end
  }
}

extension ClosedRange<Double> {
  /// The range grown about its middle to a length.
  fileprivate func widened(to length: Double) -> ClosedRange<Double> {
    let extra = Swift.max(0, length - self.length) / 2
    return (lowerBound - extra)...(upperBound + extra)
  }
}
