/// A distribution beside a map: its area above the axis that it shares with the map, or beside it.
struct MarginalCurve: Mark {
  /// Where, along the shared axis.
  var positions: [Double]
  /// The density, as many values.
  var values: [Double]
  /// Whether positions go up the page.
  var isSideways: Bool

  func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let density = try DataCheck.extent(
      of: isSideways ? "Distribution of momentum" : "Distribution of position", x: positions,
      y: values, xScale: .linear, yScale: .linear)
    let reach = (density.y ?? 0...1).union(0...0)
    // The foot is on the axis; only a negative density goes below.
    let pad = 0.06 * (reach.length > 0 ? reach.length : 1)
    let range = (reach.lowerBound < 0 ? reach.lowerBound - pad : 0)...(reach.upperBound + pad)
    return DataExtent(
      x: isSideways ? range : density.x, y: isSideways ? density.x : range, isTightX: true,
      isTightY: true)
  }

  var takesCycleColor: Bool { true }

  func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    func runs(_ values: [Double]) -> [[Point]] {
      isSideways
        ? frame.runs(x: values, y: positions) : frame.runs(x: positions, y: values)
    }
    let base = isSideways ? frame.point(0, positions[0]) : frame.point(positions[0], 0)
    var area = Path()
    var line = Path()
    for run in runs(values) where run.count > 1 {
      let foot = run.reversed().map {
        isSideways ? Point(base.x, $0.y) : Point($0.x, base.y)
      }
      area.elements += Path(polyline: run + foot, closed: true).elements
      line.elements += Path(polyline: run).elements
    }
    guard !line.elements.isEmpty else { return [] }
    return [
      .path(area, fill: color.opacity(0.25), stroke: nil),
      .path(line, fill: nil, stroke: Stroke(color, width: 0.9 * frame.style.lineWidth)),
    ]
  }

  var summary: String { "a distribution of \(values.count) values" }
}
