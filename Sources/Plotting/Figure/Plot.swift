/// Marks on a pair of axes.
///
/// Building a plot never fails; drawing it checks the data and throws `PlottingError`.
///
/// ```swift
/// Plot {
///   Line(times, mz).label("$m_z$")
///   HorizontalLine(0)
/// }
/// .xLabel("$\\kappa t$").yLabel("$m$")
/// ```
public struct Plot: Sendable {
  /// What is drawn, from back to front.
  public var marks: [any Mark]
  /// The horizontal axis.
  public var xAxis = Axis()
  /// The vertical axis.
  public var yAxis = Axis()
  /// Marks on a vertical axis of their own at the right side, or nil.
  public var rightAxis: TwinAxis?
  /// Marks on a horizontal axis of their own at the upper side, or nil.
  public var topAxis: TwinAxis?
  /// Text above the plot, or nil.
  public var title: String?
  /// Where the legend goes.
  public var legendPlacement: LegendPlacement = .automatic
  /// Width against height.
  public var aspect: Aspect = .free
  /// Name of the quantity on the colour bar, overriding what marks say.
  public var colorBarLabel: String?
  /// Where the colour bars stand, or nil for where their marks want them.
  public var colorBarSide: ColorBarSide?
  /// The look where the plot is drawn by itself; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the plot is drawn by itself, or nil for one column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?
  /// Who made it, for the metadata of files.
  public var author: String?

  /// Marks on a pair of axes.
  public init(@MarkBuilder _ marks: () throws -> [any Mark]) rethrows {
    self.marks = try marks()
  }

  /// Marks from an array on a pair of axes.
  public init(marks: [any Mark]) { self.marks = marks }
}

/// Where the legend of a plot goes.
public enum LegendPlacement: String, Sendable, Hashable {
  /// Inside where it hides the least, or above the axes where it would hide data everywhere.
  case automatic
  /// Nowhere.
  case none
  /// Inside, in a corner.
  case topLeft, topRight, bottomLeft, bottomRight
  /// Outside.
  case above, right
}

/// Width of a plot against its height.
public enum Aspect: Sendable, Hashable {
  /// As the layout has it.
  case free
  /// Equal lengths for equal numbers on both axes.
  case equal
  /// The height of the axes divided by their width.
  case ratio(Double)
}

/// Collects marks; `for`, `if` and `switch` work inside.
@resultBuilder
public enum MarkBuilder {
  /// One mark.
  public static func buildExpression(_ mark: any Mark) -> [any Mark] { [mark] }
  /// Several marks.
  public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
  /// All together.
  public static func buildBlock(_ marks: [any Mark]...) -> [any Mark] { marks.flatMap { $0 } }
  /// Those of a loop.
  public static func buildArray(_ marks: [[any Mark]]) -> [any Mark] { marks.flatMap { $0 } }
  /// Those of an `if` without `else`.
  public static func buildOptional(_ marks: [any Mark]?) -> [any Mark] { marks ?? [] }
  /// Those of the first branch.
  public static func buildEither(first marks: [any Mark]) -> [any Mark] { marks }
  /// Those of the second branch.
  public static func buildEither(second marks: [any Mark]) -> [any Mark] { marks }
}

/// A plot of a line at once.
///
/// - Parameters:
///   - x: horizontal coordinates.
///   - y: vertical coordinates, as many.
///   - label: name in the legend, or nil.
/// - Returns: the plot.
public func plot(_ x: [Double], _ y: [Double], label: String? = nil) -> Plot {
  Plot {
    if let label { Line(x, y).label(label) } else { Line(x, y) }
  }
}

/// A plot of values at 0, 1, 2 and so on at once.
public func plot(_ y: [Double]) -> Plot { Plot { Line(y) } }
