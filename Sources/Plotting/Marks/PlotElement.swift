/// What everything drawn from data has in common, on axes and on spheres: a colour, a name, a
/// description.
public protocol PlotElement: Sendable {
  /// The colour that was asked for, or nil to take the next one of the style's cycle.
  var ownColor: Color? { get }

  /// Whether the element takes a colour of the cycle when it has none of its own.
  var takesCycleColor: Bool { get }

  /// Name and sample for the legend, or nil for no entry.
  func legendEntry(color: Color, style: FigureStyle) -> LegendEntry?

  /// The colours that stand for numbers, if the element has such.
  ///
  /// - Returns: what a colour bar shows, or nil.
  /// - Throws: `PlottingError` for values without any that is finite.
  func colorKey() throws -> ColorKey?

  /// A clause for alternative text: "line m_z with 601 points, …".
  var summary: String { get }
}

extension PlotElement {
  /// No colour of its own.
  public var ownColor: Color? { nil }
  /// Takes no colour of the cycle.
  public var takesCycleColor: Bool { false }
  /// No entry.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? { nil }
  /// No colours that stand for numbers.
  public func colorKey() throws -> ColorKey? { nil }
}

/// The entry of a mark in the legend.
public struct LegendEntry: Sendable, Hashable {
  /// The name; mathematics between dollars.
  public var text: String
  /// A sample of the line, if the mark has one.
  public var line: Stroke?
  /// A sample of the marker, if the mark has one.
  public var marker: Marker?
  /// Colour of the marker.
  public var markerColor: Color
  /// Colour of a filled area, if the mark is one.
  public var patch: Color?

  /// An entry with its samples.
  public init(
    text: String, line: Stroke? = nil, marker: Marker? = nil, markerColor: Color = .black,
    patch: Color? = nil
  ) {
    self.text = text
    self.line = line
    self.marker = marker
    self.markerColor = markerColor
    self.patch = patch
  }
}

/// Colours that stand for numbers.
public struct ColorKey: Sendable, Hashable {
  /// The colours.
  public var map: ColorMap
  /// The value at the map's low end.
  public var low: Double
  /// The value at the map's high end.
  public var high: Double
  /// The name of the quantity, or nil where no bar was asked for.
  public var label: String?
  /// Where the bar has ticks.
  public var ticks: TickPlacement
  /// How values become places along the bar.
  public var scale: AxisScale
  /// Values where one colour gives way to the next, for a few even colours; empty for a gradient.
  public var levels: [Double]
  /// Where the bar stands.
  public var side: ColorBarSide

  /// A key.
  public init(
    map: ColorMap, low: Double, high: Double, label: String?, ticks: TickPlacement = .automatic,
    scale: AxisScale = .linear, levels: [Double] = [], side: ColorBarSide = .right
  ) {
    self.side = side
    self.map = map
    self.low = low
    self.high = high
    self.label = label
    self.ticks = ticks
    self.scale = scale
    self.levels = levels
  }
}

/// Where a colour bar stands.
public enum ColorBarSide: String, Sendable, Hashable, CaseIterable {
  /// Upright beside the axes, its numbers outside.
  case right, left
  /// Lying above or below the axes, its numbers outside.
  case top, bottom
}
