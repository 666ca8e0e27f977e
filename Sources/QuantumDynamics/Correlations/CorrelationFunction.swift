import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A two-time correlation function at one time t, as a function of the delay τ ≥ 0.
public struct CorrelationFunction: Sendable, Codable, CarriesParameters {
  /// Whether all delays were reached; after an interrupt those that were are there.
  public package(set) var status: EvolutionStatus = .finished

  /// τ, from 0.
  public let delays: [Double]

  /// The values at the delays.
  public let values: [ComplexDouble]

  /// What the values tend to where the correlations have decayed: ⟨A⟩⟨B⟩ (or with three operators
  /// ⟨CA⟩⟨B⟩) of the steady state; nil where the state at t is not the steady one.
  public let limit: ComplexDouble?

  /// How they were calculated.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// Steps, products and tolerances of the propagation over the delays; nil for samples of elsewhere.
  public package(set) var integration: IntegrationEvidence?

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// A correlation function from samples, measured or calculated elsewhere.
  ///
  /// - Parameters:
  ///   - delays: τ, from 0 and rising strictly.
  ///   - values: one for each delay.
  ///   - limit: what the values tend to; nil where nothing is to be subtracted.
  ///   - method: how they were calculated.
  ///   - wallTime: how long that took, in seconds.
  public init(
    delays: [Double], values: [ComplexDouble], limit: ComplexDouble? = nil,
    method: String = "given samples", wallTime: Double = 0
  ) {
    requirePrecondition(
      delays.count == values.count,
      "A correlation function has a value for each delay; \(values.count) values and \(delays.count) "
        + "delays came.")
    self.delays = delays
    self.values = values
    self.limit = limit
    self.method = method
    self.wallTime = wallTime
  }

  /// The values without what does not decay.
  public var fluctuations: [ComplexDouble] {
    guard let limit else { return values }
    return values.map { $0 - limit }
  }
}

/// Two-time correlations on a grid of times and delays.
public struct TimeResolvedCorrelation: Sendable, Codable, CarriesParameters {
  /// Whether all times were reached; after an interrupt those that were are there.
  public package(set) var status: EvolutionStatus = .finished

  /// t.
  public let times: [Double]

  /// τ, from 0.
  public let delays: [Double]

  /// `values[i][j]` at t_i and τ_j.
  public let values: [[ComplexDouble]]

  /// How they were calculated.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}
