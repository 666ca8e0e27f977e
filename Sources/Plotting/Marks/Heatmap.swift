/// Numbers on a grid as colours; NaN is transparent.
///
/// Cells may be of unequal size, and the axes logarithmic.
public struct Heatmap: Mark, MappedElement {
  var grid: SampledGrid
  /// The values: those of row 0, at the least y, first.
  public var values: [Double] { grid.values }
  /// Coordinates of the columns, ascending.
  public var x: [Double] { grid.x }
  /// Coordinates of the rows, ascending.
  public var y: [Double] { grid.y }
  /// Edges of the cells where they are given instead of centres.
  private var givenEdges: (x: [Double], y: [Double])?
  /// The values with their colours.
  public var coloring: Coloring
  /// Whether colours run smoothly between the cells rather than fill each one.
  public var isSmooth = false

  private init(_ grid: SampledGrid, _ map: ColorMap, _ scaling: ColorScaling) {
    self.grid = grid
    coloring = Coloring(values: grid.values, map: map, scaling: scaling)
  }

  /// Rows of numbers over ranges that hold the centres of the outermost cells.
  ///
  /// - Parameters:
  ///   - z: rows of equal length, the first at the least y.
  ///   - x: centres of the first and last columns; 0 … columns − 1 if nil.
  ///   - y: centres of the first and last rows; 0 … rows − 1 if nil.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) {
    self.init(SampledGrid(z: z, x: x, y: y, of: "Heatmap"), map, scaling)
  }

  /// Rows of numbers at coordinates, which may be unequally spaced.
  ///
  /// - Parameters:
  ///   - z: one row for each y, with one value for each x.
  ///   - x: coordinates of the columns, or their edges: one more than columns, for both axes.
  ///   - y: coordinates of the rows, or their edges: one more than rows.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: [Double], y: [Double], map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    func middles(_ edges: [Double]) -> [Double] {
      zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    }
    let hasEdges = x.count == (z.first?.count ?? 0) + 1 && y.count == z.count + 1
    self.init(
      SampledGrid(
        z: z, x: hasEdges ? middles(x) : x, y: hasEdges ? middles(y) : y, of: "Heatmap"), map,
      scaling)
    if hasEdges { givenEdges = (x.sorted(), y.sorted()) }
  }

  /// Rows of numbers at coordinates, which may be unequally spaced.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns, or their edges: one more than columns, for both axes.
  ///   - y: coordinates of the rows, or their edges: one more than rows.
  ///   - z: one row for each y, with one value for each x.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    x: [Double], y: [Double], z: [[Double]], map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    self.init(z: z, x: x, y: y, map: map, scaling: scaling)
  }

  /// A function of two variables.
  ///
  /// - Parameters:
  ///   - x: centres of the first and last columns.
  ///   - y: centres of the first and last rows.
  ///   - columns: number of columns, at least 2.
  ///   - rows: number of rows, at least 2.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  ///   - function: the value at x and y.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 200, rows: Int = 200,
    map: ColorMap = .viridis, scaling: ColorScaling = .automatic,
    _ function: (Double, Double) -> Double
  ) {
    self.init(
      SampledGrid(x: x, y: y, columns: columns, rows: rows, of: "Heatmap", function), map, scaling)
  }

  /// The same with colours that run smoothly between the cells.
  public func smooth(_ isSmooth: Bool = true) -> Heatmap {
    var copy = self
    copy.isSmooth = isSmooth
    return copy
  }

  private func edges(_ xScale: AxisScale, _ yScale: AxisScale) -> (x: [Double], y: [Double]) {
    (
      givenEdges?.x ?? SampledGrid.edges(grid.x, scale: xScale),
      givenEdges?.y ?? SampledGrid.edges(grid.y, scale: yScale)
    )
  }

  /// Extent of the cells; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try grid.check("Heatmap", xScale: xScale, yScale: yScale)
    _ = try coloring.scaling.ends(for: grid.values)
    let edges = edges(xScale, yScale)
    try DataCheck.checkPositive(edges.x, of: "Heatmap", axis: "x", scale: xScale)
    try DataCheck.checkPositive(edges.y, of: "Heatmap", axis: "y", scale: yScale)
    return DataExtent(
      x: ClosedRange(finiteExtentOf: edges.x), y: ClosedRange(finiteExtentOf: edges.y),
      isTightX: true, isTightY: true)
  }

  /// One image of all cells.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let edges = edges(frame.xScale, frame.yScale)
    guard grid.problem == nil, let table = ColorTable(coloring), let left = edges.x.first,
      let right = edges.x.last, let bottom = edges.y.first, let top = edges.y.last
    else { return [] }
    let corner = frame.point(left, top)
    let opposite = frame.point(right, bottom)
    let place = Rectangle(corner, opposite)
    let isRegular =
      SampledGrid.isRegular(edges.x) && SampledGrid.isRegular(edges.y) && frame.xScale == .linear
      && frame.yScale == .linear && !frame.isPolar
    if isRegular { return [.image(cellImage(table, in: frame), frame: place)] }
    return resampled(in: frame, edges: edges, table: table)
  }

  /// A pixel for each cell.
  private func cellImage(_ table: ColorTable, in frame: PlotFrame) -> RasterImage {
    let (rows, columns) = (grid.rowCount, grid.columnCount)
    var pixels = [UInt8](repeating: 0, count: 4 * grid.values.count)
    for row in 0..<rows {
      let start = 4 * (frame.isYInverted ? row : rows - 1 - row) * columns
      for column in 0..<columns {
        let pixel = start + 4 * (frame.isXInverted ? columns - 1 - column : column)
        table.write(grid[row, column], to: &pixels, at: pixel)
      }
    }
    return RasterImage(width: columns, height: rows, pixels: pixels, isSmooth: isSmooth)
  }

  /// An image at the resolution of print, each pixel the colour of the cell that it falls into.
  private func resampled(
    in frame: PlotFrame, edges: (x: [Double], y: [Double]), table: ColorTable
  ) -> [DisplayItem] {
    let box = frame.rectangle
    let density = min(400.0 / 72, 2400 / max(box.width, box.height))
    let width = max(1, Int((box.width * density).rounded()))
    let height = max(1, Int((box.height * density).rounded()))
    let columns = CellFinder(edges: edges.x, centers: grid.x)
    let rows = CellFinder(edges: edges.y, centers: grid.y)
    var pixels = [UInt8](repeating: 0, count: 4 * width * height)
    let across = (0..<width).map { box.minX + (Double($0) + 0.5) / Double(width) * box.width }
    let known = frame.isPolar ? nil : across.map { columns.place(frame.xValue(at: $0)) }
    for line in 0..<height {
      let down = box.minY + (Double(line) + 0.5) / Double(height) * box.height
      let row = frame.isPolar ? nil : rows.place(frame.yValue(at: down))
      if !frame.isPolar && row == nil { continue }
      for step in 0..<width {
        let column: CellFinder.Place
        let level: CellFinder.Place
        if let known, let row {
          guard let found = known[step] else { continue }
          (column, level) = (found, row)
        } else {
          let value = frame.value(at: Point(across[step], down), from: edges.x[0])
          guard let found = columns.place(value.x), let foundRow = rows.place(value.y) else {
            continue
          }
          (column, level) = (found, foundRow)
        }
        table.write(value(column, level), to: &pixels, at: 4 * (line * width + step))
      }
    }
    return [
      .image(
        RasterImage(width: width, height: height, pixels: pixels, isSmooth: false), frame: box)
    ]
  }

  private func value(_ column: CellFinder.Place, _ row: CellFinder.Place) -> Double {
    guard isSmooth else { return grid[row.cell, column.cell] }
    func across(_ line: Int) -> Double {
      let start = grid[line, column.lower]
      let end = grid[line, min(column.lower + 1, grid.columnCount - 1)]
      return start + column.fraction * (end - start)
    }
    let start = across(row.lower)
    let end = across(min(row.lower + 1, grid.rowCount - 1))
    return start + row.fraction * (end - start)
  }

  /// Size and range.
  public var summary: String { "heat map of " + grid.summary(coloring.barLabel) }
}
