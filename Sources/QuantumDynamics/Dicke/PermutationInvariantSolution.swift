public import ComplexModule
public import LinearAlgebra

/// A solution ρ(t) of a permutation-invariant master equation at chosen times.
public struct PermutationInvariantSolution: Sendable, Codable, CarriesParameters {
  /// Whether the last time was reached.
  public let status: EvolutionStatus

  /// The times that were reached.
  public let times: [Double]

  /// Tr(A ρ(t)) of each observable, by name, at the times.
  public let expectationValues: [String: [ComplexDouble]]

  /// The state at the last time.
  public let finalState: PermutationInvariantState

  /// The largest |Tr ρ(t) − Tr ρ(0)| at the times.
  public let traceDrift: Double

  /// Steps, rejections, tolerances.
  public let integration: IntegrationEvidence

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `PermutationInvariantLiouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}
