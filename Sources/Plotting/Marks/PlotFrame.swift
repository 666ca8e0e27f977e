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

  /// Whether x grows to the left.
  public let isXInverted: Bool
  /// Whether y grows downwards.
  public let isYInverted: Bool

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
    xScale: AxisScale, yScale: AxisScale, style: FigureStyle, polar: PolarProjection?,
    isXInverted: Bool = false, isYInverted: Bool = false
  ) {
    self.polar = polar
    self.isXInverted = isXInverted
    self.isYInverted = isYInverted
    self.rectangle = rectangle
    self.xDomain = xDomain
    self.yDomain = yDomain
    self.xScale = xScale
    self.yScale = yScale
    self.style = style
    func origin(
      _ scale: AxisScale, _ domain: ClosedRange<Double>, _ isInverted: Bool, _ room: Double
    )
      -> (place: Double, factor: Double)
    {
      let low = scale.position(of: domain.lowerBound)
      let high = scale.position(of: domain.upperBound)
      return isInverted ? (high, room / (low - high)) : (low, room / (high - low))
    }
    (xOrigin, xFactor) = origin(xScale, xDomain, isXInverted, rectangle.width)
    (yOrigin, yFactor) = origin(yScale, yDomain, isYInverted, rectangle.height)
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
    return polar.point(angle: x, fraction: radialFraction(y))
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

  /// A radius in units of the outer circle's.
  func radialFraction(_ radius: Double) -> Double {
    (rectangle.maxY - y(radius)) / rectangle.height
  }

  /// Places along a change of x at one y: two, or an arc where x is an angle; a radius outside the
  /// axes is moved to their end.
  func level(from start: Double, to end: Double, y: Double) -> [Point] {
    guard let polar else { return [pointAboveFloor(start, y), pointAboveFloor(end, y)] }
    let fraction = radialFraction(y)
    return polar.arc(
      from: start, to: end, fraction: fraction.isFinite ? min(max(fraction, 0), 1) : 0)
  }

  /// Place of a data point on the page; a value that a logarithmic axis cannot show, such as the
  /// foot of a bar, is put at the axis' low end.
  public func pointAboveFloor(_ x: Double, _ y: Double) -> Point {
    if let polar {
      guard x.isFinite, y.isFinite else { return Point(.nan, .nan) }
      let fraction = radialFraction(y)
      return polar.place(angle: x, fraction: fraction.isFinite ? min(max(fraction, 0), 1) : 0)
    }
    let place = point(x, y)
    guard !place.y.isFinite, y.isFinite else { return place }
    return Point(place.x, isYInverted ? rectangle.minY : rectangle.maxY)
  }

  /// The parts of a line through data points that can be seen: thinned, and cut at the axes.
  ///
  /// - Parameters:
  ///   - xs: horizontal coordinates.
  ///   - ys: vertical coordinates, as many.
  ///   - margin: how far the line may leave straight axes, in points.
  ///   - column: width of a column of pixels in points.
  /// - Returns: joined points.
  func lineParts(x xs: [Double], y ys: [Double], margin: Double, column: Double = 0.24)
    -> [[Point]]
  {
    guard let polar else {
      let visible = rectangle.outset(by: margin)
      return runs(x: xs, y: ys).flatMap {
        Polyline.clipped(Polyline.decimated($0, column: column), to: visible)
      }
    }
    let lowest = -1e-9
    let runs = runs(x: xs, y: ys) { angle, radius in
      let fraction = radialFraction(radius)
      return fraction >= lowest
        ? polar.place(angle: angle, fraction: fraction) : Point(.nan, .nan)
    }
    return runs.flatMap { polar.clipped(Polyline.decimated($0, column: column)) }
  }

  /// Places of data points, with gaps at values that are not finite: lists of joined points.
  public func runs(x xs: [Double], y ys: [Double]) -> [[Point]] {
    runs(x: xs, y: ys) { point($0, $1) }
  }

  private func runs(
    x xs: [Double], y ys: [Double], place: (Double, Double) -> Point
  ) -> [[Point]] {
    var runs: [[Point]] = []
    var current: [Point] = []
    current.reserveCapacity(min(xs.count, ys.count))
    for (xValue, yValue) in zip(xs, ys) {
      let place = place(xValue, yValue)
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
    var path = Path()
    for part in lineParts(x: xs, y: ys, margin: 2 * width + 1) where part.count > 1 {
      path.elements += Path(polyline: part).elements
    }
    return path
  }

  /// Points along a line at small distances: what a legend should not hide.
  public func samples(x xs: [Double], y ys: [Double]) -> [Point] {
    // A legend is large: a coarse outline of the line is enough to find its place.
    lineParts(x: xs, y: ys, margin: 0, column: 2).flatMap {
      Polyline.samples(of: $0, spacing: 2)
    }
  }

  /// Places of data points inside the axes.
  public func visiblePoints(x xs: [Double], y ys: [Double]) -> [Point] {
    let visible = rectangle.outset(by: 0.01)
    return runs(x: xs, y: ys).joined().filter { visible.contains($0) }
  }
}
