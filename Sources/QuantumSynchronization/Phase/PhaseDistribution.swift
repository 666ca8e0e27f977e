import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore
import RealModule

/// The phase distribution of a spin, the synchronization measure S(φ).
///
/// S(φ) = ∫₀^π Q(θ, φ) sin θ dθ − 1/2π
///
/// with the normalized Husimi function Q (∫ Q dΩ = 1): a density on the circle relative to the uniform one.
/// S = 0 everywhere means no preferred phase; ∫ S dφ = 0. It is calculated from the matrix elements in closed
/// form, with no grid in θ:
///
/// S(φ) = (1/π) Re Σ_{q ≥ 1} c_q e^(iqφ),  c_q = Σ_k ρ_{k, k+q} h_q(k) h_q(2S − q − k),
/// h_q(k) = Γ(k + q/2 + 1)/√(k! (k+q)!),  k = S − m,  c_q = ⟨e^(−iqφ)⟩ over the distribution.
///
/// For spin 1: S(φ) = 3/(8√2) Re[(ρ₁₀ + ρ₀₋₁) e^(iφ)] + (1/2π) Re[ρ₁₋₁ e^(2iφ)].
///
/// Reference: A. Roulet and C. Bruder, Phys. Rev. Lett. 121, 053601 (2018), eq. (4).
public struct PhaseDistribution: Sendable, Codable {
  /// The azimuths φ in radians, from 0 (+x) to 2π, both included.
  public let angles: [Double]
  /// S(φ) at the angles, per radian; never below −1/2π.
  public let values: [Double]
  /// c₀ = Tr ρ, c₁, …, c_2S.
  public let coefficients: [ComplexDouble]
  /// S_max, the largest value of S(φ), refined beyond the grid; at least 0.
  public let maximum: Double
  /// Where the maximum is, 0 ≤ φ < 2π: the preferred phase.
  ///
  /// Of equal maxima, the one at the smallest angle;
  /// without meaning where `maximum` is only rounding, as for states without coherence.
  public let maximumAngle: Double

  private let harmonics: AzimuthalHarmonics

  /// The phase distribution of a state.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension ≥ 2.
  ///   - count: the number of angles from 0 to 2π, both included, 2 or more; `maximum` does not depend on it.
  /// - Complexity: O(S²) for the coefficients and the maximum, O(S · count) for the values.
  public init(of state: DensityMatrix, count: Int = 361) {
    requirePrecondition(state.dimension >= 2, "A phase needs a spin with 2S + 1 ≥ 2 states.")
    requirePrecondition(count >= 2, "A circle needs 2 or more angles, not \(count).")
    let harmonics = AzimuthalHarmonics(of: state)
    self.harmonics = harmonics
    coefficients = harmonics.coefficients
    angles = (0..<count).map { 2 * .pi * (Double($0) / Double(count - 1)) }
    // S is formed without c₀, whose 1/2π would have to cancel.
    values = angles.map { harmonics.deviation(at: $0).value }
    (maximumAngle, maximum) = harmonics.maximumDeviation()
  }

  /// The phase distribution of a pure state.
  ///
  /// - Parameters:
  ///   - ket: a state of a spin, not zero; it is normalized.
  ///   - count: the number of angles from 0 to 2π, both included.
  public init(of ket: Ket, count: Int = 361) {
    self.init(of: DensityMatrix(ket), count: count)
  }

  /// S at any angle.
  ///
  /// - Parameter angle: φ in radians.
  /// - Returns: S(φ), per radian.
  /// - Complexity: O(S).
  public func value(at angle: Double) -> Double { harmonics.deviation(at: angle).value }

  /// |⟨e^(iφ)⟩|, 0 for the uniform distribution and 1 for a sharp phase.
  public var meanResultantLength: Double { coefficients[1].length }

  /// The mean phase arg⟨e^(iφ)⟩ in (−π, π]; without meaning where `meanResultantLength` is 0.
  public var meanPhase: Double { coefficients[1].conjugate.phase }
}
