import Foundation

/// Parts of a plane that belong to one kind each, with their names inside: a phase diagram.
public struct Regions: Mark {
  var grid: SampledGrid
  /// Names of the kinds, in the order of their numbers; empty for none.
  public var names: [String]
  /// Fill of each kind, or nil for pale colours of the style.
  public var colors: [Color]?

  /// Parts of a plane by the number of their kind.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns.
  ///   - y: coordinates of the rows.
  ///   - kinds: one row for each y: numbers from 0 that count into the names.
  ///   - names: what the kinds are called; mathematics between dollars.
  public init(x: [Double], y: [Double], kinds: [[Int]], names: [String]) {
    grid = SampledGrid(z: kinds.map { $0.map(Double.init) }, x: x, y: y, of: "Regions")
    self.names = names
  }

  /// Parts of a plane where numbers are between thresholds.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns.
  ///   - y: coordinates of the rows.
  ///   - z: one row for each y, with one value for each x.
  ///   - thresholds: where kinds change, ascending.
  ///   - names: what the kinds are called from below the first threshold to above the last.
  public init(
    x: [Double], y: [Double], z: [[Double]], thresholds: [Double], names: [String]
  ) {
    self.init(
      x: x, y: y,
      kinds: z.map { row in row.map { value in thresholds.count { $0 <= value } } }, names: names)
    // The values themselves, so that boundaries run between the points of the grid.
    smooth = (SampledGrid(z: z, x: x, y: y, of: "Regions"), thresholds)
  }

  private var smooth: (grid: SampledGrid, thresholds: [Double])?

  /// The same with fills of its own, one for each kind.
  public func colors(_ colors: [Color]) -> Regions {
    var copy = self
    copy.colors = colors
    return copy
  }

  /// Extent of the grid; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try grid.check("Regions", xScale: xScale, yScale: yScale, leastCount: 2)
    let kinds = Set(grid.values.map { Int($0) })
    guard let least = kinds.min(), let most = kinds.max(), least >= 0, most < max(1, names.count)
    else {
      throw PlottingError(
        .mismatchedLengths,
        "Regions has kinds from \(kinds.min() ?? 0) to \(kinds.max() ?? 0), but \(names.count) "
          + "names. Give one name for each kind, counted from 0; an empty one for no text.")
    }
    if let thresholds = smooth?.thresholds { try ContourLevels.check(thresholds, of: "Regions") }
    return grid.extent
  }

  private func fill(_ kind: Int, _ style: FigureStyle) -> Color {
    if let colors, kind < colors.count { return colors[kind] }
    if kind == 0 { return style.ground }
    let color = style.colorCycle[(kind - 1) % style.colorCycle.count]
    return color.mixed(with: style.ground, fraction: 0.72)
  }

  /// The areas, their boundaries and their names.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard grid.problem == nil else { return [] }
    let line = Stroke(frame.style.foreground, width: 0.7 * frame.style.lineWidth)
    var items: [DisplayItem] = []
    for kind in 0..<max(1, names.count) {
      let (source, level) = tracing(kind)
      let result = LevelTracer(grid: source).trace(level)
      var area = Path()
      for region in result.regions {
        let points = region.map { frame.point($0.x, $0.y) }
        guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { continue }
        area.elements += Path(polyline: Polyline.spaced(points, by: 0.1), closed: true).elements
      }
      guard !area.elements.isEmpty else { continue }
      items.append(.path(area, fill: fill(kind, frame.style), stroke: nil))
      var edge = Path()
      for curve in result.lines {
        let points = curve.map { frame.point($0.x, $0.y) }
        edge.elements += Path(polyline: Polyline.spaced(points, by: 0.15)).elements
      }
      if kind > 0, !edge.elements.isEmpty {
        items.append(.path(edge, fill: nil, stroke: line))
      }
    }
    return items + labels(in: frame).map { $0.text.group(role: "annotation") }
  }

  /// A grid and the level above which it belongs to a kind or a later one.
  private func tracing(_ kind: Int) -> (SampledGrid, Double) {
    guard kind > 0 else { return (grid, -.infinity) }
    if let smooth { return (smooth.grid, smooth.thresholds[kind - 1]) }
    return (grid, Double(kind) - 0.5)
  }

  /// The names, each at the place of its area that is farthest from the area's edge.
  func labels(in frame: PlotFrame) -> [(kind: Int, text: PlacedText)] {
    names.enumerated().compactMap { kind, name in
      guard !name.isEmpty else { return nil }
      let text = frame.style.text(
        name, size: frame.style.labelSize, color: frame.style.foreground)
      let shape = Size(text.width, text.height)
      guard let place = Self.middle(of: kind, in: grid, frame: frame, shape: shape) else {
        return nil
      }
      return (kind, text.placed(at: place, anchor: TextAnchor(.center, .center)))
    }
  }

  /// The middle of the largest box of a shape inside an area; nil where not even a point is.
  static func middle(of kind: Int, in grid: SampledGrid, frame: PlotFrame, shape: Size) -> Point? {
    let box = frame.rectangle
    let (columns, rows) = (96, 64)
    let own = (0..<rows).map { row -> [Bool] in
      let y = frame.yValue(at: box.minY + (Double(row) + 0.5) / Double(rows) * box.height)
      let gridRow = nearest(y, in: grid.y)
      return (0..<columns).map { column in
        let x = frame.xValue(at: box.minX + (Double(column) + 0.5) / Double(columns) * box.width)
        return Int(grid[gridRow, nearest(x, in: grid.x)]) == kind
      }
    }
    // Sums over rectangles tell at once how much of a box belongs to the area.
    var sums = Array(repeating: Array(repeating: 0, count: columns + 1), count: rows + 1)
    for row in 0..<rows {
      for column in 0..<columns {
        sums[row + 1][column + 1] =
          sums[row][column + 1] + sums[row + 1][column] - sums[row][column]
          + (own[row][column] ? 1 : 0)
      }
    }
    let (cellWidth, cellHeight) = (box.width / Double(columns), box.height / Double(rows))
    var best: (factor: Double, place: Point)?
    for row in 0..<rows {
      for column in 0..<columns where own[row][column] {
        var factor = 0.0
        for step in 1...24 {
          let wanted = 0.25 * Double(step)
          let halfColumns = Int((wanted * shape.width / 2 / cellWidth).rounded(.up))
          let halfRows = Int((wanted * shape.height / 2 / cellHeight).rounded(.up))
          let (top, bottom) = (row - halfRows, row + halfRows + 1)
          let (left, right) = (column - halfColumns, column + halfColumns + 1)
          guard top >= 0, left >= 0, bottom <= rows, right <= columns else { break }
          let inside =
            sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]
          guard inside == (bottom - top) * (right - left) else { break }
          factor = wanted
        }
        if factor > best?.factor ?? -1 {
          best = (
            factor,
            Point(
              box.minX + (Double(column) + 0.5) * cellWidth,
              box.minY + (Double(row) + 0.5) * cellHeight)
          )
        }
      }
    }
    return best?.place
  }

  static func nearest(_ value: Double, in places: [Double]) -> Int {
    var low = 0
    var high = places.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= value { low = middle } else { high = middle }
    }
    return value - places[low] < places[high] - value ? low : high
  }

  /// The names' boxes.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    labels(in: frame).flatMap(\.text.frame.raster)
  }

  /// The names.
  public var summary: String {
    "regions " + names.filter { !$0.isEmpty }.map { "“\($0)”" }.joined(separator: ", ") + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: grid.x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: grid.y))
  }
}
