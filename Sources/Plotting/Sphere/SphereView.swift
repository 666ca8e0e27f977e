import Foundation

/// A sphere of radius 1 seen from afar, at its place on the page.
public struct SphereView: Sendable {
  /// Centre of the sphere on the page.
  public let center: Point
  /// Radius of the sphere on the page, in points.
  public let radius: Double
  /// The style of the figure.
  public let style: FigureStyle

  private let right: SIMD3<Double>
  private let up: SIMD3<Double>
  private let towards: SIMD3<Double>

  /// Depths from −1 (far) to 1 (near) are drawn in so many layers.
  static let layerCount = 16

  /// A view from a direction, given in degrees.
  init(azimuth: Double, elevation: Double, center: Point, radius: Double, style: FigureStyle) {
    let a = azimuth * .pi / 180
    let e = elevation * .pi / 180
    towards = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    right = SIMD3(-sin(a), cos(a), 0)
    up = SIMD3(-sin(e) * cos(a), -sin(e) * sin(a), cos(e))
    self.center = center
    self.radius = radius
    self.style = style
  }

  /// Where a point in space appears on the page.
  public func point(_ place: SIMD3<Double>) -> Point {
    Point(
      center.x + radius * (place * right).sum(), center.y - radius * (place * up).sum())
  }

  /// How near a point is: 1 is the nearest of the sphere, −1 the farthest, 0 its silhouette.
  public func depth(_ place: SIMD3<Double>) -> Double { (place * towards).sum() }

  /// The point of the visible half of the sphere at a place in units of the radius, x to the right
  /// and y upwards; nil outside the disk.
  func surfacePoint(x: Double, y: Double) -> SIMD3<Double>? {
    let rest = 1 - x * x - y * y
    guard rest >= 0 else { return nil }
    return x * right + y * up + rest.squareRoot() * towards
  }

  /// The layer of a depth.
  func layer(_ depth: Double) -> Int {
    let position = ((depth + 1) / 2 * Double(Self.layerCount)).rounded(.down)
    return Int(min(max(position, 0), Double(Self.layerCount - 1)))
  }

  /// A colour as it appears in a layer: mixed towards the page's the farther it is.
  func color(_ color: Color, layer: Int) -> Color {
    let nearness = Double(layer) / Double(Self.layerCount - 1)
    let mixed = color.mixed(with: style.ground, fraction: 0.52 * (1 - nearness))
    return mixed.opacity(color.alpha)
  }

  /// Depths at which a segment between two depths passes from one layer into the next, as
  /// fractions of the way, ascending.
  func crossings(from start: Double, to end: Double) -> [Double] {
    let first = layer(start)
    let last = layer(end)
    guard first != last else { return [] }
    let boundaries = first < last ? Array((first + 1)...last) : Array((last + 1)...first).reversed()
    return boundaries.map { boundary in
      let depth = Double(boundary) / Double(Self.layerCount) * 2 - 1
      return min(max((depth - start) / (end - start), 0), 1)
    }
  }
}

/// Something of a sphere in one layer of depth.
public struct SpherePiece: Sendable {
  /// The layer, 0 is the farthest.
  var layer: Int
  /// Mean depth, which orders pieces of one layer.
  var depth: Double
  /// What is drawn.
  var item: DisplayItem
}

/// Lines in space cut into pieces that each lie in one layer.
struct SphereStroke {
  let view: SphereView
  var stroke: Stroke
  private(set) var pieces: [SpherePiece] = []

  init(view: SphereView, stroke: Stroke) {
    self.view = view
    self.stroke = stroke
  }

  private struct Run {
    var points: [Point]
    var layer: Int
    var step: Int
    var depths: Double
  }

  /// Cuts a line at the boundaries of layers, exactly where it crosses them.
  ///
  /// - Parameters:
  ///   - places: the line.
  ///   - steps: the colour step of each segment, negative for gaps, or nil for one colour.
  ///   - color: the colour of a step.
  mutating func add(_ places: [SIMD3<Double>], steps: [Int]?, color: (Int) -> Color) {
    var run: Run?
    for index in 0..<max(0, places.count - 1) {
      let start = places[index]
      let end = places[index + 1]
      let step = steps?[index] ?? 0
      guard start.isFinite, end.isFinite, step >= 0 else {
        close(&run, color: color)
        continue
      }
      let startDepth = view.depth(start)
      let endDepth = view.depth(end)
      let cuts = [0] + view.crossings(from: startDepth, to: endDepth) + [1]
      for (low, high) in zip(cuts, cuts.dropFirst()) where high > low {
        let middle = startDepth + (low + high) / 2 * (endDepth - startDepth)
        let layer = view.layer(middle)
        if run?.layer != layer || run?.step != step {
          close(&run, color: color)
          run = Run(
            points: [view.point(start + low * (end - start))], layer: layer, step: step, depths: 0)
        }
        let place = view.point(start + high * (end - start))
        run?.depths += middle
        run?.points.append(place)
      }
    }
    close(&run, color: color)
  }

  private mutating func close(_ run: inout Run?, color: (Int) -> Color) {
    defer { run = nil }
    guard let run, run.points.count > 1 else { return }
    var line = stroke
    line.color = view.color(color(run.step), layer: run.layer).opacity(stroke.color.alpha)
    pieces.append(
      SpherePiece(
        layer: run.layer, depth: run.depths / Double(run.points.count - 1),
        item: .path(
          Path(polyline: Polyline.spaced(run.points, by: 0.2)), fill: nil, stroke: line)))
  }
}

extension SIMD3<Double> {
  /// Whether no component is NaN or infinite.
  var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
}
