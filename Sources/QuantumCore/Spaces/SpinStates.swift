import Preconditions
import ComplexModule
import LinearAlgebra
import RealModule

extension Spin {
  /// The Dicke state |S, m⟩, the eigenstate of S_z.
  ///
  /// - Parameter m: the magnetic number, one of S, S − 1, …, −S.
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError` with code `invalidParameter` when m is not of the space.
  public func dickeState(m: Double) throws -> Ket {
    .basis(try index(of: m), dimension: dimension)
  }

  /// The spin coherent state |θ, φ⟩, all particles pointing along (sin θ cos φ, sin θ sin φ, cos θ).
  ///
  /// |θ, φ⟩ = Σ_k √(2S choose k) cos(θ/2)^(2S−k) sin(θ/2)^k e^(ikφ) |S, S − k⟩
  ///
  /// The amplitude of |S, S⟩ is real and not negative; other conventions differ by a global phase.
  /// Accurate for any S (tested to S = 1000).
  ///
  /// - Parameters:
  ///   - polar: θ in radians, from +z.
  ///   - azimuth: φ in radians, from +x towards +y.
  /// - Returns: the normalized state.
  /// - Complexity: O(S).
  ///
  /// Reference: F. T. Arecchi et al., Phys. Rev. A 6, 2211 (1972), eq. (3.13b), with θ measured from +z.
  public func coherentState(polar: Double, azimuth: Double) -> Ket {
    requirePrecondition(
      polar.isFinite && azimuth.isFinite,
      "The angles of a coherent state must be finite; got θ = \(polar), φ = \(azimuth).")
    // Any θ is brought to [0, π]; a negative sine turns into an azimuth shifted by π.
    let cosine = Double.cos(polar / 2)
    let sine = Double.sin(polar / 2)
    let shift = (cosine < 0) != (sine < 0) ? Double.pi : 0
    let magnitudes = coherentMagnitudes(cosine: abs(cosine), sine: abs(sine))
    return Ket(
      unchecked: magnitudes.enumerated().map { k, magnitude in
        ComplexDouble(length: magnitude, phase: Double(k) * (azimuth + shift))
      })
  }

  /// √(2S choose k) c^(2S−k) s^k for k = 0 … 2S, with c = cos(θ/2) and s = sin(θ/2), none negative.
  ///
  /// The binomial distribution is built outwards from its largest term by the ratio of neighbours and
  /// normalized at the end: nothing overflows, what underflows is truly negligible, and there is none of
  /// the loss of digits that differences of log-factorials (about 10⁴ at S = 1000) would bring.
  ///
  /// - Parameters:
  ///   - cosine: cos(θ/2) ≥ 0.
  ///   - sine: sin(θ/2) ≥ 0.
  /// - Returns: 2S + 1 amplitudes with Σ a² = 1.
  package func coherentMagnitudes(cosine: Double, sine: Double) -> [Double] {
    var magnitudes = [Double](repeating: 0, count: dimension)
    let count = Double(twice)
    let peak = min(twice, Int((count * sine * sine / (sine * sine + cosine * cosine)).rounded()))
    magnitudes[peak] = 1
    var total = 1.0
    for k in peak..<twice {
      let next =
        magnitudes[k] * (sine / cosine) * (Double(twice - k) / Double(k + 1)).squareRoot()
      guard next > 0, next.isFinite else { break }
      magnitudes[k + 1] = next
      total += next * next
    }
    for k in stride(from: peak, to: 0, by: -1) {
      let next =
        magnitudes[k] * (cosine / sine) * (Double(k) / Double(twice - k + 1)).squareRoot()
      guard next > 0, next.isFinite else { break }
      magnitudes[k - 1] = next
      total += next * next
    }
    let norm = total.squareRoot()
    return magnitudes.map { $0 / norm }
  }
}
