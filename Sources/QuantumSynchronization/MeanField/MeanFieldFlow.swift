/// The mean-field flow of a collective spin, m ↦ dm/dt on the sphere |m| = 1.
///
/// m = ⟨S⟩/S are the normalized magnetizations of the thermodynamic limit. A flow conserves the length |m| when
/// m · dm/dt = 0 for every m; `trajectory` watches the length and reports its error.
public struct MeanFieldFlow: Sendable {
  /// dm/dt at m.
  public let velocity: @Sendable (SIMD3<Double>) -> SIMD3<Double>

  /// (dθ/dt, dφ/dt) at (θ, φ), away from the poles.
  public let angularVelocity: @Sendable (SIMD2<Double>) -> SIMD2<Double>

  /// The directional derivative d/ds velocity(m + s v) at s = 0, for (m, v).
  public let derivative: @Sendable (SIMD3<Double>, SIMD3<Double>) -> SIMD3<Double>

  /// What the model was made with, by name; trajectories carry it, and files keep it.
  public var parameters: [String: Double] = [:]

  /// A flow by its right-hand side.
  ///
  /// - Parameters:
  ///   - angularVelocity: (dθ/dt, dφ/dt) at (θ, φ); taken from `velocity` when not given.
  ///   - derivative: the Jacobian applied to a vector, for (m, v); by differences of fourth order (error about
  ///     10⁻¹² for smooth flows of order 1) when not given.
  ///   - velocity: dm/dt at m, tangent to the sphere for |m| = 1.
  public init(
    angularVelocity: (@Sendable (SIMD2<Double>) -> SIMD2<Double>)? = nil,
    derivative: (@Sendable (SIMD3<Double>, SIMD3<Double>) -> SIMD3<Double>)? = nil,
    velocity: @escaping @Sendable (SIMD3<Double>) -> SIMD3<Double>
  ) {
    self.velocity = velocity
    self.angularVelocity =
      angularVelocity ?? { angles in
        let frame = SphereFrame(polar: angles.x, azimuth: angles.y)
        let m = frame.radial
        let dm = velocity(m)
        // The projections on the unit vectors e_θ and e_φ, the second divided by sin θ.
        return SIMD2(dot(frame.alongPolar, dm), dot(frame.alongAzimuth, dm) / frame.sine)
      }
    self.derivative =
      derivative ?? { m, direction in
        let h = 1e-3
        let near = velocity(m + h * direction) - velocity(m - h * direction)
        let far = velocity(m + 2 * h * direction) - velocity(m - 2 * h * direction)
        return (8 * near - far) / (12 * h)
      }
  }
}
