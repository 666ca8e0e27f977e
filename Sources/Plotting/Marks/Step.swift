/// A line that stays level and jumps: counts, occupations, controls; NaN leaves a gap.
public struct Step: StyledMark {
  /// Where the line jumps from one value to the next.
  public enum Jump: String, Sendable, Hashable {
    /// At the point it comes from: each value holds to the left of its point.
    case before
    /// Half way between the points.
    case middle
    /// At the point it goes to: each value holds to the right of its point.
    case after
  }

  /// Horizontal coordinates.
  public var x: [Double]
  /// Vertical coordinates, as many.
  public var y: [Double]
  /// Where the line jumps.
  public var jump: Jump
  /// The look.
  public var appearance = Appearance()

  /// A line that jumps between values.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  ///   - jump: where the line jumps; `.after` holds each value until the next point.
  public init(_ x: [Double], _ y: [Double], jump: Jump = .after) {
    self.x = x
    self.y = y
    self.jump = jump
  }

  /// Extent of the points; tight along x.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    var extent = try DataCheck.extent(
      of: named("Step"), x: x, y: y, xScale: xScale, yScale: yScale)
    extent.isTightX = appearance.marker == nil && x.count > 1
    return extent
  }

  /// The line, with its markers at the points.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    var items =
      frame.isPolar ? arcs(in: frame, color: color) : corners.draw(in: frame, color: color)
    if appearance.marker != nil {
      var points = Scatter(x, y)
      points.appearance = appearance
      items += points.draw(in: frame, color: color)
    }
    return items
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    var line = Line(x, y)
    line.appearance = appearance
    return line.legendEntry(color: color, style: style)
  }

  /// Points along the line.
  public func obstacles(in frame: PlotFrame) -> [Point] { corners.obstacles(in: frame) }

  /// Number of points and ranges.
  public var summary: String {
    described("steps") + " through \(x.count) points, y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }

  /// The line where x is an angle: level parts are arcs.
  private func arcs(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let line = corners
    var places: (x: [Double], y: [Double]) = ([], [])
    for index in line.x.indices {
      if index > 0, line.y[index] == line.y[index - 1] {
        let (start, end) = (line.x[index - 1], line.x[index])
        let count = (abs(end - start) / PolarProjection.step).rounded(.up)
        if count.isFinite, count > 1, count < 3600 {
          for step in 1..<Int(count) {
            places.x.append(start + Double(step) / count * (end - start))
            places.y.append(line.y[index])
          }
        }
      }
      places.x.append(line.x[index])
      places.y.append(line.y[index])
    }
    var dense = Line(places.x, places.y)
    dense.appearance = line.appearance
    return dense.draw(in: frame, color: color)
  }

  /// The line through all corners.
  private var corners: Line {
    var places: (x: [Double], y: [Double]) = ([], [])
    for index in 0..<min(x.count, y.count) {
      if index > 0 {
        let (left, right) = (x[index - 1], x[index])
        let at: Double =
          switch jump {
          case .before: left
          case .middle: (left + right) / 2
          case .after: right
          }
        places.x += [at, at]
        places.y += [y[index - 1], y[index]]
      }
      places.x.append(x[index])
      places.y.append(y[index])
    }
    var line = Line(places.x, places.y)
    line.appearance = appearance
    line.appearance.marker = nil
    return line
  }
}
