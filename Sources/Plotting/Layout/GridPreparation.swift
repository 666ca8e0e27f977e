/// Which panels show the ranges of which others.
struct AxesSharing {
  /// The first panel of those with the same range of x, or nil.
  var x: Int?
  /// The first panel of those with the same range of y, or nil.
  var y: Int?
}

/// Checks the panels of a grid and of those within it, and gives them common axes.
struct GridPreparation {
  let style: FigureStyle
  /// The panels of all grids, in the order of their labels.
  private(set) var panels: [any PanelContent] = []
  /// For each panel the first one of those that it shares its axes with, if any.
  private(set) var sharing: [AxesSharing] = []

  init(style: FigureStyle) { self.style = style }

  /// The grid with its panels numbered.
  ///
  /// - Throws: `PlottingError` for data that cannot be drawn, naming the panel.
  mutating func tree(of grid: Grid, isOutermost: Bool) throws -> GridTree {
    guard isOutermost || grid.shared.isEmpty else {
      throw PlottingError(
        .incompatibleAxes,
        "A legend, colour bar or label that panels share is drawn around the outermost grid; ask "
          + "for it there instead of at a grid within it.")
    }
    let isSingle = isOutermost && grid.panels.count == 1
    var cells: [GridTree.Cell] = []
    for cell in grid.cells {
      let content: GridTree.Content
      switch cell.panel.content {
      case .panel(let prepare):
        content = .leaf(panels.count)
        panels.append(try prepared(prepare, index: panels.count, isSingle: isSingle))
        sharing.append(AxesSharing())
      case .grid(let inner):
        content = .grid(try tree(of: inner, isOutermost: false))
      }
      cells.append(
        GridTree.Cell(
          columns: cell.column..<(cell.column + cell.panel.columnSpan),
          rows: cell.row..<(cell.row + cell.panel.rowSpan), content: content))
    }
    let tree = GridTree(
      cells: cells, columnCount: Self.usedColumns(cells, of: grid), rowCount: grid.rowCount,
      columnWidths: grid.columnWidths, rowHeights: grid.rowHeights)
    try share(grid, tree)
    return tree
  }

  /// Columns at the right without any panel take no room unless they were given widths.
  private static func usedColumns(_ cells: [GridTree.Cell], of grid: Grid) -> Int {
    guard grid.columnWidths.isEmpty else { return grid.columnCount }
    return cells.map(\.columns.upperBound).max() ?? grid.columnCount
  }

  private func prepared(
    _ prepare: @Sendable (FigureStyle) throws -> any PanelContent, index: Int, isSingle: Bool
  ) throws -> any PanelContent {
    do {
      return try prepare(style)
    } catch let error as PlottingError where !isSingle {
      throw PlottingError(
        error.code, "Panel \(PanelLabels.parenthesized.text(index)): \(error.message)")
    }
  }

  // MARK: Common axes

  private mutating func share(_ grid: Grid, _ tree: GridTree) throws {
    let leaves = tree.cells.compactMap { cell -> (cell: GridTree.Cell, index: Int)? in
      if case .leaf(let index) = cell.content { (cell, index) } else { nil }
    }
    if grid.xSharing != .none {
      for column in Self.groups(leaves, all: grid.xSharing == .all, by: \.columns.lowerBound) {
        let domain = try common(column.map { (panels[$0.index].traits.x, $0.index) }, name: "x")
        for (cell, index) in column {
          sharing[index].x = column.first?.index
          var adjustment = PanelAdjustment()
          adjustment.x = domain
          // Numbers stay where nothing with numbers is below.
          let isCovered = column.contains {
            $0.cell.rows.lowerBound >= cell.rows.upperBound && $0.cell.columns == cell.columns
          }
          adjustment.hidesXNumbers = isCovered
          adjustment.hidesXName = isCovered
          panels[index] = panels[index].adjusted(adjustment)
        }
      }
    }
    if grid.ySharing != .none {
      for row in Self.groups(leaves, all: grid.ySharing == .all, by: \.rows.lowerBound) {
        let domain = try common(row.map { (panels[$0.index].traits.y, $0.index) }, name: "y")
        for (cell, index) in row {
          sharing[index].y = row.first?.index
          var adjustment = PanelAdjustment()
          adjustment.y = domain
          let isCovered = row.contains {
            $0.cell.columns.upperBound <= cell.columns.lowerBound && $0.cell.rows == cell.rows
          }
          adjustment.hidesYNumbers = isCovered
          adjustment.hidesYName = isCovered
          panels[index] = panels[index].adjusted(adjustment)
        }
      }
    }
  }

  private static func groups(
    _ leaves: [(cell: GridTree.Cell, index: Int)], all: Bool,
    by line: KeyPath<GridTree.Cell, Int>
  ) -> [[(cell: GridTree.Cell, index: Int)]] {
    if all { return [leaves] }
    return Dictionary(grouping: leaves) { $0.cell[keyPath: line] }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// What several panels show together.
  private func common(
    _ ranges: [(range: PanelTraits.Range?, index: Int)], name: String
  ) throws -> ClosedRange<Double>? {
    let known = ranges.compactMap { entry in entry.range.map { ($0, entry.index) } }
    guard let (first, firstIndex) = known.first else { return nil }
    if let (_, other) = known.first(where: { $0.0.scale != first.scale }) {
      let labels = PanelLabels.parenthesized
      throw PlottingError(
        .incompatibleAxes,
        "Panels \(labels.text(firstIndex)) and \(labels.text(other)) cannot share their \(name) "
          + "axis because its scale differs. Give both the same .\(name)Scale or do not share it.")
    }
    return known.dropFirst().reduce(first.domain) { $0.union($1.0.domain) }
  }
}
