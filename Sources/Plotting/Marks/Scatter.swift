/// Points; those with NaN are left out.
public struct Scatter: StyledMark {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Vertical coordinates, as many.
  public var y: [Double]
  /// The look; a circle unless another marker is set.
  public var appearance = Appearance()
  /// Numbers shown by colour, or nil for one colour.
  public var coloring: Coloring?

  /// Points at places.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  public init(_ x: [Double], _ y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The same with colours that stand for numbers, one for each point.
  public func colored(
    by values: [Double], map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) -> Scatter {
    var copy = self
    copy.coloring = Coloring(values: values, map: map, scaling: scaling)
    return copy
  }

  /// The same with a colour bar of a name, for points that are coloured by numbers.
  public func colorBar(_ label: String, ticks: TickPlacement = .automatic) -> Scatter {
    var copy = self
    copy.coloring?.barLabel = label
    copy.coloring?.barTicks = ticks
    return copy
  }

  /// Takes the next colour of the style's cycle unless it has its own or many.
  public var takesCycleColor: Bool { coloring == nil }

  /// Extent of the points.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = "Scatter" + (appearance.label.map { " “\($0)”" } ?? "")
    let extent = try DataCheck.extent(of: name, x: x, y: y, xScale: xScale, yScale: yScale)
    try coloring?.check(count: x.count, of: name)
    return DataExtent(x: extent.x, y: extent.y)
  }

  /// The points inside the axes.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let marker = appearance.marker(appearance.marker ?? .circle, style: frame.style)
    let visible = frame.rectangle.outset(by: marker.size)
    let colors = coloring?.colors()
    var positions: [Point] = []
    var shown: [Color] = []
    for index in x.indices {
      let place = frame.point(x[index], y[index])
      guard place.x.isFinite, place.y.isFinite, visible.contains(place) else { continue }
      if let colors {
        guard colors[index].alpha > 0 else { continue }
        shown.append(colors[index].opacity(appearance.opacity))
      }
      positions.append(place)
    }
    guard !positions.isEmpty else { return [] }
    if coloring == nil { shown = [color.opacity(color.alpha * appearance.opacity)] }
    return [.markers(marker, positions: positions, colors: shown, scales: [1])]
  }

  /// A sample of the marker.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    guard let label = appearance.label else { return nil }
    let shown = coloring.map { $0.map(0.5) } ?? color
    return LegendEntry(
      text: label, marker: appearance.marker(appearance.marker ?? .circle, style: style),
      markerColor: shown.opacity(shown.alpha * appearance.opacity))
  }

  /// The points.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    frame.runs(x: x, y: y).joined().filter { frame.rectangle.contains($0) }
  }

  /// The colours of the points.
  public func colorKey() throws -> ColorKey? { try coloring?.key() }

  /// Number of points and ranges.
  public var summary: String {
    "\(x.count) point\(x.count == 1 ? "" : "s")" + (appearance.label.map { " \($0)" } ?? "")
      + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}
