/// A panel without plain axes that is drawn by itself or in a grid: polar axes, spheres, maps of the
/// sphere, bars in space.
///
/// Each modifier returns a changed copy.
public protocol PanelDrawable: Drawable {
  /// Text above, or nil.
  var title: String? { get set }
  /// Name of the quantity on the colour bar, overriding what marks say.
  var colorBarLabel: String? { get set }
  /// Whether marks with names are listed.
  var hasLegend: Bool { get set }
  /// The look where the panel is drawn by itself; a figure brings its own.
  var style: FigureStyle { get set }
  /// The size where the panel is drawn by itself, or nil for most of a column of the style.
  var size: Size? { get set }
  /// Text for those who cannot see, or nil to describe the data.
  var altText: String? { get set }
  /// Width in points where the panel is drawn by itself and has no size.
  var naturalWidth: Double { get }
  /// What a grid arranges; its data are checked when the figure is drawn.
  var panel: GridPanel { get }
}

extension PanelDrawable {
  /// Most of a column of the style.
  public var naturalWidth: Double { 0.8 * style.singleColumn.points }

  private func changed(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with text above.
  public func title(_ text: String) -> Self { changed { $0.title = text } }
  /// The same with a colour bar of a name.
  public func colorBar(_ label: String) -> Self { changed { $0.colorBarLabel = label } }
  /// The same with or without a legend.
  public func legend(_ isShown: Bool) -> Self { changed { $0.hasLegend = isShown } }
  /// The same in another style, where it is drawn by itself.
  public func style(_ style: FigureStyle) -> Self { changed { $0.style = style } }
  /// The same in another size, where it is drawn by itself.
  public func size(width: Length, height: Length) -> Self {
    changed { $0.size = Size(width.points, height.points) }
  }
  /// The same with text for those who cannot see.
  public func altText(_ text: String) -> Self { changed { $0.altText = text } }

  /// The panel over several cells of a grid.
  ///
  /// - Parameters:
  ///   - columns: how many columns it takes.
  ///   - rows: how many rows it takes.
  /// - Returns: the panel.
  public func span(columns: Int = 1, rows: Int = 1) -> GridPanel {
    panel.span(columns: columns, rows: rows)
  }

  /// The figure of one panel that draws it by itself.
  package var ownFigure: Figure {
    let width = size?.width ?? naturalWidth
    var figure = Figure(
      style: style, columns: .width(.points(width)), height: size.map { .points($0.height) }
    ) { self }
    figure.title = title ?? ""
    figure.altText = altText
    return figure
  }

  /// The panel drawn by itself.
  ///
  /// - Returns: everything on the page, from back to front.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func displayList() throws -> DisplayList { try ownFigure.displayList() }
}

extension GridPanel {
  /// A panel without plain axes.
  public init(_ drawable: some PanelDrawable) { self = drawable.panel }
}

extension GridBuilder {
  /// A panel without plain axes.
  public static func buildExpression(_ panel: some PanelDrawable) -> [GridPanel] { [panel.panel] }
  /// Several panels without plain axes.
  public static func buildExpression(_ panels: [some PanelDrawable]) -> [GridPanel] {
    panels.map(\.panel)
  }
}

extension FigureBuilder {
  /// A panel without plain axes.
  public static func buildExpression(_ panel: some PanelDrawable) -> Grid { Grid { panel } }
}
