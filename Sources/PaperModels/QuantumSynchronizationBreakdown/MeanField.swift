public import QuantumSynchronization
import RealModule

extension QuantumSynchronizationBreakdown {
  /// The mean-field flow of the thermodynamic limit, in the form that conserves |m| for every m.
  ///
  /// dm_x/dt = −Δ m_y − g m_x m_z
  /// dm_y/dt = Δ m_x + (ε/2) m_z − g m_y m_z
  /// dm_z/dt = −(ε/2) m_y + g (m_x² + m_y²),   g = Γ₊ − Γ₋ m_z²                         (S14, S16, S17)
  ///
  /// The paper's Eq. (2) has 1 − m_z² in place of m_x² + m_y², which is the same on the sphere; see
  /// `printedMeanField`. The angular form is (S32) and (S34).
  public var meanField: MeanFieldFlow {
    let (Δ, ε, Γp, Γm) = (detuning, drive, gain, nonlinearDecay)
    var flow = MeanFieldFlow(
      angularVelocity: angularVelocity,
      derivative: { m, v in
        let g = Γp - Γm * m.z * m.z
        let dg = -2 * Γm * m.z * v.z
        return SIMD3(
          -Δ * v.y - dg * m.x * m.z - g * (v.x * m.z + m.x * v.z),
          Δ * v.x + ε / 2 * v.z - dg * m.y * m.z - g * (v.y * m.z + m.y * v.z),
          -ε / 2 * v.y + dg * (m.x * m.x + m.y * m.y) + 2 * g * (m.x * v.x + m.y * v.y))
      },
      velocity: { m in
        let g = Γp - Γm * m.z * m.z
        return SIMD3(
          -Δ * m.y - g * m.x * m.z,
          Δ * m.x + ε / 2 * m.z - g * m.y * m.z,
          -ε / 2 * m.y + g * (m.x * m.x + m.y * m.y))
      })
    flow.parameters = parameters
    return flow
  }

  /// The mean-field flow exactly as the paper prints it.
  ///
  /// It keeps |m| = 1 only in exact arithmetic: d(|m|² − 1)/dt = −2 m_z (Γ₊ − Γ₋ m_z²)(|m|² − 1), so that rounding
  /// errors grow exponentially wherever m_z (Γ₊ − Γ₋ m_z²) < 0, as at the locked state of (ε, Δ) = (3, 2), which this
  /// form leaves within t ≈ 60. (S20) is printed with the opposite sign. Integrate `meanField` instead; this one is
  /// for comparison.
  public var printedMeanField: MeanFieldFlow {
    let (Δ, ε, Γp, Γm) = (detuning, drive, gain, nonlinearDecay)
    var flow = MeanFieldFlow(angularVelocity: angularVelocity) { m in
      let g = Γp - Γm * m.z * m.z
      return SIMD3(
        -Δ * m.y - g * m.x * m.z,
        Δ * m.x + ε / 2 * m.z - g * m.y * m.z,
        -ε / 2 * m.y + g * (1 - m.z * m.z))
    }
    flow.parameters = parameters
    return flow
  }

  /// dθ/dt = (ε/2) sin φ − sin θ (Γ₊ − Γ₋ cos² θ) (S32) and dφ/dt = Δ + (ε/2) cot θ cos φ (S34), at (θ, φ).
  private var angularVelocity: @Sendable (SIMD2<Double>) -> SIMD2<Double> {
    let (Δ, ε, Γp, Γm) = (detuning, drive, gain, nonlinearDecay)
    return { angles in
      let (sine, cosine) = (Double.sin(angles.x), Double.cos(angles.x))
      return SIMD2(
        ε / 2 * .sin(angles.y) - sine * (Γp - Γm * cosine * cosine),
        Δ + ε / 2 * cosine / sine * .cos(angles.y))
    }
  }
}
