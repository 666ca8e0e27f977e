/// The light that is emitted around each of several times, with evidence.
public struct TimeResolvedSpectrum: Sendable, Codable, CarriesParameters {
  /// t.
  public let times: [Double]

  /// ω, rising.
  public let frequencies: [Double]

  /// `values[i][j]` at t_i and ω_j: S(t, ω) = 2 Re ∫₀^∞ e^(−iωτ) e^(−Γτ/2) C(t, τ) dτ.
  public let values: [[Double]]

  /// Γ, the spectrometer's full width at half maximum.
  public let linewidth: Double

  /// Whether the correlations reached all times.
  public let status: EvolutionStatus

  /// How it was calculated.
  public let method: String

  /// How long the correlations and the transforms took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}
