import Foundation

/// A torus at its place on the page, seen from afar; its great circle has radius 1.
public struct TorusView: Sendable {
  /// Radius of the tube.
  public let tubeRadius: Double
  /// The style of the figure.
  public let style: FigureStyle
  let space: SpaceView

  init(tubeRadius: Double, space: SpaceView, style: FigureStyle) {
    self.tubeRadius = tubeRadius
    self.space = space
    self.style = style
  }

  /// The point of the surface at two phases in radians: along the great circle and around the tube.
  func place(_ long: Double, _ short: Double) -> SIMD3<Double> {
    let distance = 1 + tubeRadius * cos(short)
    return SIMD3(distance * cos(long), distance * sin(long), tubeRadius * sin(short))
  }

  /// The direction out of the surface.
  func normal(_ long: Double, _ short: Double) -> SIMD3<Double> {
    SIMD3(cos(short) * cos(long), cos(short) * sin(long), sin(short))
  }

  /// The place of two phases on the page.
  public func point(_ long: Double, _ short: Double) -> Point { space.point(place(long, short)) }

  /// How near the point of two phases is to the viewer.
  func depth(_ long: Double, _ short: Double) -> Double {
    (place(long, short) * space.towards).sum()
  }

  /// Whether nothing of the torus is between a point of its surface and the viewer.
  public func isVisible(_ long: Double, _ short: Double) -> Bool {
    guard (normal(long, short) * space.towards).sum() > 0 else { return false }
    return !isCovered(place(long, short), from: 0.01)
  }

  /// Whether the line from a point to the viewer enters the torus beyond a distance.
  ///
  /// The distance from the tube's middle line changes along the line by at most its length: steps
  /// as long as the distance that is left never enter unseen.
  func isCovered(_ place: SIMD3<Double>, from start: Double) -> Bool {
    var way = start
    while way < 2 * (1 + tubeRadius) {
      let point = place + way * space.towards
      let ring = (point.x * point.x + point.y * point.y).squareRoot() - 1
      let left = (ring * ring + point.z * point.z).squareRoot() - tubeRadius
      if left < -1e-6 { return true }
      way += max(left, 0.004)
    }
    return false
  }
}

/// A line on the torus, cut exactly where it passes behind.
struct TorusStroke {
  /// A piece that is seen throughout or hidden throughout.
  struct Piece {
    var points: [Point]
    var isVisible: Bool
    /// The colour step, negative for gaps.
    var step: Int
  }
  let view: TorusView
  private(set) var pieces: [Piece] = []

  init(view: TorusView) { self.view = view }

  /// Adds a line through phases, in radians.
  ///
  /// - Parameters:
  ///   - long: phases along the great circle, which may run on without limit.
  ///   - short: phases around the tube, as many.
  ///   - steps: the colour step of each segment, negative for gaps, or nil for one colour.
  mutating func add(_ long: [Double], _ short: [Double], steps: [Int]?) {
    var current: Piece?
    func point(_ phases: SIMD2<Double>) -> Point { view.point(phases.x, phases.y) }
    func isVisible(_ phases: SIMD2<Double>) -> Bool { view.isVisible(phases.x, phases.y) }
    for index in 0..<max(0, min(long.count, short.count) - 1) {
      let start = SIMD2(long[index], short[index])
      let end = SIMD2(long[index + 1], short[index + 1])
      let step = steps?[index] ?? 0
      let way = max(abs(end.x - start.x), abs(end.y - start.y))
      guard way.isFinite, way < 1e4, step >= 0 else {
        if let piece = current { pieces.append(piece) }
        current = nil
        continue
      }
      // Curves of up to 3° are straight enough.
      let count = max(1, Int((way / (.pi / 60)).rounded(.up)))
      for part in 0..<count {
        let from = start + Double(part) / Double(count) * (end - start)
        let to = start + Double(part + 1) / Double(count) * (end - start)
        let (isFirst, isLast) = (isVisible(from), isVisible(to))
        if current?.isVisible != isFirst || current?.step != step {
          if let piece = current { pieces.append(piece) }
          current = Piece(points: [point(from)], isVisible: isFirst, step: step)
        }
        if isFirst != isLast {
          var (low, high) = (0.0, 1.0)
          for _ in 0..<30 {
            let middle = (low + high) / 2
            if isVisible(from + middle * (to - from)) == isFirst {
              low = middle
            } else {
              high = middle
            }
          }
          let cut = point(from + low * (to - from))
          current?.points.append(cut)
          if let piece = current { pieces.append(piece) }
          current = Piece(points: [cut], isVisible: isLast, step: step)
        }
        current?.points.append(point(to))
      }
    }
    if let piece = current { pieces.append(piece) }
  }
}
