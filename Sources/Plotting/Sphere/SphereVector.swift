/// An arrow from the centre of the sphere.
public struct SphereVector: StyledSphereMark {
  /// Its tip, in units of the sphere's radius.
  public var tip: SIMD3<Double>
  /// The look.
  public var appearance = Appearance()

  /// An arrow to a point.
  public init(_ x: Double, _ y: Double, _ z: Double) { tip = SIMD3(x, y, z) }

  /// An arrow to a point.
  public init(_ tip: SIMD3<Double>) { self.tip = tip }

  /// The tip is finite.
  public func check() throws {
    guard tip.isFinite else {
      throw PlottingError(
        .noFiniteData,
        "SphereVector needs finite coordinates, got (\(tip.x), \(tip.y), \(tip.z)).")
    }
  }

  /// The shaft cut by depth, and the head.
  public func pieces(in view: SphereView, color: Color) -> [SpherePiece] {
    var stroke = appearance.stroke(color, style: view.style)
    stroke.width = appearance.width ?? 1.3 * view.style.lineWidth
    let start = view.point(.zero)
    let end = view.point(tip)
    let dx = end.x - start.x
    let dy = end.y - start.y
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.5 else { return [] }
    let head = min(5 * stroke.width, 0.6 * length)
    var line = SphereStroke(view: view, stroke: stroke)
    line.add([.zero, tip * (1 - 0.8 * head / length)], steps: nil) { _ in color }
    let depth = view.depth(tip)
    let layer = view.layer(depth)
    let arrow = Path(arrowheadAt: end, from: start, length: head)
    let paint = view.color(color, layer: layer).opacity(stroke.color.alpha)
    return line.pieces + [
      SpherePiece(
        layer: layer, depth: depth + 0.03, item: .path(arrow, fill: paint, stroke: nil))
    ]
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, line: appearance.stroke(color, style: style))
    }
  }

  /// Where it points.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.coordinate(value) }
    let name = appearance.label.map { " \($0)" } ?? ""
    return "a vector\(name) to (\(number(tip.x)), \(number(tip.y)), \(number(tip.z)))"
  }
}
