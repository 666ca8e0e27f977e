/// A measure of synchronization over detuning and drive strength, with the boundary of the tongue
/// and the names of the regions inside and outside.
///
/// ```swift
/// ArnoldTongue(detuning: d, strength: e, order: s, threshold: 0.1).plot()
/// ```
public struct ArnoldTongue: Mark, MappedElement {
  private var map: Heatmap
  private var names: Regions
  /// The boundary, at the threshold.
  private var boundary: Contour
  /// The values with their colours.
  public var coloring: Coloring {
    get { map.coloring }
    set { map.coloring = newValue }
  }

  /// A tongue.
  ///
  /// - Parameters:
  ///   - detuning: coordinates of the columns.
  ///   - strength: coordinates of the rows, the strength of the drive or the coupling.
  ///   - order: the measure: one row for each strength, with one value for each detuning.
  ///   - threshold: where the boundary is.
  ///   - inside: name of the region above the threshold.
  ///   - outside: name of the region below.
  ///   - map: the colours.
  public init(
    detuning: [Double], strength: [Double], order: [[Double]], threshold: Double,
    inside: String = "locked", outside: String = "unlocked", map: ColorMap = .viridis
  ) {
    self.map = Heatmap(x: detuning, y: strength, z: order, map: map)
    boundary = Contour(x: detuning, y: strength, z: order, levels: [threshold])
    names = Regions(
      x: detuning, y: strength, z: order, thresholds: [threshold], names: [outside, inside])
  }

  /// Extent of the map; checks the threshold.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    _ = try boundary.extent(xScale: xScale, yScale: yScale)
    return try map.extent(xScale: xScale, yScale: yScale)
  }

  /// The map, the boundary and the names, in black or white by what they stand on.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard let ends = try? coloring.scaling.ends(for: coloring.values) else { return [] }
    let level = boundary.levels?.first ?? 0
    func paint(_ value: Double) -> Color {
      let fraction = coloring.scaling.fraction(value, low: ends.low, high: ends.high)
      return coloring.map(fraction.isFinite ? fraction : 0).contrasting
    }
    var items = map.draw(in: frame, color: color)
    items += boundary.color(paint(level)).width(frame.style.lineWidth).draw(in: frame, color: color)
    for (_, label) in names.labels(in: frame) {
      let x = frame.xValue(at: label.frame.midX)
      let y = frame.yValue(at: label.frame.midY)
      let value = map.grid[Regions.nearest(y, in: map.grid.y), Regions.nearest(x, in: map.grid.x)]
      items.append(label.colored(paint(value)).group(role: "annotation"))
    }
    return items
  }

  /// The names' boxes.
  public func obstacles(in frame: PlotFrame) -> [Point] { names.obstacles(in: frame) }

  /// The map and the threshold.
  public var summary: String {
    "Arnold tongue: \(map.summary), boundary at "
      + (boundary.levels?.first.map { NumberFormat.significant($0, digits: 3) } ?? "no level")
  }

  /// The tongue with its axes named.
  ///
  /// - Parameter quantity: name of the measure on the colour bar.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ quantity: String = "synchronization") -> Plot {
    Plot { colorBar(quantity) }.xLabel("detuning $\\Delta$").yLabel("drive strength $\\epsilon$")
  }
}

extension Color {
  /// Black or white, whichever is easier to read on this colour (relative luminance of sRGB).
  var contrasting: Color {
    let luminance = 0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue
    return luminance > 0.22 ? .black : .white
  }
}

extension PlacedText {
  /// The text in another colour.
  func colored(_ color: Color) -> PlacedText {
    var copy = self
    copy.items = items.map { item in
      switch item {
      case .text(var run):
        run.color = color
        return .text(run)
      case .path(let path, _, let stroke): return .path(path, fill: color, stroke: stroke)
      default: return item
      }
    }
    return copy
  }
}
