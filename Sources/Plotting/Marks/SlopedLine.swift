import Foundation

/// A straight line across the plot, or a power law where both axes are logarithmic: a guide to the
/// eye that does not change what the axes show.
public struct SlopedLine: StyledMark {
  /// y = prefactor · x^exponent or y = intercept + slope · x.
  enum Kind: Sendable, Hashable {
    case straight(slope: Double, intercept: Double)
    case power(exponent: Double, prefactor: Double)
  }
  var kind: Kind
  /// Where along x it is drawn, or nil from side to side.
  public var range: ClosedRange<Double>?
  /// The look; muted and dashed unless changed.
  public var appearance = Appearance()

  /// The line y = intercept + slope · x.
  ///
  /// - Parameters:
  ///   - slope: how steep.
  ///   - intercept: the value at x = 0.
  ///   - range: where along x, or nil from side to side.
  public init(slope: Double, intercept: Double = 0, over range: ClosedRange<Double>? = nil) {
    kind = .straight(slope: slope, intercept: intercept)
    self.range = range
    appearance.dashes = .dashed
  }

  /// The power law y = prefactor · x^exponent, for comparison with scaling.
  ///
  /// - Parameters:
  ///   - exponent: the power.
  ///   - prefactor: the value at x = 1.
  ///   - range: where along x, or nil from side to side.
  public init(exponent: Double, prefactor: Double = 1, over range: ClosedRange<Double>? = nil) {
    kind = .power(exponent: exponent, prefactor: prefactor)
    self.range = range
    appearance.dashes = .dashed
  }

  private func value(_ x: Double) -> Double {
    switch kind {
    case .straight(let slope, let intercept): intercept + slope * x
    case .power(let exponent, let prefactor): prefactor * pow(x, exponent)
    }
  }

  /// None: the data say what the axes show.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let numbers =
      switch kind {
      case .straight(let slope, let intercept): [slope, intercept]
      case .power(let exponent, let prefactor): [exponent, prefactor]
      }
    guard numbers.allSatisfy(\.isFinite) else {
      throw PlottingError(
        .noFiniteData, "SlopedLine needs finite numbers, got \(numbers[0]) and \(numbers[1]).")
    }
    return DataExtent(x: nil, y: nil)
  }

  private func line(in frame: PlotFrame) -> (x: [Double], y: [Double]) {
    let low = max(range?.lowerBound ?? frame.xDomain.lowerBound, frame.xDomain.lowerBound)
    let high = min(range?.upperBound ?? frame.xDomain.upperBound, frame.xDomain.upperBound)
    guard low < high else { return ([], []) }
    let (start, end) = (frame.x(low), frame.x(high))
    let x = (0...200).map { frame.xValue(at: start + Double($0) / 200 * (end - start)) }
    return (x, x.map(value))
  }

  /// The line.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let stroke = ReferenceLine.stroke(appearance, style: frame.style)
    let places = line(in: frame)
    let path = frame.linePath(x: places.x, y: places.y, width: stroke.width)
    return path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: stroke)]
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    ReferenceLine.legendEntry(appearance, style: style)
  }

  /// Points along the line.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    let places = line(in: frame)
    return frame.samples(x: places.x, y: places.y)
  }

  /// The law.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.significant(value, digits: 3) }
    switch kind {
    case .straight(let slope, let intercept):
      return "a guide line of slope \(number(slope)) through \(number(intercept)) at 0"
    case .power(let exponent, let prefactor):
      return "a guide line \(number(prefactor)) times x to the power \(number(exponent))"
    }
  }
}
