/// The colours of elements, their colour bars and their legend, for panels without plain axes.
struct ResolvedElements {
  /// The colour of each element.
  var colors: [Color] = []
  /// The colour bars that were asked for.
  var keys: [ColorKey] = []
  /// The legend, or nil where nothing has a name.
  var legend: Legend?
  var title: String?
  var style: FigureStyle

  /// Resolves elements in the order of drawing.
  ///
  /// - Throws: `PlottingError` for values that cannot be coloured.
  init(
    _ elements: [any PlotElement], style: FigureStyle, title: String?, barLabel: String?,
    hasLegend: Bool
  ) throws {
    self.style = style
    self.title = title
    var turn = 0
    for element in elements {
      if let own = element.ownColor {
        colors.append(own)
      } else if element.takesCycleColor {
        colors.append(style.colorCycle[turn % style.colorCycle.count])
        turn += 1
      } else {
        colors.append(style.foreground)
      }
      guard var key = try element.colorKey() else { continue }
      if keys.isEmpty, let barLabel { key.label = barLabel }
      if key.label != nil { keys.append(key) }
    }
    let entries = zip(elements, colors).compactMap { element, color in
      element.legendEntry(color: color, style: style)
    }
    legend = entries.isEmpty || !hasLegend ? nil : Legend(entries: entries, style: style)
  }

  /// Colour bars, the legend below, the title above.
  ///
  /// - Parameters:
  ///   - box: what they surround.
  ///   - barShare: length of the bars in units of the box'.
  /// - Returns: the parts with what they occupy.
  func decorations(around box: Rectangle, barShare: Double = 0.8) -> [Decoration] {
    var parts: [Decoration] = []
    var all = box
    for key in keys {
      let gap = 0.6 * style.tickLabelSize
      let isUpright = key.side == .right || key.side == .left
      let (wide, high) = (
        isUpright ? box.width : barShare * box.width, isUpright ? barShare * box.height : box.height
      )
      let beside = Rectangle(
        x: box.midX - wide / 2, y: box.midY - high / 2, width: wide, height: high)
      let edge =
        switch key.side {
        case .right: all.maxX + gap
        case .left: all.minX - gap
        case .bottom: all.maxY + gap
        case .top: all.minY - gap
        }
      let bar = ColorBar(key: key, style: style).decorations(beside: beside, from: edge)
      all = bar.reduce(all) { $0.union($1.frame) }
      parts += bar
    }
    if let legend {
      let top = all.maxY + 0.3 * style.legendSize
      let rows = legend.rowsAbove(box, bottom: top + legend.columnSize.height)
      // In rows below, where nothing is.
      parts.append(legend.rowsAbove(box, bottom: rows.frame.maxY + top - rows.frame.minY))
    }
    if let title, !title.isEmpty {
      let block = style.block(title, size: style.titleSize, width: max(box.width, all.width))
      let placed = block.placed(
        at: Point(box.midX, all.minY - 0.4 * style.titleSize), anchor: TextAnchor(.center, .bottom))
      parts.append(Decoration(placed, role: "title"))
    }
    return parts
  }
}
