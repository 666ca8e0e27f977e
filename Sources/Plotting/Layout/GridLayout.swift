/// Places panels so that their boxes line up and nothing that surrounds them is cut or covered.
///
/// The room that axes need depends on their numbers, which depend on the room: the layout is
/// repeated until it no longer changes.
struct GridLayout {
  private var panels: [any PanelContent]
  private let grid: Grid
  private let style: FigureStyle
  private let width: Double
  private let givenHeight: Double?
  private let labels: [TypesetText]

  private struct Boxes: Equatable {
    var lefts: [Double]
    var widths: [Double]
    var tops: [Double]
    var heights: [Double]
    var page: Double

    func box(row: Int, column: Int) -> Rectangle {
      Rectangle(x: lefts[column], y: tops[row], width: widths[column], height: heights[row])
    }
  }

  init(
    panels: [any PanelContent], grid: Grid, style: FigureStyle, width: Double, height: Double?
  ) throws {
    guard !panels.isEmpty else {
      throw PlottingError(
        .emptyData, "This figure has no panels. Put plots inside: Grid(columns: 2) { a; b }.")
    }
    guard width.isFinite, width > 0, height.map({ $0.isFinite && $0 > 0 }) ?? true else {
      throw PlottingError(
        .pageTooSmall,
        "A figure needs a positive finite width and height, got \(width) × "
          + "\(height.map { "\($0)" } ?? "automatic") points.")
    }
    self.panels = panels
    self.grid = grid
    self.style = style
    self.width = width
    givenHeight = height
    labels =
      grid.labels.map { labels in
        panels.indices.map { style.text(labels.text($0), size: style.panelLabelSize) }
      } ?? []
  }

  /// The figure.
  func displayList(title: String, altText: String?) throws -> DisplayList {
    var copy = self
    var boxes = try copy.solve()
    var hasChanged = false
    for index in panels.indices {
      if let settled = panels[index].settled(in: copy.box(index, boxes)) {
        copy.panels[index] = settled
        hasChanged = true
      }
    }
    if hasChanged { boxes = try copy.solve() }
    return copy.draw(boxes, title: title, altText: altText)
  }

  private func box(_ index: Int, _ boxes: Boxes) -> Rectangle {
    boxes.box(row: index / grid.columnCount, column: index % grid.columnCount)
  }

