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

  /// Panels in rows and columns.
  ///
  /// - Parameters:
  ///   - columns: number of columns, at least 1.
  ///   - panels: plots and spheres, row by row.
  public init(columns: Int = 1, @GridBuilder _ panels: () throws -> [GridPanel]) rethrows {
    precondition(columns >= 1, "A grid needs at least one column, got \(columns).")
    columnCount = columns
    self.panels = try panels()
  }

  /// The same with (a), (b), … at the panels.
  public func panelLabels(_ labels: PanelLabels = .parenthesized) -> Grid {
    var copy = self
    copy.labels = labels
    return copy
  }

  /// The same with columns of relative widths, one for each column.
  public func columnWidths(_ widths: [Double]) -> Grid {
    precondition(
      widths.count == columnCount && widths.allSatisfy { $0 > 0 },
      "A grid of \(columnCount) columns needs as many positive widths, got \(widths).")
    var copy = self
    copy.columnWidths = widths
    return copy
  }

  /// The same with rows of relative heights, one for each row.
  public func rowHeights(_ heights: [Double]) -> Grid {
    precondition(
      heights.count == rowCount && heights.allSatisfy { $0 > 0 },
      "A grid of \(rowCount) rows needs as many positive heights, got \(heights).")
    var copy = self
    copy.rowHeights = heights
    return copy
  }

  var rowCount: Int { (panels.count + columnCount - 1) / columnCount }
}

/// How panels are labelled.
public enum PanelLabels: String, Sendable, Hashable {
  /// (a), (b), (c)
  case parenthesized
  /// a, b, c, as Nature's journals want it; bold.
  case letters

  func text(_ index: Int) -> String {
    let letter = String(Character(UnicodeScalar(UInt8(97 + index % 26))))
    return self == .parenthesized ? "(\(letter))" : "$\\mathbf{\(letter)}$"
  }
}

/// A plot or a sphere in a grid.
public struct GridPanel: Sendable {
  let prepare: @Sendable (FigureStyle) throws -> any PanelContent

  init(_ plot: Plot) { prepare = { try PreparedPlot(plot, style: $0) } }
}

/// Collects panels; `for`, `if` and `switch` work inside.
@resultBuilder
public enum GridBuilder {
  /// A plot.
  public static func buildExpression(_ plot: Plot) -> [GridPanel] { [GridPanel(plot)] }
  /// Several plots.
  public static func buildExpression(_ plots: [Plot]) -> [GridPanel] { plots.map { GridPanel($0) } }
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
