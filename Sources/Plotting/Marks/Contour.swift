/// Lines along which numbers on a grid have given values, with their values if wanted.
public struct Contour: StyledMark, LeveledMark {
  var grid: SampledGrid
  /// The values of the lines, ascending; nil for round ones.
  public var levels: [Double]?
  /// About how many lines there are where levels are not given.
  public var count = 8
  /// The values with their colours; a colour of its own takes their place.
  public var coloring: Coloring
  /// Whether lines bear their values.
  public var isLabeled = false
  /// The look.
  public var appearance = Appearance()

  /// Lines of numbers on a grid.
  public init(grid: SampledGrid, levels: [Double]?, map: ColorMap, scaling: ColorScaling) {
    self.grid = grid
    self.levels = levels
    coloring = Coloring(values: grid.values, map: map, scaling: scaling)
  }

  /// The same with the lines' values on them.
  public func labels(_ isLabeled: Bool = true) -> Contour {
    var copy = self
    copy.isLabeled = isLabeled
    return copy
  }

  /// Colours by value unless it has its own.
  public var takesCycleColor: Bool { false }

  /// Extent of the grid; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try checked(grid, xScale: xScale, yScale: yScale)
  }

  private func lines(_ level: Double, in frame: PlotFrame) -> [[Point]] {
    let box = frame.rectangle.outset(by: 4)
    return LevelTracer(grid: grid).trace(level).lines.flatMap { line in
      let points = line.map { frame.point($0.x, $0.y) }.filter { $0.x.isFinite && $0.y.isFinite }
      return Polyline.clipped(Polyline.spaced(points, by: 0.15), to: box).filter { $0.count > 1 }
    }
  }

  /// The lines, interrupted by their values.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard grid.problem == nil, let ends = try? coloring.scaling.ends(for: grid.values) else {
      return []
    }
    var labeler = ContourLabeler(frame: frame)
    var items: [DisplayItem] = []
    for level in shownLevels {
      let fraction = coloring.scaling.fraction(level, low: ends.low, high: ends.high)
      let paint = appearance.color ?? coloring.map(fraction.isFinite ? fraction : 0)
      var stroke = appearance.stroke(paint, style: frame.style)
      stroke.width = appearance.width ?? 0.8 * frame.style.lineWidth
      var path = Path()
      for line in lines(level, in: frame) {
        let parts = isLabeled ? labeler.label(line, level, color: paint) : [line]
        for part in parts where part.count > 1 { path.elements += Path(polyline: part).elements }
      }
      if !path.elements.isEmpty { items.append(.path(path, fill: nil, stroke: stroke)) }
    }
    return items + labeler.labels.map { $0.group(role: "contour-label") }
  }

  /// The lines of a level as they are before they are drawn anywhere.
  struct Curve {
    /// The look.
    var stroke: Stroke
    /// Coordinates of the lines, one behind the other with NaN in between.
    var x: [Double]
    /// Coordinates of the lines, as many.
    var y: [Double]
    /// The value, where lines bear it.
    var label: TypesetText?
  }

  /// The lines of all levels.
  func curves(color: Color, style: FigureStyle) -> [Curve] {
    guard grid.problem == nil, let ends = try? coloring.scaling.ends(for: grid.values) else {
      return []
    }
    let tracer = LevelTracer(grid: grid)
    return shownLevels.map { level in
      let fraction = coloring.scaling.fraction(level, low: ends.low, high: ends.high)
      let paint = appearance.color ?? coloring.map(fraction.isFinite ? fraction : 0)
      var stroke = appearance.stroke(paint, style: style)
      stroke.width = appearance.width ?? 0.8 * style.lineWidth
      var curve = Curve(stroke: stroke, x: [], y: [])
      for line in tracer.trace(level).lines {
        curve.x += line.map(\.x) + [.nan]
        curve.y += line.map(\.y) + [.nan]
      }
      if isLabeled { curve.label = ContourLabeler.text(level, color: paint, style: style) }
      return curve
    }
  }

  /// A sample of a line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(
        text: $0, line: appearance.stroke(appearance.color ?? coloring.map(0.5), style: style))
    }
  }

  /// Number of levels and range.
  public var summary: String {
    described("contours") + " at \(shownLevels.count) levels of "
      + grid.summary(coloring.barLabel)
  }
}
