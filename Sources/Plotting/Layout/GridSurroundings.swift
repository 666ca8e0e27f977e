/// A title, a legend, a colour bar and names that all panels of a figure have in common.
struct GridSurroundings {
  private let legend: Legend?
  private let key: ColorKey?
  private let title: String?
  private let xLabel: String?
  private let yLabel: String?
  private let style: FigureStyle

  /// Takes from panels what they have in common.
  ///
  /// - Returns: the panels without it, and what is drawn around them.
  /// - Throws: `PlottingError` if the panels' colours stand for different numbers.
  static func taken(
    from panels: [any PanelContent], shared: SharedDecorations, style: FigureStyle
  ) throws -> (panels: [any PanelContent], surroundings: GridSurroundings) {
    var adjustment = PanelAdjustment()
    var entries: [LegendEntry] = []
    if shared.hasLegend {
      for entry in panels.flatMap(\.traits.legendEntries) where !entries.contains(entry) {
        entries.append(entry)
      }
      adjustment.hidesLegend = true
    }
    var key: ColorKey?
    if shared.hasColorBar {
      key = try commonKey(panels)
      adjustment.hidesColorBars = true
    }
    adjustment.hidesXName = shared.xLabel != nil
    adjustment.hidesYName = shared.yLabel != nil
    let surroundings = GridSurroundings(
      legend: entries.isEmpty ? nil : Legend(entries: entries, style: style), key: key,
      title: shared.title, xLabel: shared.xLabel, yLabel: shared.yLabel, style: style)
    guard !shared.isEmpty else { return (panels, surroundings) }
    return (panels.map { $0.adjusted(adjustment) }, surroundings)
  }

  private static func commonKey(_ panels: [any PanelContent]) throws -> ColorKey {
    let keys = panels.enumerated().flatMap { index, panel in
      panel.traits.colorKeys.map { (key: $0, index: index) }
    }
    guard let first = keys.first else {
      throw PlottingError(
        .emptyData,
        "No panel has a colour bar that could be shared. Give the heat maps .colorBar(\"name\").")
    }
    if let other = keys.first(where: {
      $0.key.low != first.key.low || $0.key.high != first.key.high || $0.key.map != first.key.map
    }) {
      let labels = PanelLabels.parenthesized
      func text(_ key: ColorKey) -> String {
        "\(key.map.name) from \(NumberFormat.significant(key.low, digits: 4)) to "
          + NumberFormat.significant(key.high, digits: 4)
      }
      throw PlottingError(
        .incompatibleAxes,
        "Panels \(labels.text(first.index)) and \(labels.text(other.index)) cannot share a colour "
          + "bar: one has \(text(first.key)), the other \(text(other.key)). Give all the same map "
          + "and scaling: .range(low...high).")
    }
    return first.key
  }

  /// Room that it all needs beyond a region and the room around that.
  func insets(around region: Rectangle, outer: Insets) -> Insets {
    let all = Insets(decorations(around: region, outer: outer), around: region)
    guard all != Insets() else { return all }
    return Insets(
      left: max(0, all.left - outer.left), right: max(0, all.right - outer.right),
      top: max(0, all.top - outer.top), bottom: max(0, all.bottom - outer.bottom))
  }

  func decorations(around region: Rectangle, outer: Insets) -> [Decoration] {
    var parts: [Decoration] = []
    let pad = 0.5 * style.labelSize
    if let xLabel {
      parts.append(
        Decoration(
          style.block(xLabel, size: style.labelSize, width: region.width).placed(
            at: Point(region.midX, region.maxY + outer.bottom + pad),
            anchor: TextAnchor(.center, .top)),
          role: "axis-label"))
    }
    if let yLabel {
      parts.append(
        Decoration(
          style.block(yLabel, size: style.labelSize, width: region.height).placed(
            at: Point(region.minX - outer.left - pad, region.midY),
            anchor: TextAnchor(.center, .bottom), quarterTurns: 1),
          role: "axis-label"))
    }
    var top = region.minY - outer.top
    if let key {
      let gap = style.tickLabelSize
      let edge =
        switch key.side {
        case .right: region.maxX + outer.right + gap
        case .left:
          (parts.map(\.frame.minX) + [region.minX - outer.left]).reduce(.infinity, min) - gap
        case .bottom: (parts.map(\.frame.maxY) + [region.maxY + outer.bottom]).reduce(0, max) + gap
        case .top: top - gap
        }
      let bar = ColorBar(key: key, style: style).decorations(beside: region, from: edge)
      if key.side == .top { top = bar.map(\.frame.minY).min() ?? top }
      parts += bar
    }
    if let legend {
      let rows = legend.rowsAbove(region, bottom: top - 0.4 * style.legendSize)
      parts.append(rows)
      top = rows.frame.minY
    }
    if let title {
      // A shared bar's power of ten stands above the bar, beside the region.
      top = min(top, parts.filter { $0.role == "axis-factor" }.map(\.frame.minY).min() ?? top)
      parts.append(
        Decoration(
          style.block(title, size: style.titleSize, width: region.width).placed(
            at: Point(region.midX, top - 0.5 * style.titleSize),
            anchor: TextAnchor(.center, .bottom)),
          role: "title"))
    }
    return parts
  }
}
