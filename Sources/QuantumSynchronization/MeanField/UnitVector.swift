extension SIMD3 where Scalar == Double {
  /// The unit vector (sin θ cos φ, sin θ sin φ, cos θ), the magnetization of a spin-coherent state.
  ///
  /// - Parameters:
  ///   - polar: θ from +z, in radians.
  ///   - azimuth: φ from +x towards +y, in radians.
  public init(polar: Double, azimuth: Double) {
    self = SphereFrame(polar: polar, azimuth: azimuth).radial
  }
}
