/// Numbers on a grid as areas of one colour between levels; NaN is left out.
public struct FilledContour: Mark, MappedElement {
  var grid: SampledGrid
  /// Where one colour gives way to the next, ascending; nil for round values.
  public var levels: [Double]?
  /// About how many levels there are where they are not given.
  public var count = 10
  /// The values with their colours.
  public var coloring: Coloring

  private init(
    _ grid: SampledGrid, _ levels: [Double]?, _ map: ColorMap, _ scaling: ColorScaling
  ) {
    self.grid = grid
    self.levels = levels
    coloring = Coloring(values: grid.values, map: map, scaling: scaling)
  }

  /// Areas of rows of numbers over ranges.
  ///
  /// - Parameters:
  ///   - z: rows of equal length, the first at the least y.
  ///   - x: coordinates of the first and last columns; 0 … columns − 1 if nil.
  ///   - y: coordinates of the first and last rows; 0 … rows − 1 if nil.
  ///   - levels: where colours change, or nil for round values.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    levels: [Double]? = nil, map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) {
    self.init(SampledGrid(z: z, x: x, y: y, of: "FilledContour"), levels, map, scaling)
  }

  /// Areas of numbers at coordinates, which may be unequally spaced.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns.
  ///   - y: coordinates of the rows.
  ///   - z: one row for each y, with one value for each x.
  ///   - levels: where colours change, or nil for round values.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    x: [Double], y: [Double], z: [[Double]], levels: [Double]? = nil, map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    self.init(SampledGrid(z: z, x: x, y: y, of: "FilledContour"), levels, map, scaling)
  }

  /// The same with about so many levels.
  public func count(_ count: Int) -> FilledContour {
    var copy = self
    copy.count = count
    return copy
  }

  /// Lines at the same levels, to draw in front.
  public var lines: Contour {
    Contour(grid, shownLevels, coloring.map, coloring.scaling)
  }

  private var shownLevels: [Double] { levels ?? ContourLevels.automatic(coloring, count: count) }

  /// Extent of the grid; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try grid.check("FilledContour", xScale: xScale, yScale: yScale, leastCount: 2)
    try ContourLevels.check(levels, of: "FilledContour")
    _ = try coloring.scaling.ends(for: grid.values)
    return grid.extent
  }

  /// The areas, each on top of those below its level, so that no seam is left between them.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard grid.problem == nil else { return [] }
    let levels = shownLevels
    let colors = ContourLevels.bandColors(levels, coloring)
    let tracer = LevelTracer(grid: grid)
    var items: [DisplayItem] = []
    for (level, paint) in zip([-Double.infinity] + levels, colors) {
      var path = Path()
      for region in tracer.trace(level).regions {
        let points = region.map {
          frame.isPolar ? frame.pointAboveFloor($0.x, $0.y) : frame.point($0.x, $0.y)
        }
        guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { continue }
        path.elements +=
          Path(polyline: Polyline.spaced(points, by: 0.1), closed: true).elements
      }
      if !path.elements.isEmpty { items.append(.path(path, fill: paint, stroke: nil)) }
    }
    return items
  }

  /// The colours between the levels.
  public func colorKey() throws -> ColorKey? {
    var key = try coloring.key()
    key.levels = shownLevels
    if key.ticks == .automatic, levels != nil { key.ticks = .at(shownLevels) }
    return key
  }

  /// Number of levels and range.
  public var summary: String {
    "areas between \(shownLevels.count) levels of " + grid.summary(coloring.barLabel)
  }
}
