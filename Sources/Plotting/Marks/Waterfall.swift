/// Curves one behind the other, each at its own height and hiding what is behind: spectra against a
/// parameter.
public struct Waterfall: Mark, MappedElement {
  /// Horizontal coordinates of all curves.
  public var x: [Double]
  /// The curves, the nearest first.
  public var curves: [[Double]]
  /// The parameter of each curve: where it stands on the vertical axis.
  public var parameters: [Double]
  /// How high the greatest value is in units of the parameter, or nil for three steps.
  public var gain: Double?
  /// The parameters with their colours.
  public var coloring: Coloring
  /// The look of the lines.
  public var width: Double?

  /// Curves one behind the other.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates of all curves.
  ///   - curves: the curves, each with as many values.
  ///   - parameters: where each stands on the vertical axis; 0, 1, 2 and so on if nil.
  ///   - map: the colours from the least to the greatest parameter.
  public init(
    _ x: [Double], _ curves: [[Double]], parameters: [Double]? = nil, map: ColorMap = .viridis
  ) {
    self.x = x
    self.curves = curves
    self.parameters = parameters ?? curves.indices.map(Double.init)
    coloring = Coloring(values: self.parameters, map: map)
  }

  /// The same with the greatest value so high in units of the parameter.
  public func gain(_ height: Double) -> Waterfall {
    var copy = self
    copy.gain = height
    return copy
  }

  /// Units of the parameter for a value of 1.
  private var factor: Double {
    let peak = curves.joined().filter(\.isFinite).map(abs).max() ?? 1
    guard peak > 0 else { return 1 }
    if let gain { return gain / peak }
    let sorted = parameters.filter(\.isFinite).sorted()
    let span = (sorted.last ?? 1) - (sorted.first ?? 0)
    let step = sorted.count > 1 && span > 0 ? span / Double(sorted.count - 1) : 1
    return 3 * step / peak
  }

  /// Extent of the raised curves.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    guard curves.count == parameters.count, curves.allSatisfy({ $0.count == x.count }) else {
      throw PlottingError(
        .mismatchedLengths,
        "Waterfall needs curves of \(x.count) values, one for each of \(parameters.count) "
          + "parameters, got \(curves.count) curves of "
          + "\(Set(curves.map(\.count)).sorted().map(String.init).joined(separator: ", ")) values.")
    }
    guard yScale == .linear else {
      throw PlottingError(
        .irregularGrid, "Waterfall raises curves by equal amounts and needs .yScale(.linear).")
    }
    let factor = factor
    let raised = zip(curves, parameters).flatMap { curve, parameter in
      curve.map { parameter + factor * $0 }
    }
    let places = curves.flatMap { _ in x }
    var extent = try DataCheck.extent(
      of: "Waterfall", x: places, y: raised, xScale: xScale, yScale: yScale)
    if let base = ClosedRange(finiteExtentOf: parameters), let y = extent.y {
      extent.y = y.union(base)
    }
    extent.isTightX = true
    return extent
  }

  /// The curves from back to front, each on a patch of the page's colour.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let colors = coloring.colors()
    let factor = factor
    let reach = frame.rectangle.outset(by: 2)
    var items: [DisplayItem] = []
    let order = parameters.indices.filter { parameters[$0].isFinite }.sorted {
      parameters[$0] > parameters[$1]
    }
    for index in order {
      let base = frame.y(parameters[index])
      for run in frame.runs(x: x, y: curves[index].map { parameters[index] + factor * $0 })
      where run.count > 1 {
        let line = Polyline.decimated(run).map {
          Point($0.x, min(max($0.y, reach.minY), reach.maxY))
        }
        let floor = min(max(base, reach.minY), reach.maxY)
        let patch = line + [Point(line[line.count - 1].x, floor), Point(line[0].x, floor)]
        items.append(
          .path(Path(polyline: patch, closed: true), fill: frame.style.ground, stroke: nil))
        items.append(
          .path(
            Path(polyline: line), fill: nil,
            stroke: Stroke(colors[index], width: width ?? 0.8 * frame.style.lineWidth)))
      }
    }
    return items
  }

  /// The raised curves.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    let factor = factor
    return zip(curves, parameters).flatMap { curve, parameter in
      frame.samples(x: x, y: curve.map { parameter + factor * $0 })
    }
  }

  /// Number of curves and parameters.
  public var summary: String {
    "\(curves.count) curves one behind the other, parameters "
      + DataCheck.text(ClosedRange(finiteExtentOf: parameters)) + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x))
  }
}
