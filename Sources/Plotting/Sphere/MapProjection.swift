import Foundation

/// How the whole sphere is spread out on a page: equal areas stay equal in all of them, so that a
/// probability is what its colour covers.
public enum MapProjection: String, Sendable, Hashable, CaseIterable {
  /// An ellipse twice as wide as high whose parallels are straight lines.
  case mollweide
  /// An ellipse twice as wide as high whose parallels are bent: shapes near the rim are truer.
  case hammer
  /// A disk about a point, the opposite point is its rim: Lambert's azimuthal projection.
  case lambert

  /// Half the width of the map in units of half its height.
  var halfWidth: Double { self == .lambert ? 1 : 2 }

  /// The place of a unit vector: across from −halfWidth to halfWidth, up from −1 to 1.
  ///
  /// - Parameter direction: components towards the map's middle, to the right and up.
  /// - Returns: the place.
  func place(_ direction: SIMD3<Double>) -> SIMD2<Double> {
    let (ahead, right, up) = (direction.x, direction.y, direction.z)
    switch self {
    case .lambert:
      let factor = (1 / max(2 * (1 + ahead), 1e-30)).squareRoot()
      let place = SIMD2(right * factor, up * factor)
      let length = (place * place).sum().squareRoot()
      return length > 1 ? place / length : place
    case .hammer:
      let longitude = atan2(right, ahead)
      let level = (max(0, 1 - up * up)).squareRoot()
      let factor = 1 / (1 + level * cos(longitude / 2)).squareRoot()
      return SIMD2(2 * level * sin(longitude / 2), up) * factor
    case .mollweide:
      let angle = Self.auxiliaryAngle(sine: up)
      return SIMD2(2 * atan2(right, ahead) / .pi * cos(angle), sin(angle))
    }
  }

  /// The unit vector at a place of the map, or nil outside.
  func direction(_ place: SIMD2<Double>) -> SIMD3<Double>? {
    let (x, y) = (place.x, place.y)
    switch self {
    case .lambert:
      let square = x * x + y * y
      guard square <= 1 else { return nil }
      let factor = 2 * (1 - square).squareRoot()
      return SIMD3(1 - 2 * square, factor * x, factor * y)
    case .hammer:
      guard x * x / 4 + y * y <= 1 else { return nil }
      // In the usual units, which are √2 times as large.
      let z = (1 - x * x / 8 - y * y / 2).squareRoot()
      let longitude = 2 * atan2(z * x, 2.squareRoot() * (2 * z * z - 1))
      let sine = min(max(z * y * 2.squareRoot(), -1), 1)
      let level = (1 - sine * sine).squareRoot()
      return SIMD3(level * cos(longitude), level * sin(longitude), sine)
    case .mollweide:
      guard x * x / 4 + y * y <= 1 else { return nil }
      let angle = asin(min(max(y, -1), 1))
      let sine = min(max((2 * angle + sin(2 * angle)) / .pi, -1), 1)
      let width = cos(angle)
      let longitude = width > 1e-12 ? min(max(.pi * x / (2 * width), -.pi), .pi) : 0
      let level = (1 - sine * sine).squareRoot()
      return SIMD3(level * cos(longitude), level * sin(longitude), sine)
    }
  }

  /// Mollweide's angle: 2θ + sin 2θ = π sin(latitude), by Newton's method.
  private static func auxiliaryAngle(sine: Double) -> Double {
    let sine = min(max(sine, -1), 1)
    let target = Double.pi * sine
    // The left side is flat at the poles, like a cube root: the start is right there.
    let rest = cbrt(0.75 * .pi * (1 - abs(sine)))
    var angle = sine < 0 ? rest - .pi / 2 : .pi / 2 - rest
    if abs(sine) < 0.5 { angle = asin(sine) * 0.8 }
    for _ in 0..<30 {
      let slope = 2 + 2 * cos(2 * angle)
      guard slope > 1e-14 else { break }
      let step = (2 * angle + sin(2 * angle) - target) / slope
      angle = min(max(angle - step, -.pi / 2), .pi / 2)
      if abs(step) < 1e-14 { break }
    }
    return angle
  }
}
