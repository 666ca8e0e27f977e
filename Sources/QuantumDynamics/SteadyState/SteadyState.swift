public import QuantumCore

/// The steady state of a master equation, with evidence.
public struct SteadyState: Sendable, CarriesParameters {
  /// ρ with L ρ = 0 and Tr ρ = 1.
  public let densityMatrix: DensityMatrix

  /// ‖L ρ‖ = √Tr (L ρ)†(L ρ).
  public let residual: Double

  /// The smallest eigenvalue of ρ: not negative but for rounding.
  public let smallestEigenvalue: Double

  /// An estimate of ‖M‖₁ ‖M⁻¹‖₁ of the system that was solved.
  ///
  /// Rounding errors of ρ are about this times 10⁻¹⁶. It is largest where another mode decays very slowly. NaN
  /// where the method does not tell, and then nothing proves that the state is the only one.
  public let conditionNumber: Double

  /// How the state was found.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}
