import Foundation

/// Newton's method from cells in which both velocities change sign.
struct FixedPointSearch {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let flow: (Double, Double) -> (Double, Double)

  func points(u: SampledGrid, v: SampledGrid) -> [PhasePortrait.FixedPoint] {
    guard u.problem == nil, v.problem == nil, x.length > 0, y.length > 0 else { return [] }
    var found: [PhasePortrait.FixedPoint] = []
    for row in 0..<(u.rowCount - 1) {
      for column in 0..<(u.columnCount - 1) where changes(u, row, column) && changes(v, row, column)
      {
        let start = (
          (u.x[column] + u.x[column + 1]) / 2, (u.y[row] + u.y[row + 1]) / 2
        )
        guard let point = refined(start) else { continue }
        let isKnown = found.contains {
          hypot(($0.x - point.x) / x.length, ($0.y - point.y) / y.length) < 1e-5
        }
        if !isKnown { found.append(point) }
      }
    }
    return found
  }

  private func changes(_ grid: SampledGrid, _ row: Int, _ column: Int) -> Bool {
    let corners = [
      grid[row, column], grid[row, column + 1], grid[row + 1, column], grid[row + 1, column + 1],
    ]
    guard corners.allSatisfy(\.isFinite) else { return false }
    return corners.contains { $0 <= 0 } && corners.contains { $0 >= 0 }
  }

  private func jacobian(_ place: (Double, Double)) -> (a: Double, b: Double, c: Double, d: Double) {
    let (hx, hy) = (1e-6 * x.length, 1e-6 * y.length)
    let right = flow(place.0 + hx, place.1)
    let left = flow(place.0 - hx, place.1)
    let above = flow(place.0, place.1 + hy)
    let below = flow(place.0, place.1 - hy)
    return (
      (right.0 - left.0) / (2 * hx), (above.0 - below.0) / (2 * hy),
      (right.1 - left.1) / (2 * hx), (above.1 - below.1) / (2 * hy)
    )
  }

  private func refined(_ start: (Double, Double)) -> PhasePortrait.FixedPoint? {
    var place = start
    for _ in 0..<30 {
      let value = flow(place.0, place.1)
      let j = jacobian(place)
      let determinant = j.a * j.d - j.b * j.c
      guard determinant != 0, determinant.isFinite else { return nil }
      let dx = (j.d * value.0 - j.b * value.1) / determinant
      let dy = (j.a * value.1 - j.c * value.0) / determinant
      place = (place.0 - dx, place.1 - dy)
      guard place.0.isFinite, place.1.isFinite else { return nil }
      if abs(dx) < 1e-10 * x.length, abs(dy) < 1e-10 * y.length {
        guard x.contains(place.0), y.contains(place.1) else { return nil }
        return PhasePortrait.FixedPoint(x: place.0, y: place.1, kind: kind(jacobian(place)))
      }
    }
    return nil
  }

  private func kind(_ j: (a: Double, b: Double, c: Double, d: Double))
    -> PhasePortrait.FixedPoint.Kind
  {
    let trace = j.a + j.d
    let determinant = j.a * j.d - j.b * j.c
    if determinant < 0 { return .saddle }
    // The Jacobian is known to about nine digits.
    let size = max(abs(j.a), abs(j.b), abs(j.c), abs(j.d))
    if abs(trace) < 1e-6 * size { return .center }
    return trace < 0 ? .stable : .unstable
  }
}