  private func shares(_ given: [Double], count: Int) -> [Double] {
    let weights = given.count == count ? given : Array(repeating: 1, count: count)
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private func solve() throws -> Boxes {
    let columns = min(grid.columnCount, panels.count)
    let rows = grid.rowCount
    var insets = panels.map { _ in
      Insets(
        left: 3 * style.tickLabelSize, right: style.tickLabelSize, top: style.tickLabelSize,
        bottom: 3 * style.tickLabelSize)
    }
    var boxes = try arrange(insets, columns: columns, rows: rows)
    for round in 0..<12 {
      var next = panels.indices.map { measured($0, box(($0), boxes)) }
      // Should two layouts ask for each other, the larger of both ends the dispute.
      if round > 4 { next = zip(next, insets).map { $0.larger($1) } }
      if next == insets { break }
      insets = next
      boxes = try arrange(insets, columns: columns, rows: rows)
    }
    return boxes
  }

  /// Room that a panel needs around its box, its label included.
  private func measured(_ index: Int, _ box: Rectangle) -> Insets {
    var insets = panels[index].insets(around: box)
    if !labels.isEmpty, !hasLabelInside(index) {
      let frame = labelFrame(index, box, left: box.minX - insets.left)
      insets.top = max(insets.top, box.minY - frame.minY)
    }
    return insets.rounded
  }

  private func arrange(_ insets: [Insets], columns: Int, rows: Int) throws -> Boxes {
    func greatest(_ side: KeyPath<Insets, Double>, column: Int) -> Double {
      insets.indices.filter { $0 % grid.columnCount == column }.map { insets[$0][keyPath: side] }
        .max() ?? 0
    }
    func greatest(_ side: KeyPath<Insets, Double>, row: Int) -> Double {
      insets.indices.filter { $0 / grid.columnCount == row }.map { insets[$0][keyPath: side] }
        .max() ?? 0
    }
    let left = (0..<columns).map { greatest(\.left, column: $0) }
    let right = (0..<columns).map { greatest(\.right, column: $0) }
    let top = (0..<rows).map { greatest(\.top, row: $0) }
    let bottom = (0..<rows).map { greatest(\.bottom, row: $0) }
    let across =
      width - 2 * style.margin - Double(columns - 1) * style.panelGap
      - (left + right).reduce(0, +)
    let widths = shares(grid.columnWidths, count: columns).map { $0 * across }
    let around = 2 * style.margin + Double(rows - 1) * style.panelGap + (top + bottom).reduce(0, +)
    let heights: [Double]
    if let givenHeight {
      heights = shares(grid.rowHeights, count: rows).map { $0 * (givenHeight - around) }
    } else {
      let natural = (0..<rows).map { naturalHeight(row: $0, widths: widths) }
      heights =
        grid.rowHeights.isEmpty
        ? natural : shares(grid.rowHeights, count: rows).map { $0 * natural.reduce(0, +) }
    }
    let least = 2 * style.tickLabelSize
    guard widths.allSatisfy({ $0 >= least }), heights.allSatisfy({ $0 >= least }) else {
      throw PlottingError(
        .pageTooSmall,
        "A page of \(Int(width)) × \(givenHeight.map { String(Int($0)) } ?? "automatic") points "
          + "leaves no room for the data of \(rows) × \(columns) panels beside their labels. "
          + "Make the figure larger, use fewer columns or shorter labels.")
    }
    var lefts: [Double] = []
    var x = style.margin
    for column in 0..<columns {
      lefts.append(x + left[column])
      x += left[column] + widths[column] + right[column] + style.panelGap
    }
    var tops: [Double] = []
    var y = style.margin
    for row in 0..<rows {
      tops.append(y + top[row])
      y += top[row] + heights[row] + bottom[row] + style.panelGap
    }
    return Boxes(
      lefts: lefts, widths: widths, tops: tops, heights: heights,
      page: givenHeight ?? around + heights.reduce(0, +))
  }

  /// Height of a row by the shapes that its panels prefer; panels with different wishes meet.
  private func naturalHeight(row: Int, widths: [Double]) -> Double {
    let wishes = panels.indices.filter { $0 / grid.columnCount == row }.map {
      widths[$0 % grid.columnCount] * (panels[$0].preferredAspect ?? style.panelAspect)
    }
    guard let low = wishes.min(), let high = wishes.max() else { return width * style.panelAspect }
    return (low + high) / 2
  }

  /// The place of a panel's label: above its box, at the left edge of all that belongs to it.
  private func labelFrame(_ index: Int, _ box: Rectangle, left: Double) -> Rectangle {
    placedLabel(index, box, left: left).frame
  }

  /// Whether the label stands in the box's corner: where all panels of the row leave it free, so
  /// that labels in a row line up.
  private func hasLabelInside(_ index: Int) -> Bool {
    panels.indices.filter { $0 / grid.columnCount == index / grid.columnCount }.allSatisfy {
      panels[$0].hasOpenCorner
    }
  }

  private func placedLabel(_ index: Int, _ box: Rectangle, left: Double) -> PlacedText {
    let text = labels[index]
    if hasLabelInside(index) {
      return text.placed(at: Point(box.minX, box.minY), anchor: TextAnchor(.left, .top))
    }
    let lift = 0.35 * style.panelLabelSize
    let place = Point(left, box.minY - lift)
    let first = text.placed(at: place, anchor: TextAnchor(.left, .bottom))
    let wide = first.frame.outset(by: 2)
    let obstacles = panels[index].decorations(in: box).map(\.frame).filter { $0.overlaps(wide) }
    guard let top = obstacles.map(\.minY).min() else { return first }
    return text.placed(at: Point(left, top - lift), anchor: TextAnchor(.left, .bottom))
  }

  private func draw(_ boxes: Boxes, title: String, altText: String?) -> DisplayList {
    var items: [DisplayItem] = []
    for (index, panel) in panels.enumerated() {
      let box = box(index, boxes)
      var parts = panel.items(in: box)
      if !labels.isEmpty {
        let column = panels.indices.filter { $0 % grid.columnCount == index % grid.columnCount }
        let left = box.minX - (column.map { measured($0, self.box($0, boxes)).left }.max() ?? 0)
        parts.append(placedLabel(index, box, left: left).group(role: "panel-label"))
      }
      items.append(.group(DisplayGroup(role: "panel", items: parts, frame: box)))
    }
    let described = panels.enumerated().map { index, panel in
      panels.count > 1
        ? "Panel \(PanelLabels.parenthesized.text(index)): \(panel.summary)" : panel.summary
    }.joined(separator: " ")
    let reading = altText ?? plainText(of: described)
    return DisplayList(
      size: Size(width, boxes.page), background: style.background, items: items,
      title: title.isEmpty ? "Figure" : plainText(of: title), altText: reading)
  }

  /// Text as it reads, without TeX's dollars and commands.
  private func plainText(of source: String) -> String {
    guard source.contains("$") else { return source }
    return typeset(source, family: .sans, size: 10).runs.map(\.text).joined()
  }
}

extension Insets {
  fileprivate func larger(_ other: Insets) -> Insets {
    Insets(
      left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
      bottom: max(bottom, other.bottom))
  }

  /// Rounded up to a hundredth of a point, so that repeating the layout comes to an end.
  fileprivate var rounded: Insets {
    func up(_ value: Double) -> Double { (value * 100 - 1e-6).rounded(.up) / 100 }
    return Insets(left: up(left), right: up(right), top: up(top), bottom: up(bottom))
  }
}
