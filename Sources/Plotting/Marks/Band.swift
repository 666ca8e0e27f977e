/// The area between two curves over the same x, such as a mean with its uncertainty.
public struct Band: StyledMark {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Lower curve.
  public var low: [Double]
  /// Upper curve.
  public var high: [Double]
  /// The look; a quarter opaque unless changed.
  public var appearance = Appearance()

  /// The area between curves.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - low: lower curve, as many values.
  ///   - high: upper curve, as many values.
  public init(_ x: [Double], low: [Double], high: [Double]) {
    self.x = x
    self.low = low
    self.high = high
    appearance.opacity = 0.25
  }

  /// Extent of both curves; on a logarithmic axis the area may go down to the axis' end.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Band")
    var extent = try DataCheck.extent(
      of: name + " (upper curve)", x: x, y: high, xScale: xScale, yScale: yScale)
    if yScale != .log || low.contains(where: { $0 > 0 }) {
      extent = extent.union(
        try DataCheck.extent(
          of: name + " (lower curve)", x: x, y: low, xScale: xScale, yScale: yScale))
    }
    extent.isTightX = true
    return extent
  }

  /// The area; a gap where either curve is NaN.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let reach = frame.rectangle.outset(by: 2)
    var path = Path()
    for run in finiteRuns(in: frame) where run.low.count > 1 {
      let outline =
        (Polyline.decimated(run.low) + Polyline.decimated(run.high).reversed()).map {
          Point(
            min(max($0.x, reach.minX), reach.maxX), min(max($0.y, reach.minY), reach.maxY))
        }
      path.elements += Path(polyline: outline, closed: true).elements
    }
    guard !path.elements.isEmpty else { return [] }
    return [.path(path, fill: color.opacity(color.alpha * appearance.opacity), stroke: nil)]
  }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, patch: color.opacity(color.alpha * appearance.opacity))
    }
  }

  /// Both curves.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    frame.samples(x: x, y: low) + frame.samples(x: x, y: high)
  }

  /// Number of points and ranges.
  public var summary: String {
    described("band") + " between two curves of \(x.count) points"
  }

  private func finiteRuns(in frame: PlotFrame) -> [(low: [Point], high: [Point])] {
    var runs: [(low: [Point], high: [Point])] = []
    var run: (low: [Point], high: [Point]) = ([], [])
    for index in x.indices {
      let bottom = frame.pointAboveFloor(x[index], low[index])
      let top = frame.pointAboveFloor(x[index], high[index])
      if bottom.x.isFinite, bottom.y.isFinite, top.y.isFinite {
        run.low.append(bottom)
        run.high.append(top)
      } else if !run.low.isEmpty {
        runs.append(run)
        run = ([], [])
      }
    }
    if !run.low.isEmpty { runs.append(run) }
    return runs
  }
}
