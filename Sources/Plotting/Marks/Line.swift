import Preconditions

/// A line through points in their order; NaN leaves a gap.
public struct Line: StyledMark, ColoredElement {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Vertical coordinates, as many.
  public var y: [Double]
  /// The look.
  public var appearance = Appearance()
  /// Numbers shown by the colour along the line, or nil for one colour.
  public var coloring: Coloring?

  /// A line through points.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  public init(_ x: [Double], _ y: [Double]) {
    self.x = x
    self.y = y
  }

  /// A line through values at 0, 1, 2 and so on.
  public init(_ y: [Double]) { self.init(y.indices.map(Double.init), y) }

  /// The graph of a function.
  ///
  /// - Parameters:
  ///   - range: where it is drawn.
  ///   - count: number of points.
  ///   - function: the function.
  public init(over range: ClosedRange<Double>, count: Int = 400, _ function: (Double) -> Double) {
    requirePrecondition(
      count >= 2, "The graph of a function needs at least 2 points, got \(count).")
    let x = (0..<count).map {
      range.lowerBound + Double($0) / Double(count - 1) * (range.upperBound - range.lowerBound)
    }
    self.init(x, x.map(function))
  }

  /// Extent of the points; tight along x where x never turns back.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Line")
    var extent = try DataCheck.extent(of: name, x: x, y: y, xScale: xScale, yScale: yScale)
    try coloring?.check(count: x.count, of: name)
    let isFunction = zip(x, x.dropFirst()).allSatisfy { !($0 > $1) }
    extent.isTightX = isFunction && appearance.marker == nil && x.count > 1
    return extent
  }

  /// The line, with its markers in front.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let stroke = appearance.stroke(color, style: frame.style)
    var items: [DisplayItem] = []
    if let coloring {
      items += coloring.lines(x: x, y: y, in: frame, stroke: stroke)
    } else if stroke.width > 0 {
      let path = frame.linePath(x: x, y: y, width: stroke.width)
      if !path.elements.isEmpty { items.append(.path(path, fill: nil, stroke: stroke)) }
    }
    if let shape = appearance.marker {
      let positions = frame.visiblePoints(x: x, y: y)
      if !positions.isEmpty {
        items.append(
          .markers(
            appearance.marker(shape, style: frame.style), positions: positions,
            colors: [stroke.color], scales: [1]))
      }
    }
    return items
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    guard let label = appearance.label else { return nil }
    let stroke = appearance.stroke(sampleColor(color), style: style)
    return LegendEntry(
      text: label, line: stroke.width > 0 ? stroke : nil,
      marker: appearance.marker.map { appearance.marker($0, style: style) },
      markerColor: stroke.color)
  }

  /// Points along the line.
  public func obstacles(in frame: PlotFrame) -> [Point] { frame.samples(x: x, y: y) }

  /// Number of points and ranges.
  public var summary: String {
    described("line") + " with \(x.count) point\(x.count == 1 ? "" : "s"), x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}
