import Foundation

/// Great circles and axes of a sphere, in pieces by depth.
struct SphereGuides {
  let view: SphereView

  private var style: FigureStyle { view.style }
  private var color: Color { style.mutedForeground }

  /// Equator, two meridians and three axes.
  func pieces() -> [SpherePiece] {
    let x = SIMD3(1.0, 0, 0)
    let y = SIMD3(0.0, 1, 0)
    let z = SIMD3(0.0, 0, 1)
    var pieces = circle(x, y) + circle(x, z) + circle(y, z)
    for axis in [x, y, z] {
      var line = SphereStroke(
        view: view, stroke: Stroke(color, width: 0.75 * style.axisWidth, cap: .round))
      line.add([-axis, axis * reach(of: axis)], steps: nil) { _ in color }
      pieces += line.pieces
    }
    return pieces
  }

  /// How far an axis goes: out of the disk where it can, so that its name is clear of the data.
  func reach(of axis: SIMD3<Double>) -> Double {
    let end = view.point(axis)
    let dx = (end.x - view.center.x) / view.radius
    let dy = (end.y - view.center.y) / view.radius
    let length = (dx * dx + dy * dy).squareRoot()
    let needed = 1.1 / max(length, 0.01)
    return needed <= 1.75 ? max(1.1, needed) : 1.15
  }

  /// A great circle through two orthogonal unit vectors: p(t) = a cos t + b sin t.
  ///
  /// Its depth is A cos(t − t₀), so that it crosses a depth h at t₀ ± acos(h/A) exactly.
  private func circle(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> [SpherePiece] {
    let alongA = view.depth(a)
    let alongB = view.depth(b)
    let amplitude = (alongA * alongA + alongB * alongB).squareRoot()
    let phase = atan2(alongB, alongA)
    var cuts = [phase - .pi, phase, phase + .pi]
    for boundary in 1..<SphereView.layerCount {
      let depth = Double(boundary) / Double(SphereView.layerCount) * 2 - 1
      guard abs(depth) < amplitude else { continue }
      let angle = acos(depth / amplitude)
      cuts += [phase - angle, phase + angle]
    }
    // Curves of up to 45° follow an ellipse to a thousandth of a point.
    cuts += (0..<8).map { phase - .pi + Double($0) * .pi / 4 }
    cuts.sort()
    var pieces: [SpherePiece] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) where end - start > 1e-9 {
      let depth = amplitude * cos((start + end) / 2 - phase)
      let isFront = depth > 0
      let layer = view.layer(depth)
      let width = (isFront ? 0.85 : 0.6) * style.axisWidth
      let stroke = Stroke(
        view.color(color, layer: layer), width: width,
        dashes: isFront ? [] : [2.5 * style.axisWidth, 2.5 * style.axisWidth])
      pieces.append(
        SpherePiece(
          layer: layer, depth: depth,
          item: .path(arc(a, b, from: start, to: end), fill: nil, stroke: stroke)))
    }
    return pieces
  }

  private func arc(_ a: SIMD3<Double>, _ b: SIMD3<Double>, from start: Double, to end: Double)
    -> Path
  {
    let reach = 4.0 / 3 * tan((end - start) / 4)
    func place(_ t: Double) -> SIMD3<Double> { cos(t) * a + sin(t) * b }
    func slope(_ t: Double) -> SIMD3<Double> { -sin(t) * a + cos(t) * b }
    return Path([
      .move(view.point(place(start))),
      .curve(
        view.point(place(start) + reach * slope(start)),
        view.point(place(end) - reach * slope(end)), view.point(place(end))),
    ])
  }
}
