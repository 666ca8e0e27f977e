import Preconditions
import Foundation

/// Arrows of a vector field at points.
public struct Quiver: StyledMark, ColoredElement {
  /// Where the arrows are, across.
  public var x: [Double]
  /// Where the arrows are, up; as many.
  public var y: [Double]
  /// Components along x; as many.
  public var u: [Double]
  /// Components along y; as many.
  public var v: [Double]
  /// Length on the page of a vector of length 1, in points; nil so that arrows just do not overlap.
  public var unitLength: Double?
  /// Whether all arrows have the same length and only show the direction.
  public var isNormalized = false
  /// The look.
  public var appearance = Appearance()
  /// Numbers shown by colour, or nil for one colour.
  public var coloring: Coloring?

  /// Arrows at points.
  ///
  /// - Parameters:
  ///   - x: where they are, across.
  ///   - y: where they are, up.
  ///   - u: components along x.
  ///   - v: components along y.
  public init(_ x: [Double], _ y: [Double], u: [Double], v: [Double]) {
    self.x = x
    self.y = y
    self.u = u
    self.v = v
  }

  /// Arrows of a vector field on a grid.
  ///
  /// - Parameters:
  ///   - x: range of the grid across.
  ///   - y: range of the grid up.
  ///   - columns: number of arrows across, at least 2.
  ///   - rows: number of arrows up, at least 2.
  ///   - field: the components along x and y at a point.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 18, rows: Int = 14,
    _ field: (Double, Double) -> (Double, Double)
  ) {
    requirePrecondition(
      columns >= 2 && rows >= 2, "Quiver needs at least 2 × 2 arrows, got \(rows) × \(columns).")
    self.init([], [], u: [], v: [])
    for placeY in SampledGrid.places(y, count: rows) {
      for placeX in SampledGrid.places(x, count: columns) {
        let (along, up) = field(placeX, placeY)
        self.x.append(placeX)
        self.y.append(placeY)
        u.append(along)
        v.append(up)
      }
    }
  }

  /// The same with arrows of one length that only show the direction.
  public func normalized(_ isNormalized: Bool = true) -> Quiver {
    var copy = self
    copy.isNormalized = isNormalized
    return copy
  }

  /// The same with a vector of length 1 drawn so many points long.
  public func unitLength(_ points: Double) -> Quiver {
    var copy = self
    copy.unitLength = points
    return copy
  }

  /// The same coloured by the lengths of the vectors.
  public func coloredBySpeed(map: ColorMap = .viridis) -> Quiver {
    colored(by: zip(u, v).map { hypot($0, $1) }, map: map)
  }

  /// Extent of the points.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Quiver")
    guard u.count == x.count, v.count == x.count else {
      throw PlottingError(
        .mismatchedLengths,
        "\(name) has \(x.count) points but \(u.count) and \(v.count) components. "
          + "Give two components for each point.")
    }
    try coloring?.check(count: x.count, of: name)
    guard zip(u, v).contains(where: { $0.isFinite && $1.isFinite }) else {
      throw PlottingError(
        .noFiniteData, "\(name) has no finite vector. Check the computation that made them.")
    }
    return try DataCheck.extent(of: name, x: x, y: y, xScale: xScale, yScale: yScale)
  }

  /// The arrows, their middles at the points.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let places = x.indices.map { frame.point(x[$0], y[$0]) }
    let lengths = zip(u, v).map { hypot($0, $1) }
    guard let longest = lengths.filter(\.isFinite).max(), longest > 0 else { return [] }
    let room = spacing(places, in: frame)
    let scale = unitLength ?? 0.92 * room / longest
    let stroke = appearance.stroke(color, style: frame.style)
    let width = appearance.width ?? min(0.7 * frame.style.lineWidth, 0.11 * room)
    let colors = coloring?.colors()
    var paths: [Color: Path] = [:]
    var order: [Color] = []
    for index in x.indices where lengths[index] > 0 && places[index].x.isFinite {
      let place = places[index]
      guard frame.rectangle.outset(by: 1).contains(place) else { continue }
      let length = isNormalized ? 0.85 * room : scale * lengths[index]
      guard length.isFinite, length > 0.3 else { continue }
      let (dx, dy) = (u[index] / lengths[index], -v[index] / lengths[index])
      let paint = (colors?[index]).map { $0.opacity($0.alpha * appearance.opacity) } ?? stroke.color
      if paths[paint] == nil { order.append(paint) }
      paths[paint, default: Path()].elements +=
        Self.arrow(
          at: place, dx, dy, length: length, width: width
        ).elements
    }
    return order.compactMap { paint in
      paths[paint].map { .path($0, fill: paint, stroke: nil) }
    }
  }

  /// One outline of shaft and head, so that transparent arrows have no seams.
  private static func arrow(
    at place: Point, _ dx: Double, _ dy: Double, length: Double, width: Double
  ) -> Path {
    let head = min(5 * width, 0.6 * length)
    let half = min(width / 2, 0.12 * head + 0.1)
    func corner(_ along: Double, _ side: Double) -> Point {
      let forward = along - length / 2
      return Point(place.x + forward * dx - side * dy, place.y + forward * dy + side * dx)
    }
    return Path(
      polyline: [
        corner(0, half), corner(length - 0.8 * head, half), corner(length - head, 0.42 * head),
        corner(length, 0), corner(length - head, -0.42 * head),
        corner(length - 0.8 * head, -half), corner(0, -half),
      ], closed: true)
  }

  /// The typical distance of neighbours if they filled the axes evenly.
  private func spacing(_ places: [Point], in frame: PlotFrame) -> Double {
    let visible = places.filter { frame.rectangle.outset(by: 1).contains($0) }
    guard let first = visible.first, visible.count > 1 else { return 20 }
    let bounds = visible.dropFirst().reduce(Rectangle(x: first.x, y: first.y, width: 0, height: 0))
    {
      $0.union(Rectangle(x: $1.x, y: $1.y, width: 0, height: 0))
    }
    let count = Double(visible.count)
    guard bounds.width > 0, bounds.height > 0 else {
      return max(bounds.width, bounds.height) / (count - 1)
    }
    return (bounds.width * bounds.height / count).squareRoot()
  }

  /// A sample of a line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, line: appearance.stroke(sampleColor(color), style: style))
    }
  }

  /// Where the arrows are.
  public func obstacles(in frame: PlotFrame) -> [Point] { frame.visiblePoints(x: x, y: y) }

  /// Number of arrows and greatest length.
  public var summary: String {
    described("\(x.count) arrows of a vector field") + " with lengths "
      + DataCheck.text(ClosedRange(finiteExtentOf: zip(u, v).map { hypot($0, $1) }))
  }
}
