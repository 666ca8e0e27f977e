import Preconditions

/// A trajectory of two phases: a line on a torus drawn as a square whose opposite sides are one.
///
/// Phases are taken modulo the period; where the line leaves one side it comes in at the other.
public struct TorusLine: StyledMark, ColoredElement {
  /// The first phase, across.
  public var x: [Double]
  /// The second phase, up; as many.
  public var y: [Double]
  /// The period of both phases.
  public var period: Double
  /// Where the axes begin.
  public var start: Double
  /// The look.
  public var appearance = Appearance()
  /// Numbers shown by the colour along the line, or nil for one colour.
  public var coloring: Coloring?

  /// A trajectory of two phases.
  ///
  /// - Parameters:
  ///   - x: the first phase, which may run on without limit.
  ///   - y: the second phase, as many values.
  ///   - period: what phases are taken modulo.
  ///   - start: where the axes begin.
  public init(_ x: [Double], _ y: [Double], period: Double = 2 * .pi, from start: Double = 0) {
    requirePrecondition(
      period > 0 && period.isFinite, "A torus needs a positive finite period, got \(period).")
    self.x = x
    self.y = y
    self.period = period
    self.start = start
  }

  /// One period along both axes; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("TorusLine")
    guard xScale == .linear, yScale == .linear else {
      throw PlottingError(.irregularGrid, "\(name) shows phases and needs linear axes.")
    }
    var extent = try DataCheck.extent(of: name, x: x, y: y, xScale: .linear, yScale: .linear)
    try coloring?.check(count: x.count, of: name)
    let range = start...(start + period)
    (extent.x, extent.y) = (range, range)
    (extent.isTightX, extent.isTightY) = (true, true)
    return extent
  }

  /// The line cut exactly where it passes from one side to the other; values go along.
  var wrapped: (x: [Double], y: [Double], values: [Double]) {
    var result: (x: [Double], y: [Double], values: [Double]) = ([], [], [])
    func add(_ x: Double, _ y: Double, _ value: Double) {
      result.x.append(x)
      result.y.append(y)
      result.values.append(value)
    }
    let values = coloring?.values ?? x
    for index in 0..<(min(x.count, y.count, values.count) - 1) {
      let (x0, y0, x1, y1) = (x[index], y[index], x[index + 1], y[index + 1])
      guard x0.isFinite, y0.isFinite, x1.isFinite, y1.isFinite else {
        add(.nan, .nan, .nan)
        continue
      }
      // Fractions of the way at which either phase passes a multiple of the period.
      let cuts = ([0, 1] + crossings(x0, x1) + crossings(y0, y1)).sorted()
      for (low, high) in zip(cuts, cuts.dropFirst()) where high > low {
        let middle = (low + high) / 2
        let cellX = ((x0 + middle * (x1 - x0) - start) / period).rounded(.down) * period
        let cellY = ((y0 + middle * (y1 - y0) - start) / period).rounded(.down) * period
        for fraction in [low, high] {
          let place = (x0 + fraction * (x1 - x0) - cellX, y0 + fraction * (y1 - y0) - cellY)
          if fraction == low, let lastX = result.x.last, let lastY = result.y.last,
            abs(lastX - place.0) < 1e-9 * period, abs(lastY - place.1) < 1e-9 * period
          {
            continue
          }
          if fraction == low, !result.x.isEmpty { add(.nan, .nan, .nan) }
          add(place.0, place.1, values[index] + fraction * (values[index + 1] - values[index]))
        }
      }
    }
    return result
  }

  private func crossings(_ from: Double, _ to: Double) -> [Double] {
    let (low, high) = (min(from, to), max(from, to))
    let first = ((low - start) / period).rounded(.down) + 1
    let last = ((high - start) / period).rounded(.up) - 1
    guard last >= first, last - first < 10_000 else { return [] }
    return (Int(first)...Int(last)).map { (start + Double($0) * period - from) / (to - from) }
  }

  private var line: Line {
    let parts = wrapped
    var line = Line(parts.x, parts.y)
    line.appearance = appearance
    line.appearance.marker = nil
    line.coloring = coloring
    line.coloring?.values = parts.values
    return line
  }

  /// The line in its pieces.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    line.draw(in: frame, color: color)
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    line.legendEntry(color: color, style: style)
  }

  /// Points along the line.
  public func obstacles(in frame: PlotFrame) -> [Point] { line.obstacles(in: frame) }

  /// Number of points.
  public var summary: String {
    described("trajectory on a torus") + " of \(x.count) points, period "
      + NumberFormat.significant(period, digits: 3)
  }
}
