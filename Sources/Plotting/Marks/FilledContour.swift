/// Numbers on a grid as areas of one colour between levels; NaN is left out.
public struct FilledContour: LeveledMark {
  var grid: SampledGrid
  /// Where one colour gives way to the next, ascending; nil for round values.
  public var levels: [Double]?
  /// About how many levels there are where they are not given.
  public var count = 10
  /// The values with their colours.
  public var coloring: Coloring

  /// Areas of numbers on a grid.
  public init(grid: SampledGrid, levels: [Double]?, map: ColorMap, scaling: ColorScaling) {
    self.grid = grid
    self.levels = levels
    coloring = Coloring(values: grid.values, map: map, scaling: scaling)
  }

  /// Lines at the same levels, to draw in front.
  public var lines: Contour {
    Contour(grid: grid, levels: shownLevels, map: coloring.map, scaling: coloring.scaling)
  }

  /// Extent of the grid; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try checked(grid, xScale: xScale, yScale: yScale)
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
