/// Something drawn from data inside the axes of a plot.
///
/// Marks are values that hold whole arrays. A mark says how far its data reach, draws itself into
/// a frame whose axes are settled, and describes itself for the legend and for those who cannot see.
public protocol Mark: Sendable {
  /// How far the data reach; checks them.
  ///
  /// - Parameters:
  ///   - xScale: the scale of the horizontal axis.
  ///   - yScale: the scale of the vertical axis.
  /// - Returns: the extent; nil along an axis that the mark does not care about.
  /// - Throws: `PlottingError` for data that cannot be drawn on these scales.
  func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent

  /// What the mark adds to the page.
  ///
  /// - Parameters:
  ///   - frame: the axes and where they are.
  ///   - color: the colour for the mark: its own, or its turn in the style's cycle.
  /// - Returns: items, from back to front; the plot clips them to its axes.
  func draw(in frame: PlotFrame, color: Color) -> [DisplayItem]

  /// The colour that was asked for, or nil to take the next one of the style's cycle.
  var ownColor: Color? { get }

  /// Whether the mark takes a colour of the cycle when it has none of its own.
  var takesCycleColor: Bool { get }

  /// Name and sample for the legend, or nil for no entry.
  func legendEntry(color: Color, style: FigureStyle) -> LegendEntry?

  /// Places on the page that a legend should not hide.
  func obstacles(in frame: PlotFrame) -> [Point]

  /// The colours that stand for numbers, if the mark has such.
  ///
  /// - Returns: what a colour bar shows, or nil.
  /// - Throws: `PlottingError` for values without any that is finite.
  func colorKey() throws -> ColorKey?

  /// A clause for alternative text: "line m_z with 601 points, …".
  var summary: String { get }
}

extension Mark {
  /// No colour of its own.
  public var ownColor: Color? { nil }
  /// Takes no colour of the cycle.
  public var takesCycleColor: Bool { false }
  /// No entry.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? { nil }
  /// Hides nothing.
  public func obstacles(in frame: PlotFrame) -> [Point] { [] }
  /// No colours that stand for numbers.
  public func colorKey() throws -> ColorKey? { nil }
}

/// How far the data of a mark reach.
public struct DataExtent: Sendable, Hashable {
  /// Along x; nil where the mark spans whatever the axis shows.
  public var x: ClosedRange<Double>?
  /// Along y; nil where the mark spans whatever the axis shows.
  public var y: ClosedRange<Double>?
  /// Whether the horizontal axis may end exactly where the data end.
  public var isTightX: Bool
  /// Whether the vertical axis may end exactly where the data end.
  public var isTightY: Bool

  /// An extent.
  public init(
    x: ClosedRange<Double>?, y: ClosedRange<Double>?, isTightX: Bool = false,
    isTightY: Bool = false
  ) {
    self.x = x
    self.y = y
    self.isTightX = isTightX
    self.isTightY = isTightY
  }
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

  /// A key.
  public init(
    map: ColorMap, low: Double, high: Double, label: String?, ticks: TickPlacement = .automatic
  ) {
    self.map = map
    self.low = low
    self.high = high
    self.label = label
    self.ticks = ticks
  }
}
