import Preconditions

/// Panels in rows and columns whose axes line up.
///
/// ```swift
/// Grid(columns: 2) { a; b; c; d }.panelLabels()
/// ```
public struct Grid: Sendable {
  /// The panels, row by row.
  public var panels: [GridPanel]
  /// Number of columns.
  public var columnCount: Int
  /// Relative widths of the columns; equal where empty.
  public var columnWidths: [Double] = []
  /// Relative heights of the rows; equal where empty.
  public var rowHeights: [Double] = []
  /// How panels are labelled, or nil for no labels.
  public var labels: PanelLabels?
  /// Which panels show the same range of x, with numbers at the lowest ones only.
  public var xSharing: AxisSharing = .none
  /// Which panels show the same range of y, with numbers at the leftmost ones only.
  public var ySharing: AxisSharing = .none
  /// What panels have in common, drawn once around the outermost grid.
  public var shared = SharedDecorations()

  /// Panels in rows and columns.
  ///
  /// - Parameters:
  ///   - columns: number of columns, at least 1.
  ///   - panels: plots, spheres and grids, row by row; those with `span` take several cells.
  public init(columns: Int = 1, @GridBuilder _ panels: () throws -> [GridPanel]) rethrows {
    requirePrecondition(columns >= 1, "A grid needs at least one column, got \(columns).")
    columnCount = columns
    self.panels = try panels()
  }

  private func changed(_ change: (inout Grid) -> Void) -> Grid {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with (a), (b), … at the panels, those of nested grids included.
  public func panelLabels(_ labels: PanelLabels = .parenthesized) -> Grid {
    changed { $0.labels = labels }
  }

  /// The same with columns of relative widths, one for each column.
  public func columnWidths(_ widths: [Double]) -> Grid {
    requirePrecondition(
      widths.count == columnCount && widths.allSatisfy { $0 > 0 },
      "A grid of \(columnCount) columns needs as many positive widths, got \(widths).")
    return changed { $0.columnWidths = widths }
  }

  /// The same with rows of relative heights, one for each row.
  public func rowHeights(_ heights: [Double]) -> Grid {
    requirePrecondition(
      heights.count == rowCount && heights.allSatisfy { $0 > 0 },
      "A grid of \(rowCount) rows needs as many positive heights, got \(heights).")
    return changed { $0.rowHeights = heights }
  }

  /// The same with one range of x for panels below each other, or for all; numbers and names
  /// stand at the lowest ones only.
  public func sharedX(_ sharing: AxisSharing = .aligned) -> Grid {
    changed { $0.xSharing = sharing }
  }

  /// The same with one range of y for panels beside each other, or for all; numbers and names
  /// stand at the leftmost ones only.
  public func sharedY(_ sharing: AxisSharing = .aligned) -> Grid {
    changed { $0.ySharing = sharing }
  }

  /// The same with one legend of all panels above the outermost grid.
  public func sharedLegend() -> Grid { changed { $0.shared.hasLegend = true } }

  /// The same with one colour bar at the right side for all panels, whose colours have to stand
  /// for the same numbers: give the heat maps one `scaling: .range(low...high)`.
  public func sharedColorBar() -> Grid { changed { $0.shared.hasColorBar = true } }

  /// The same with text above everything.
  public func title(_ text: String) -> Grid { changed { $0.shared.title = text } }

  /// The same with one name below all panels instead of one at each.
  public func sharedXLabel(_ text: String) -> Grid { changed { $0.shared.xLabel = text } }

  /// The same with one name at the left of all panels instead of one at each.
  public func sharedYLabel(_ text: String) -> Grid { changed { $0.shared.yLabel = text } }

  /// The grid as a panel of another one that takes several cells.
  ///
  /// - Parameters:
  ///   - columns: how many columns it takes.
  ///   - rows: how many rows it takes.
  /// - Returns: the panel.
  public func span(columns: Int = 1, rows: Int = 1) -> GridPanel {
    GridPanel(self).span(columns: columns, rows: rows)
  }

  var rowCount: Int { cells.map { $0.row + $0.panel.rowSpan }.max() ?? 0 }

  /// A panel with its place in the grid.
  struct Cell {
    var panel: GridPanel
    var column: Int
    var row: Int
  }

  /// The panels in the first free cells, row by row.
  var cells: [Cell] {
    var taken: Set<SIMD2<Int>> = []
    var cells: [Cell] = []
    var place = 0
    for panel in panels {
      let width = min(panel.columnSpan, columnCount)
      func isFree(_ start: Int) -> Bool {
        let (column, row) = (start % columnCount, start / columnCount)
        return column + width <= columnCount
          && !(0..<panel.rowSpan).contains { down in
            (0..<width).contains { taken.contains(SIMD2(column + $0, row + down)) }
          }
      }
      while !isFree(place) { place += 1 }
      let (column, row) = (place % columnCount, place / columnCount)
      for down in 0..<panel.rowSpan {
        for across in 0..<width { taken.insert(SIMD2(column + across, row + down)) }
      }
      var placed = panel
      placed.columnSpan = width
      cells.append(Cell(panel: placed, column: column, row: row))
      place += width
    }
    return cells
  }
}

/// Which panels of a grid show the same range of an axis.
public enum AxisSharing: String, Sendable, Hashable, CaseIterable {
  /// Each its own.
  case none
  /// Those below each other for x, those beside each other for y.
  case aligned
  /// All panels of the grid.
  case all
}

/// What the panels of a figure have in common and is drawn once.
public struct SharedDecorations: Sendable, Hashable {
  /// Whether there is one legend above all panels.
  public var hasLegend = false
  /// Whether there is one colour bar at the right of all panels.
  public var hasColorBar = false
  /// Text above everything, or nil.
  public var title: String?
  /// One name below all panels, or nil.
  public var xLabel: String?
  /// One name at the left of all panels, or nil.
  public var yLabel: String?

