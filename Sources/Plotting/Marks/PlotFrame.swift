/// The axes of a plot at their place on the page: what marks draw into.
public struct PlotFrame: Sendable {
  /// The rectangle that the axes enclose.
  public let rectangle: Rectangle
  /// What the horizontal axis shows.
  public let xDomain: ClosedRange<Double>
  /// What the vertical axis shows.
  public let yDomain: ClosedRange<Double>
  /// The horizontal scale.
  public let xScale: AxisScale
  /// The vertical scale.
  public let yScale: AxisScale
  /// The style of the figure.
  public let style: FigureStyle

  /// The place of zero radius and the circle of the greatest, where x is an angle and y a radius.
  let polar: PolarProjection?
  private let xOrigin: Double
  private let xFactor: Double
  private let yOrigin: Double
  private let yFactor: Double

  package init(
    rectangle: Rectangle, xDomain: ClosedRange<Double>, yDomain: ClosedRange<Double>,
    xScale: AxisScale, yScale: AxisScale, style: FigureStyle
  ) {
    self.init(
      rectangle: rectangle, xDomain: xDomain, yDomain: yDomain, xScale: xScale, yScale: yScale,
      style: style, polar: nil)
  }

  init(
    rectangle: Rectangle, xDomain: ClosedRange<Double>, yDomain: ClosedRange<Double>,
    xScale: AxisScale, yScale: AxisScale, style: FigureStyle, polar: PolarProjection?
  ) {
    self.polar = polar
    self.rectangle = rectangle
    self.xDomain = xDomain
    self.yDomain = yDomain
    self.xScale = xScale
    self.yScale = yScale
    self.style = style
    xOrigin = xScale.position(of: xDomain.lowerBound)
    xFactor = rectangle.width / (xScale.position(of: xDomain.upperBound) - xOrigin)
    yOrigin = yScale.position(of: yDomain.lowerBound)
    yFactor = rectangle.height / (yScale.position(of: yDomain.upperBound) - yOrigin)
  }

  /// Place of a value on the page, across; NaN where the scale has none.
  public func x(_ value: Double) -> Double {
    rectangle.minX + (xScale.position(of: value) - xOrigin) * xFactor
  }

  /// Place of a value on the page, down; NaN where the scale has none.
  public func y(_ value: Double) -> Double {
    rectangle.maxY - (yScale.position(of: value) - yOrigin) * yFactor
  }

  /// The value at a place across the page.
  public func xValue(at place: Double) -> Double {
    xScale.value(at: xOrigin + (place - rectangle.minX) / xFactor)
  }

  /// The value at a place down the page.
  public func yValue(at place: Double) -> Double {
    yScale.value(at: yOrigin + (rectangle.maxY - place) / yFactor)
  }

  /// Place of a data point on the page.
  public func point(_ x: Double, _ y: Double) -> Point {
    guard let polar else { return Point(self.x(x), self.y(y)) }
    return polar.point(angle: x, fraction: (rectangle.maxY - self.y(y)) / rectangle.height)
  }

  /// Whether x is an angle and y a radius.
  public var isPolar: Bool { polar != nil }

  /// The values at a place; an angle in the turn that begins at a given one.
  func value(at place: Point, from start: Double) -> (x: Double, y: Double) {
    guard let polar else { return (xValue(at: place.x), yValue(at: place.y)) }
    let (angle, fraction) = polar.value(at: place)
    let turns = (angle - start) / (2 * .pi)
    return (
      start + (turns - turns.rounded(.down)) * 2 * .pi,
      yValue(at: rectangle.maxY - fraction * rectangle.height)
    )
  }

  /// Place of a data point on the page; a value that a logarithmic axis cannot show, such as the
  /// foot of a bar, is put at the axis' low end.
  public func pointAboveFloor(_ x: Double, _ y: Double) -> Point {
    let place = point(x, y)
    guard !place.y.isFinite, y.isFinite else { return place }
    return Point(place.x, rectangle.maxY)
  }

  /// Places of data points, with gaps at values that are not finite: lists of joined points.
  public func runs(x xs: [Double], y ys: [Double]) -> [[Point]] {
    var runs: [[Point]] = []
    var current: [Point] = []
    current.reserveCapacity(min(xs.count, ys.count))
    for (xValue, yValue) in zip(xs, ys) {
      let place = point(xValue, yValue)
      if place.x.isFinite && place.y.isFinite {
        current.append(place)
      } else if !current.isEmpty {
        runs.append(current)
        current.removeAll(keepingCapacity: true)
      }
    }
    if !current.isEmpty { runs.append(current) }
    return runs
  }

  /// Lines through data points as a path: thinned, and cut to what can be seen.
  ///
  /// - Parameters:
  ///   - xs: horizontal coordinates.
  ///   - ys: vertical coordinates, as many.
  ///   - width: width of the line in points.
  /// - Returns: the path, empty where nothing can be seen.
  public func linePath(x xs: [Double], y ys: [Double], width: Double) -> Path {
    let visible = rectangle.outset(by: 2 * width + 1)
    var path = Path()
    for run in runs(x: xs, y: ys) {
      for part in Polyline.clipped(Polyline.decimated(run), to: visible) where part.count > 1 {
        path.elements += Path(polyline: part).elements
      }
    }
    return path
  }

  /// Points along a line at small distances: what a legend should not hide.
  public func samples(x xs: [Double], y ys: [Double]) -> [Point] {
    // A legend is large: a coarse outline of the line is enough to find its place.
    runs(x: xs, y: ys).flatMap {
      Polyline.clipped(Polyline.decimated($0, column: 2), to: rectangle)
    }.flatMap { Polyline.samples(of: $0, spacing: 2) }
  }

  /// Places of data points inside the axes.
  public func visiblePoints(x xs: [Double], y ys: [Double]) -> [Point] {
    let visible = rectangle.outset(by: 0.01)
    return runs(x: xs, y: ys).joined().filter { visible.contains($0) }
  }
}
