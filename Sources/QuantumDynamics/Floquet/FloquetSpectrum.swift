import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// An eigenvalue μ of a one-period map: a mode that is multiplied by μ in every period.
public struct FloquetMultiplier: Sendable, Codable {
  /// μ; |μ| ≤ 1.
  public let value: ComplexDouble

  /// ln(μ)/T, on the branch with |Im| ≤ π/T: the Floquet–Liouvillian exponent, which is defined up to
  /// multiples of 2πi/T.
  public let exponent: ComplexDouble

  /// ‖U v − μ v‖ for v of Hilbert–Schmidt norm 1; nil where no mode was calculated.
  public let residual: Double?

  /// The eigenmatrix v at the beginning of the period, normalized, d × d; nil where it was not calculated.
  public let mode: Matrix<ComplexDouble>?

  /// The sector that the mode belongs to, counted from 0; nil where sectors were not used.
  public let sector: Int?
}

/// Eigenvalues of a one-period map, with evidence.
public struct FloquetSpectrum: Sendable, Codable, CarriesParameters {
  /// The multipliers, the largest modulus first.
  public let multipliers: [FloquetMultiplier]

  /// T.
  public let period: Double

  /// Whether these are all d² multipliers.
  public let isComplete: Bool

  /// Whether the user stopped the calculation before it had found all that was asked for; `residual` says how good
  /// each multiplier is that there is.
  public internal(set) var wasStopped = false

  /// The number of sectors that the map was divided into.
  public let sectorCount: Int

  /// How they were found.
  public let method: String

  /// How many vectors were propagated over a period.
  public let propagationCount: Int

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// 1 − |μ| of the slowest mode that is not a steady state; nil where none was found.
  ///
  /// A multiplier counts as a steady state's where |μ − 1| < 10⁻⁸.
  ///
  /// Reference: L. da Silva Souza, L. F. dos Prazeres, F. Iemini, eq. (14) of "Sufficient condition for
  /// gapless spin-boson Lindbladians", with the maximum over modes that decay.
  public var gap: Double? {
    multipliers.first { ($0.value - 1).length >= 1e-8 }.map { 1 - $0.value.length }
  }

  /// How many multipliers are 1: the number of independent periodic steady states.
  public var steadyStateCount: Int {
    multipliers.filter { ($0.value - 1).length < 1e-8 }.count
  }
}

/// The steady state of a periodic master equation, which repeats with the period of the drive.
public struct PeriodicSteadyState: Sendable, Codable, CarriesParameters {
  /// ρ at the beginning of the period: U ρ = ρ, Tr ρ = 1.
  public let densityMatrix: DensityMatrix

  /// ‖U ρ − ρ‖.
  public let residual: Double

  /// |1 − μ| of the multiplier nearest to 1 among the others: how far the state is from not being unique.
  public let separation: Double

  /// The smallest eigenvalue of ρ: not negative but for rounding.
  public let smallestEigenvalue: Double

  /// How it was found.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}

/// Expectation values once every period.
public struct StroboscopicSolution: Sendable, Codable, CarriesParameters {
  /// Whether the last period was reached.
  public let status: EvolutionStatus

  /// T.
  public let period: Double

  /// The times that were reached, one period apart.
  public let times: [Double]

  /// Tr(A ρ) of each Hermitian observable, by name, at the times.
  public let expectationValues: [String: [Double]]

  /// Tr(A ρ) of each observable, Hermitian or not, by name, at the times.
  public let complexExpectationValues: [String: [ComplexDouble]]

  /// ρ at the last time.
  public let finalState: DensityMatrix

  /// The largest |Tr ρ(t) − Tr ρ(0)| at the times, which the equation conserves exactly.
  public let traceDrift: Double

  /// How states were propagated.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// Tr(A ρ) of a Hermitian observable by its name; an unknown name stops the program with the known ones.
  public subscript(name: String) -> [Double] {
    guard let values = expectationValues[name] else {
      stopForBrokenPrecondition(
        "No Hermitian observable is named \"\(name)\"; there are \(expectationValues.keys.sorted())."
      )
    }
    return values
  }
}
