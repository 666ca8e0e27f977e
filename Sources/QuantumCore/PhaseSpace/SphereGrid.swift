import Preconditions

/// A uniform grid of polar angle × azimuth that contains both poles and both ends of the circle.
struct SphereGrid: Sendable {
  /// θ from 0 to π.
  let polarAngles: [Double]
  /// φ from 0 to 2π.
  let azimuths: [Double]

  init(polarCount: Int, azimuthCount: Int) {
    requirePrecondition(
      polarCount >= 2 && azimuthCount >= 2,
      "A grid on the sphere needs 2 or more angles on each axis, not \(polarCount) × \(azimuthCount)."
    )
    polarAngles = (0..<polarCount).map { .pi * (Double($0) / Double(polarCount - 1)) }
    azimuths = (0..<azimuthCount).map { 2 * .pi * (Double($0) / Double(azimuthCount - 1)) }
  }

  /// The number of distinct azimuths: 2π is 0 again.
  var period: Int { azimuths.count - 1 }
}
