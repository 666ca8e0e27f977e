public import ComplexModule
public import LinearAlgebra

/// A spectrum S(ω) = ∫ e^(−iωτ) ⟨A(τ) B(0)⟩ dτ over all τ, without its coherent line.
public struct EmissionSpectrum: Sendable, Codable, CarriesParameters {
  /// ω, in the frame of the Hamiltonian.
  ///
  /// The spectrum of light that a mode a emits has A = a† and B = a,
  /// so that a line at the frequency ω₀ of H = ω₀ a†a stands at +ω₀.
  public let frequencies: [Double]

  /// S(ω) of the fluctuations: what is left when ⟨A⟩⟨B⟩ is subtracted from the correlation function.
  public let values: [Double]

  /// 2π times this is the weight of the δ line at ω = 0: ⟨A⟩⟨B⟩.
  public let coherentPart: ComplexDouble

  /// ⟨AB⟩ − ⟨A⟩⟨B⟩, which equals ∫ S dω/2π.
  public let incoherentPart: ComplexDouble

  /// How it was calculated.
  public let method: String

  /// The largest residual of a linear system, relative to its right-hand side; nil for a transform of
  /// samples.
  public let largestResidual: Double?

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}
