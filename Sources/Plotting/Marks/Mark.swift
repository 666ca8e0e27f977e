/// Something drawn from data inside the axes of a plot.
///
/// Marks are values that hold whole arrays. A mark says how far its data reach, draws itself into
/// a frame whose axes are settled, and describes itself for the legend and for those who cannot see.
public protocol Mark: PlotElement {
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

  /// Places on the page that a legend should not hide.
  func obstacles(in frame: PlotFrame) -> [Point]

  /// Whether the mark makes no sense where x is an angle and y a radius.
  var needsStraightAxes: Bool { get }
}

extension Mark {
  /// Drawn on polar axes too.
  public var needsStraightAxes: Bool { false }
  /// Hides nothing.
  public func obstacles(in frame: PlotFrame) -> [Point] { [] }
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
  /// Values of y where the vertical axis may end exactly, such as the level that bars stand on.
  public var baselines: [Double] = []
  /// How many points are left out because their axis cannot show them.
  public var leftOutCount = 0

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

  /// What holds both; tight where the first is.
  func union(_ other: DataExtent) -> DataExtent {
    func both(_ first: ClosedRange<Double>?, _ second: ClosedRange<Double>?) -> ClosedRange<Double>?
    {
      guard let first, let second else { return first ?? second }
      return first.union(second)
    }
    var all = self
    all.x = both(x, other.x)
    all.y = both(y, other.y)
    all.baselines += other.baselines
    all.leftOutCount = max(leftOutCount, other.leftOutCount)
    return all
  }
}
