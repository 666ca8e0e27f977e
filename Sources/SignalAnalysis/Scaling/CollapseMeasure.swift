import RealModule

/// The distance of scaled curves from one another.
struct CollapseMeasure {
  let curves: [ScalingCurve]
  let quality: CollapseQuality
  /// The geometric mean of the sizes: scaling is done by N over it, so that scaled numbers stay of order one.
  let unit: Double

  init(_ curves: [ScalingCurve], _ quality: CollapseQuality) {
    self.curves = curves
    self.quality = quality
    unit = .exp(curves.reduce(0) { $0 + .log($1.size) } / Double(curves.count))
  }

  /// The quality of a scaling; infinite where less than half of the points lie beside others.
  func value(critical: Double, xExponent: Double, yExponent: Double) -> Double {
    guard abs(xExponent) < 50, abs(yExponent) < 50 else { return .infinity }
    let scaled = curves.map { curve in
      let (a, b) = (
        Double.pow(curve.size / unit, xExponent), Double.pow(curve.size / unit, yExponent)
      )
      return ScalingCurve(
        unchecked: curve.size, curve.x.map { ($0 - critical) * a }, curve.y.map { $0 * b },
        curve.errors?.map { $0 * b } ?? curve.y.map { _ in b })
    }
    return quality == .houdayerHartmann
      ? Self.houdayerHartmann(scaled) : Self.bhattacharjeeSeno(scaled)
  }

  private static func houdayerHartmann(_ curves: [ScalingCurve]) -> Double {
    var (sum, count, all) = (0.0, 0, 0)
    for (p, curve) in curves.enumerated() {
      for k in curve.x.indices {
        all += 1
        let x = curve.x[k]
        // Straight line of weighted least squares through the neighbours in the other curves.
        var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (q, other) in curves.enumerated() where q != p {
          guard let i = bracket(other.x, x) else { continue }
          for j in i...(i + 1) {
            let error = other.errors?[j] ?? 1
            let weight = 1 / (error * error)
            // Centred on x: the line's height there is then its intercept.
            let (dx, y) = (other.x[j] - x, other.y[j])
            w += weight
            wx += weight * dx
            wy += weight * y
            wxx += weight * dx * dx
            wxy += weight * dx * y
          }
        }
        let determinant = w * wxx - wx * wx
        guard determinant > 0 else { continue }
        let height = (wxx * wy - wx * wxy) / determinant
        let error = curve.errors?[k] ?? 1
        let distance = curve.y[k] - height
        sum += distance * distance / (error * error + wxx / determinant)
        count += 1
      }
    }
    return 2 * count >= all ? sum / Double(count) : .infinity
  }

  private static func bhattacharjeeSeno(_ curves: [ScalingCurve]) -> Double {
    var (sum, pairs) = (0.0, 0)
    var (inside, all) = (0, 0)
    var values: [Double] = []
    for (p, curve) in curves.enumerated() {
      for k in curve.x.indices {
        all += 1
        var isInside = false
        for (q, other) in curves.enumerated() where q != p {
          guard let i = bracket(other.x, curve.x[k]) else { continue }
          sum += abs(curve.y[k] - cubic(other, curve.x[k], i))
          pairs += 1
          isInside = true
        }
        if isInside {
          inside += 1
          values.append(curve.y[k])
        }
      }
    }
    guard 2 * inside >= all, pairs > 0 else { return .infinity }
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + abs($1 - mean) } / Double(values.count)
    return spread > 0 ? sum / Double(pairs) / spread : .infinity
  }

  /// The interval of rising numbers that holds one.
  private static func bracket(_ x: [Double], _ value: Double) -> Int? {
    guard value >= x[0], value <= x[x.count - 1] else { return nil }
    var (lower, upper) = (0, x.count - 1)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if x[middle] <= value { lower = middle } else { upper = middle }
    }
    return lower
  }

  /// The cubic through the four points around an interval.
  private static func cubic(_ curve: ScalingCurve, _ x: Double, _ interval: Int) -> Double {
    let first = min(max(0, interval - 1), curve.x.count - 4)
    var sum = 0.0
    for i in first..<(first + 4) {
      var basis = 1.0
      for j in first..<(first + 4) where j != i {
        basis *= (x - curve.x[j]) / (curve.x[i] - curve.x[j])
      }
      sum += basis * curve.y[i]
    }
    return sum
  }
}
