public import QuantumCore

/// How a search for steady states ended.
public enum SteadyStateStatus: String, Codable, Hashable, Sendable {
  /// It found what it looked for.
  case finished
  /// It was interrupted and holds what it had; `method` says what that is.
  case stopped
}

/// The steady state of a master equation, with evidence.
public struct SteadyState: Sendable, CarriesParameters {
  /// ρ with L ρ = 0 and Tr ρ = 1, as well as `residual` says.
  public let densityMatrix: DensityMatrix

  /// ‖L ρ‖ = √Tr (L ρ)†(L ρ).
  public let residual: Double

  /// The smallest eigenvalue of ρ: not negative but for rounding.
  public let smallestEigenvalue: Double

  /// The largest size of a population that rounding had made negative, and that was set to 0; 0 where none was.
  ///
  /// Populations are cleaned so only where that is within the rounding errors that `conditionNumber` tells.
  public internal(set) var populationNoise = 0.0

  /// An estimate of ‖L‖₁ ‖L⁻¹‖₁, where L⁻¹ inverts L on all that is not steady.
  ///
  /// Rounding errors of ρ are about this times 10⁻¹⁶. It is largest where another mode decays very slowly. NaN
  /// where the method does not tell, and then nothing proves that the state is the only one.
  public let conditionNumber: Double

  /// How the state was found, in which sector, and what shows that it is the only one.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// Whether the search came to its end or was interrupted.
  public internal(set) var status = SteadyStateStatus.finished
}
