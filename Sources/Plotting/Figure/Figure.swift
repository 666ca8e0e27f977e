/// Panels on a page of a journal's column width.
///
/// ```swift
/// Figure(style: .prl, columns: .double) {
///   Grid(columns: 2) { a; b; c; d }.panelLabels()
/// }
/// ```
public struct Figure: Sendable {
  /// How wide a figure is.
  public enum Columns: Sendable, Hashable {
    /// One column of the style's journal.
    case single
    /// Across the page of the style's journal.
    case double
    /// A width of its own.
    case width(Length)
  }

  /// The panels.
  public var grid: Grid
  /// The look.
  public var style: FigureStyle
  /// How wide.
  public var columns: Columns
  /// How high, or nil for as high as the panels' shapes ask for.
  public var height: Length?
  /// A short name for readers and file metadata; what the first plot is called if empty.
  public var title = ""
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?
  /// Who made it, for the metadata of files.
  public var author: String?

  /// Panels on a page.
  ///
  /// - Parameters:
  ///   - style: the look.
  ///   - columns: how wide.
  ///   - height: how high, or nil for as high as the panels' shapes ask for.
  ///   - content: a grid, or panels that are put below each other.
  public init(
    style: FigureStyle = .notebook, columns: Columns = .single, height: Length? = nil,
    @FigureBuilder _ content: () throws -> Grid
  ) rethrows {
    self.style = style
    self.columns = columns
    self.height = height
    grid = try content()
  }

  /// The same with text for those who cannot see.
  public func altText(_ text: String) -> Figure {
    var copy = self
    copy.altText = text
    return copy
  }

  /// The same with a name for file metadata.
  public func title(_ text: String) -> Figure {
    var copy = self
    copy.title = text
    return copy
  }

  /// The same with the name of who made it, for the metadata of files.
  public func author(_ name: String) -> Figure {
    var copy = self
    copy.author = name
    return copy
  }

  var width: Length {
    switch columns {
    case .single: style.singleColumn
    case .double: style.doubleColumn
    case .width(let length): length
    }
  }
}

/// Takes a grid, or makes one column of panels.
@resultBuilder
public enum FigureBuilder {
  /// A grid.
  public static func buildExpression(_ grid: Grid) -> Grid { grid }
  /// A plot.
  public static func buildExpression(_ plot: Plot) -> Grid { Grid { plot } }
  /// The only one.
  public static func buildBlock(_ grid: Grid) -> Grid { grid }
  /// One below the other, each with columns of its own; panels of one column are aligned.
  public static func buildBlock(_ first: Grid, _ second: Grid, _ others: Grid...) -> Grid {
    let all = [first, second] + others
    var stacked = Grid {}
    stacked.panels = all.map { grid in
      let isSingle = grid.panels.count == 1 && grid.columnCount == 1 && grid.shared.isEmpty
      return isSingle ? grid.panels[0] : GridPanel(grid)
    }
    stacked.labels = all.compactMap(\.labels).first
    return stacked
  }
}

extension Figure: Drawable {
  /// The figure drawn.
  ///
  /// - Returns: everything on the page, from back to front.
  /// - Throws: `PlottingError` for data that cannot be drawn, naming the panel.
  public func displayList() throws -> DisplayList {
    var list = try GridLayout(
      grid, style: style, width: width.points, height: height?.points
    ).displayList(title: title, altText: altText)
    list.author = author ?? ""
    return list
  }
}

extension Plot: Drawable {
  /// The plot drawn by itself.
  ///
  /// - Returns: everything on the page, from back to front.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func displayList() throws -> DisplayList {
    var figure = Figure(
      style: style, columns: size.map { .width(.points($0.width)) } ?? .single,
      height: size.map { .points($0.height) }
    ) { self }
    figure.title = title ?? ""
    figure.altText = altText
    figure.author = author
    return try figure.displayList()
  }
}
