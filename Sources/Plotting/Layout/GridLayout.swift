/// Places panels so that their boxes line up and nothing that surrounds them is cut or covered.
///
/// The room that axes need depends on their numbers, which depend on the room: the layout is
/// repeated until it no longer changes.
struct GridLayout {
  private var panels: [any PanelContent]
  private let tree: GridTree
  private let surroundings: GridSurroundings
  private let style: FigureStyle
  private let width: Double
  private let givenHeight: Double?
  private let labels: [TypesetText]
  /// For each panel those of its row, which have their labels at the same height.
  private let rowMates: [[Int]]
  /// For each panel those that show the same ranges.
  let sharing: [AxesSharing]

  private struct Boxes: Equatable {
    /// What the axes of all panels fill.
    var region: Rectangle
    /// Room that panels need beyond the region.
    var outer: Insets
    var panels: [GridTree.Placement]
    var page: Double
  }

  init(_ grid: Grid, style: FigureStyle, width: Double, height: Double?) throws {
    guard width.isFinite, width > 0, height.map({ $0.isFinite && $0 > 0 }) ?? true else {
      throw PlottingError(
        .pageTooSmall,
        "A figure needs a positive finite width and height, got \(width) × "
          + "\(height.map { "\($0)" } ?? "automatic") points.")
    }
    var preparation = GridPreparation(style: style)
    tree = try preparation.tree(of: grid, isOutermost: true)
    guard !preparation.panels.isEmpty else {
      throw PlottingError(
        .emptyData, "This figure has no panels. Put plots inside: Grid(columns: 2) { a; b }.")
    }
    (panels, surroundings) = try GridSurroundings.taken(
      from: preparation.panels, shared: grid.shared, style: style)
    sharing = preparation.sharing
    self.style = style
    self.width = width
    givenHeight = height
    let indices = panels.indices
    labels =
      grid.labels.map { labels in
        indices.map { style.text(labels.text($0), size: style.panelLabelSize) }
      } ?? []
    var mates = indices.map { [$0] }
    for row in tree.rows {
      for index in row { mates[index] = row }
    }
    rowMates = mates
  }

  /// The figure.
  func displayList(title: String, altText: String?) throws -> DisplayList {
    try drawn(title: title, altText: altText).list
  }

  /// The figure, and its panels with the boxes that they were drawn in.
  ///
  /// The list's first items are the groups of the panels, in their order.
  ///
  /// - Parameters:
  ///   - title: a short name.
  ///   - altText: text for those who cannot see, or nil to describe the data.
  ///   - adjustment: what is changed at all panels.
  /// - Returns: the figure and its panels.
  /// - Throws: `PlottingError` where there is no room.
  func drawn(
    title: String, altText: String?, adjustment: PanelAdjustment = PanelAdjustment()
  ) throws -> (list: DisplayList, panels: [(content: any PanelContent, box: Rectangle)]) {
    var copy = self
    copy.panels = panels.map { $0.adjusted(adjustment) }
    var boxes = try copy.solve()
    var hasChanged = false
    for index in panels.indices {
      if let settled = copy.panels[index].settled(in: boxes.panels[index].box) {
        copy.panels[index] = settled
        hasChanged = true
      }
    }
    if hasChanged { boxes = try copy.solve() }
    return (
      copy.draw(boxes, title: title, altText: altText),
      zip(copy.panels, boxes.panels).map { ($0, $1.box) }
    )
  }

  private func solve() throws -> Boxes {
    var insets = panels.map { _ in
      Insets(
        left: 3 * style.tickLabelSize, right: style.tickLabelSize, top: style.tickLabelSize,
        bottom: 3 * style.tickLabelSize)
    }
    var boxes = try arrange(insets, around: Insets())
    for round in 0..<12 {
      var next = panels.indices.map { measured($0, boxes) }
      // Should two layouts ask for each other, the larger of both ends the dispute.
      if round > 4 { next = zip(next, insets).map { $0.larger($1) } }
      let around = surroundings.insets(around: boxes.region, outer: tree.outerInsets(next)).rounded
      let arranged = try arrange(next, around: around)
      let isSettled = next == insets && arranged == boxes
      insets = next
      boxes = arranged
      if isSettled { break }
    }
    return boxes
  }

  /// Room that a panel needs around its box, its label included.
  private func measured(_ index: Int, _ boxes: Boxes) -> Insets {
    let box = boxes.panels[index].box
    let decorations = panels[index].decorations(in: box)
    var insets = Insets(decorations, around: box)
    if !labels.isEmpty, !hasLabelInside(index) {
      let label = placedLabel(index, box, left: box.minX - insets.left, decorations: decorations)
      insets.top = max(insets.top, box.minY - label.frame.minY)
    }
    return insets.rounded
  }

