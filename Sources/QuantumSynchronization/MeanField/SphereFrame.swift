import RealModule

/// The scalar product of two vectors.
func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

/// The vector product.
func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The length of a vector.
func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }

/// The orthonormal frame of spherical coordinates at a point of the unit sphere.
struct SphereFrame {
  /// The point itself, (sin θ cos φ, sin θ sin φ, cos θ).
  let radial: SIMD3<Double>
  /// e_θ, towards the south.
  let alongPolar: SIMD3<Double>
  /// e_φ, towards rising azimuth.
  let alongAzimuth: SIMD3<Double>
  /// sin θ.
  let sine: Double

  init(polar: Double, azimuth: Double) {
    let (st, ct) = (Double.sin(polar), Double.cos(polar))
    let (sp, cp) = (Double.sin(azimuth), Double.cos(azimuth))
    radial = SIMD3(st * cp, st * sp, ct)
    alongPolar = SIMD3(ct * cp, ct * sp, -st)
    alongAzimuth = SIMD3(-sp, cp, 0)
    sine = st
  }

  /// Any two orthonormal tangent vectors at a point, well-defined at the poles too.
  ///
  /// - Parameter point: a unit vector.
  /// - Returns: two unit vectors at right angles to each other and to the point.
  static func tangents(at point: SIMD3<Double>) -> (SIMD3<Double>, SIMD3<Double>) {
    // The axis least aligned with the point keeps the vector product far from zero.
    let magnitudes = SIMD3(abs(point.x), abs(point.y), abs(point.z))
    var axis = SIMD3<Double>.zero
    if magnitudes.x <= magnitudes.y && magnitudes.x <= magnitudes.z {
      axis.x = 1
    } else if magnitudes.y <= magnitudes.z {
      axis.y = 1
    } else {
      axis.z = 1
    }
    let first = cross(point, axis)
    let unit = first / length(first)
    return (unit, cross(point, unit))
  }
}
