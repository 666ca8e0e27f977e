/// Points; those with NaN are left out.
public struct Scatter: StyledMark, ColoredElement {
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

  /// Extent of the points.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Scatter")
    let extent = try DataCheck.extent(of: name, x: x, y: y, xScale: xScale, yScale: yScale)
    try coloring?.check(count: x.count, of: name)
    return extent
  }

  /// The points inside the axes.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let marker = appearance.marker(appearance.marker ?? .circle, style: frame.style)
    // A marker is drawn whole where its point is inside the axes, and not at all elsewhere.
    let visible = frame.rectangle.outset(by: 0.01)
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
    let shown = sampleColor(color)
    return LegendEntry(
      text: label, marker: appearance.marker(appearance.marker ?? .circle, style: style),
      markerColor: shown.opacity(shown.alpha * appearance.opacity))
  }

  /// The points.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    frame.visiblePoints(x: x, y: y)
  }

  /// Number of points and ranges.
  public var summary: String {
    described("\(x.count) point\(x.count == 1 ? "" : "s")") + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}
