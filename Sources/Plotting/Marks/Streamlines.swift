import Foundation

/// Curves that follow a vector field, evenly spread, with arrows on them.
public struct Streamlines: StyledMark {
  /// Components along x on a grid.
  var u: SampledGrid
  /// Components along y on the same grid.
  var v: SampledGrid
  /// How densely curves are laid: 1 is about thirty across the axes.
  public var density = 1.0
  /// The colours of the speed along the curves, or nil for one colour.
  public var speedMap: ColorMap?
  /// Name of the speed on the colour bar, or nil for no bar.
  public var barLabel: String?
  /// Whether the field repeats after the ranges, as that of two phases does.
  public var isPeriodic = false
  /// The look.
  public var appearance = Appearance()

  /// Curves of a vector field given by a function.
  ///
  /// - Parameters:
  ///   - x: range across.
  ///   - y: range up.
  ///   - samples: number of points along each axis at which the field is calculated, at least 2.
  ///   - field: the components along x and y at a point.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, samples: Int = 101,
    _ field: (Double, Double) -> (Double, Double)
  ) {
    u = SampledGrid(x: x, y: y, columns: samples, rows: samples, of: "Streamlines") {
      field($0, $1).0
    }
    v = SampledGrid(x: x, y: y, columns: samples, rows: samples, of: "Streamlines") {
      field($0, $1).1
    }
  }

  /// Curves of a vector field on a grid.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns, equally spaced.
  ///   - y: coordinates of the rows, equally spaced.
  ///   - u: components along x: one row for each y.
  ///   - v: components along y: one row for each y.
  public init(x: [Double], y: [Double], u: [[Double]], v: [[Double]]) {
    self.u = SampledGrid(z: u, x: x, y: y, of: "Streamlines")
    self.v = SampledGrid(z: v, x: x, y: y, of: "Streamlines")
  }

  /// The same with more or fewer curves: 1 is the usual density.
  public func density(_ density: Double) -> Streamlines {
    var copy = self
    copy.density = density
    return copy
  }

  /// The same for a field that repeats after the ranges: curves that leave at one side come in at
  /// the other.
  public func periodic(_ isPeriodic: Bool = true) -> Streamlines {
    var copy = self
    copy.isPeriodic = isPeriodic
    return copy
  }

  /// The same coloured by speed.
  public func coloredBySpeed(map: ColorMap = .viridis, barLabel: String? = nil) -> Streamlines {
    var copy = self
    copy.speedMap = map
    copy.barLabel = barLabel
    return copy
  }

  /// Takes a colour of the cycle unless coloured by speed.
  public var takesCycleColor: Bool { speedMap == nil }

  /// Extent of the grid; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    for grid in [u, v] {
      try grid.check("Streamlines", xScale: xScale, yScale: yScale, leastCount: 2)
      guard SampledGrid.isRegular(grid.x), SampledGrid.isRegular(grid.y) else {
        throw PlottingError(
          .irregularGrid,
          "Streamlines needs equally spaced coordinates. Interpolate the field to a regular grid.")
      }
    }
    guard zip(u.values, v.values).contains(where: { $0.isFinite && $1.isFinite }) else {
      throw PlottingError(
        .noFiniteData,
        "Streamlines has no point with a finite vector. Check the computation that made them.")
    }
    return u.extent
  }

  /// The curves in units of the ranges; those of a periodic field run on without limit.
  func curves(_ flow: SampledFlow) -> [[SampledFlow.Place]] {
    StreamlinePlacement(flow: flow, density: density, isPeriodic: isPeriodic).curves()
  }

  var speeds: [Double] { zip(u.values, v.values).map { hypot($0, $1) } }

  /// The colours of the speeds.
  public func colorKey() throws -> ColorKey? {
    guard let speedMap else { return nil }
    return try Coloring(values: speeds, map: speedMap, barLabel: barLabel).key()
  }

  /// The curves and their arrows.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard u.problem == nil, v.problem == nil, u.values.count == v.values.count else { return [] }
    var stroke = appearance.stroke(color, style: frame.style)
    stroke.width = appearance.width ?? 0.65 * frame.style.lineWidth
    let flow = SampledFlow(u: u, v: v)
    let curves = curves(flow).flatMap { isPeriodic ? SampledFlow.cut($0) : [$0] }
    let head = 3 + 2.2 * stroke.width
    var items: [DisplayItem] = []
    var plain = Path()
    var heads = Path()
    let coloring = speedMap.map { Coloring(values: speeds, map: $0) }
    let ends = coloring.flatMap { try? $0.scaling.ends(for: $0.values) }
    for curve in curves {
      let places = curve.map { flow.place($0) }
      let points = places.map { frame.point($0.x, $0.y) }
      guard points.count > 1, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
        continue
      }
      let middle = points.count / 2
      // A short piece at the edge of a period has no arrow.
      let arrow =
        points.count > 8
        ? Path(arrowheadAt: points[middle], from: points[middle - 2], length: head) : Path()
      if let coloring, let ends {
        let values = curve.map { flow.speed($0) }
        let line = Line(places.map(\.x), places.map(\.y)).colored(
          by: values, map: coloring.map, scaling: .range(ends.low...ends.high))
        items += line.coloring?.lines(x: line.x, y: line.y, in: frame, stroke: stroke) ?? []
        let fraction = coloring.scaling.fraction(values[middle], low: ends.low, high: ends.high)
        if !arrow.elements.isEmpty {
          items.append(.path(arrow, fill: coloring.map(fraction), stroke: nil))
        }
      } else {
        plain.elements += Path(polyline: Polyline.spaced(points, by: 0.4)).elements
        heads.elements += arrow.elements
      }
    }
    if !plain.elements.isEmpty {
      items.append(.path(plain, fill: nil, stroke: stroke))
      items.append(.path(heads, fill: stroke.color, stroke: nil))
    }
    return items
  }

  /// A sample of a line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(
        text: $0, line: appearance.stroke(speedMap.map { $0(0.5) } ?? color, style: style))
    }
  }

  /// Where it is and how fast.
  public var summary: String {
    described("streamlines of a vector field") + " with speeds "
      + DataCheck.text(ClosedRange(finiteExtentOf: speeds)) + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: u.x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: u.y))
  }
}