  /// Nothing in common.
  public init() {}

  var isEmpty: Bool { self == SharedDecorations() }
}

/// How panels are labelled.
public enum PanelLabels: String, Sendable, Hashable {
  /// (a), (b), (c)
  case parenthesized
  /// a, b, c, as Nature's journals want it; bold.
  case letters

  /// a … z, then aa, ab and so on.
  func text(_ index: Int) -> String {
    var letters = ""
    var rest = index
    repeat {
      letters = String(Character(UnicodeScalar(UInt8(97 + rest % 26)))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return self == .parenthesized ? "(\(letters))" : "$\\mathbf{\(letters)}$"
  }
}

/// A plot, a sphere or a grid in the cells of a grid.
public struct GridPanel: Sendable {
  enum Content: Sendable {
    case panel(prepare: @Sendable (FigureStyle) throws -> any PanelContent)
    case grid(Grid)
  }
  var content: Content
  /// How many columns it takes.
  public internal(set) var columnSpan = 1
  /// How many rows it takes.
  public internal(set) var rowSpan = 1

  /// A panel that is checked and measured when the figure is drawn.
  package init(prepare: @escaping @Sendable (FigureStyle) throws -> any PanelContent) {
    content = .panel(prepare: prepare)
  }

  /// A plot as a panel.
  public init(_ plot: Plot) { self.init { try PreparedPlot(plot, style: $0) } }

  /// A grid in a grid.
  public init(_ grid: Grid) { content = .grid(grid) }

  /// The same over several cells.
  ///
  /// - Parameters:
  ///   - columns: how many columns it takes, at most those of the grid.
  ///   - rows: how many rows it takes.
  /// - Returns: the changed copy.
  public func span(columns: Int = 1, rows: Int = 1) -> GridPanel {
    requirePrecondition(
      columns >= 1 && rows >= 1,
      "A panel takes at least one column and one row, got \(columns) and \(rows).")
    var copy = self
    copy.columnSpan = columns
    copy.rowSpan = rows
    return copy
  }
}

extension Plot {
  /// The plot as a panel that takes several cells of a grid.
  ///
  /// - Parameters:
  ///   - columns: how many columns it takes.
  ///   - rows: how many rows it takes.
  /// - Returns: the panel.
  public func span(columns: Int = 1, rows: Int = 1) -> GridPanel {
    GridPanel(self).span(columns: columns, rows: rows)
  }
}

/// Collects panels; `for`, `if` and `switch` work inside.
@resultBuilder
public enum GridBuilder {
  /// A plot.
  public static func buildExpression(_ plot: Plot) -> [GridPanel] { [GridPanel(plot)] }
  /// Several plots.
  public static func buildExpression(_ plots: [Plot]) -> [GridPanel] { plots.map { GridPanel($0) } }
  /// A panel over several cells.
  public static func buildExpression(_ panel: GridPanel) -> [GridPanel] { [panel] }
  /// A grid in the grid.
  public static func buildExpression(_ grid: Grid) -> [GridPanel] { [GridPanel(grid)] }
  /// All together.
  public static func buildBlock(_ panels: [GridPanel]...) -> [GridPanel] { panels.flatMap { $0 } }
  /// Those of a loop.
  public static func buildArray(_ panels: [[GridPanel]]) -> [GridPanel] { panels.flatMap { $0 } }
  /// Those of an `if` without `else`.
  public static func buildOptional(_ panels: [GridPanel]?) -> [GridPanel] { panels ?? [] }
  /// Those of the first branch.
  public static func buildEither(first panels: [GridPanel]) -> [GridPanel] { panels }
  /// Those of the second branch.
  public static func buildEither(second panels: [GridPanel]) -> [GridPanel] { panels }
}
