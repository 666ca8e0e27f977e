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

  private let xOrigin: Double
  private let xFactor: Double
  private let yOrigin: Double
  private let yFactor: Double

  package init(
    rectangle: Rectangle, xDomain: ClosedRange<Double>, yDomain: ClosedRange<Double>,
    xScale: AxisScale, yScale: AxisScale, style: FigureStyle
  ) {
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

  /// Place of a data point on the page.
  public func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }

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
}