  /// Boxes for panels that need some room, with `around` for what all have in common.
  private func arrange(_ insets: [Insets], around: Insets) throws -> Boxes {
    let outer = tree.outerInsets(insets)
    let aspect: (Int) -> Double = { panels[$0].preferredAspect ?? style.panelAspect }
    let across = width - 2 * style.margin - outer.left - outer.right - around.left - around.right
    let beside = 2 * style.margin + outer.top + outer.bottom + around.top + around.bottom
    let least = 2 * style.tickLabelSize
    guard across >= least, givenHeight.map({ $0 - beside >= least }) ?? true else {
      throw tooSmall()
    }
    let natural = tree.naturalHeight(
      width: across, insets: insets, gap: style.panelGap, aspect: aspect)
    let region = Rectangle(
      x: style.margin + around.left + outer.left, y: style.margin + around.top + outer.top,
      width: across, height: givenHeight.map { $0 - beside } ?? natural)
    var placements = panels.map { _ in GridTree.Placement() }
    tree.place(
      in: region, insets: insets, gap: style.panelGap, aspect: aspect, into: &placements)
    guard placements.allSatisfy({ $0.box.width >= least && $0.box.height >= least }) else {
      throw tooSmall()
    }
    return Boxes(
      region: region, outer: outer, panels: placements, page: givenHeight ?? natural + beside)
  }

  private func tooSmall() -> PlottingError {
    PlottingError(
      .pageTooSmall,
      "A page of \(Int(width)) × \(givenHeight.map { String(Int($0)) } ?? "automatic") points "
        + "leaves no room for the data of \(tree.rowCount) × \(tree.columnCount) panels beside "
        + "their labels. Make the figure larger, use fewer columns or shorter labels.")
  }

  // MARK: Panel labels

  /// Whether the label stands in the box's corner: where all panels of the row leave it free, so
  /// that labels in a row line up.
  private func hasLabelInside(_ index: Int) -> Bool {
    rowMates[index].allSatisfy { panels[$0].hasOpenCorner }
  }

  /// The panel's label: above its box, at the left edge of all that belongs to it.
  private func placedLabel(
    _ index: Int, _ box: Rectangle, left: Double, decorations: [Decoration]
  ) -> PlacedText {
    let text = labels[index]
    if hasLabelInside(index) {
      return text.placed(at: Point(box.minX, box.minY), anchor: TextAnchor(.left, .top))
    }
    let lift = 0.35 * style.panelLabelSize
    let first = text.placed(
      at: Point(left, box.minY - lift), anchor: TextAnchor(.left, .bottom))
    let wide = first.frame.outset(by: 2)
    let obstacles = decorations.map(\.frame).filter { $0.overlaps(wide) }
    guard let top = obstacles.map(\.minY).min() else { return first }
    return text.placed(at: Point(left, top - lift), anchor: TextAnchor(.left, .bottom))
  }

  /// The labels of all panels; those of a row stand at one height where nothing is in the way.
  private func alignedLabels(_ boxes: Boxes, decorations: [[Decoration]]) -> [PlacedText] {
    guard !labels.isEmpty else { return [] }
    let own = panels.indices.map {
      placedLabel(
        $0, boxes.panels[$0].box, left: boxes.panels[$0].left, decorations: decorations[$0])
    }
    return own.indices.map { index in
      let mates = rowMates[index].filter {
        boxes.panels[$0].box.minY == boxes.panels[index].box.minY
      }
      let highest = mates.map { own[$0].frame.minY }.min() ?? own[index].frame.minY
      guard highest < own[index].frame.minY - 1e-6 else { return own[index] }
      let raised = own[index].moved(down: highest - own[index].frame.minY)
      let wide = raised.frame.outset(by: 2)
      return decorations[index].contains { $0.frame.overlaps(wide) } ? own[index] : raised
    }
  }

  // MARK: Drawing

  private func draw(_ boxes: Boxes, title: String, altText: String?) -> DisplayList {
    var items: [DisplayItem] = []
    let all = panels.indices.map { panels[$0].decorations(in: boxes.panels[$0].box) }
    let labels = alignedLabels(boxes, decorations: all)
    for (index, panel) in panels.enumerated() {
      let placement = boxes.panels[index]
      var parts = panel.items(in: placement.box, decorations: all[index])
      if !labels.isEmpty { parts.append(labels[index].group(role: "panel-label")) }
      items.append(.group(DisplayGroup(role: "panel", items: parts, frame: placement.box)))
    }
    items += surroundings.decorations(around: boxes.region, outer: boxes.outer).map(\.item)
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
  /// Room that decorations need beyond a box.
  init(_ decorations: [Decoration], around box: Rectangle) {
    for decoration in decorations {
      left = max(left, box.minX - decoration.frame.minX)
      right = max(right, decoration.frame.maxX - box.maxX)
      top = max(top, box.minY - decoration.frame.minY)
      bottom = max(bottom, decoration.frame.maxY - box.maxY)
    }
  }

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
