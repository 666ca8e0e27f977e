/// The area between a curve and a level, zero unless given.
public struct Area: StyledMark {
  private var band: Band

  /// The area under a curve.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: the curve, as many values.
  ///   - base: the level.
  public init(_ x: [Double], _ y: [Double], base: Double = 0) {
    band = Band(x, low: y.map { $0.isNaN ? .nan : base }, high: y)
  }

  /// The look.
  public var appearance: Appearance {
    get { band.appearance }
    set { band.appearance = newValue }
  }

  /// Extent of the curve and the level.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try band.extent(xScale: xScale, yScale: yScale)
  }
  /// The area.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    band.draw(in: frame, color: color)
  }
  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    band.legendEntry(color: color, style: style)
  }
  /// The curve.
  public func obstacles(in frame: PlotFrame) -> [Point] { band.obstacles(in: frame) }
  /// Number of points.
  public var summary: String {
    described("area") + " under a curve of \(band.x.count) points"
  }
}
