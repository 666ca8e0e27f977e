import Foundation

/// Leaves out points of a line that lie on the way between others.
package enum LineThinning {
  /// A line with fewer points, none of the original ones farther from it than a tolerance.
  ///
  /// From its start each piece goes on as long as one direction passes all points so far.
  ///
  /// - Parameters:
  ///   - points: the line.
  ///   - tolerance: greatest distance of a point that is left out.
  /// - Returns: the first, the last and the necessary points between, in their order.
  package static func thinned(_ points: [Point], tolerance: Double) -> [Point] {
    guard points.count > 2, let start = points.first, let end = points.last else { return points }
    var kept = [start]
    var anchor = start
    var last = start
    var direction: (x: Double, y: Double)?
    var (low, high) = (-Double.infinity, Double.infinity)
    var reached = 0.0
    for point in points.dropFirst() {
      let isFitting = fits(
        point, anchor: anchor, tolerance: tolerance, &direction, &low, &high, &reached)
      if !isFitting {
        kept.append(last)
        anchor = last
        direction = nil
        (low, high) = (-.infinity, .infinity)
        reached = 0
        _ = fits(point, anchor: anchor, tolerance: tolerance, &direction, &low, &high, &reached)
      }
      last = point
    }
    kept.append(end)
    return kept
  }

  private static func fits(
    _ point: Point, anchor: Point, tolerance: Double, _ direction: inout (x: Double, y: Double)?,
    _ low: inout Double, _ high: inout Double, _ reached: inout Double
  ) -> Bool {
    let (x, y) = (point.x - anchor.x, point.y - anchor.y)
    let distance = (x * x + y * y).squareRoot()
    guard distance > tolerance else { return reached <= tolerance }
    guard let base = direction else {
      direction = (x, y)
      let width = asin(tolerance / distance)
      (low, high) = (-width, width)
      reached = distance
      return true
    }
    // A line that turns back would lose its tip.
    guard distance >= reached else { return false }
    let angle = atan2(base.x * y - base.y * x, base.x * x + base.y * y)
    guard angle >= low, angle <= high else { return false }
    let width = asin(tolerance / distance)
    low = max(low, angle - width)
    high = min(high, angle + width)
    reached = distance
    return true
  }
}
