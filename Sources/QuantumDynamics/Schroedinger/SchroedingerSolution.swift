import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A solution |ψ(t)⟩ of the Schrödinger equation at chosen times.
public struct SchroedingerSolution: Sendable, Codable, CarriesParameters {
  /// Whether the last time was reached.
  public let status: EvolutionStatus

  /// Which method solved the equation, and why that one.
  public let plan: EvolutionPlan

  /// The times that were reached.
  public let times: [Double]

  /// ⟨ψ|A|ψ⟩ of each Hermitian observable, by name, at the times.
  public let expectationValues: [String: [Double]]

  /// ⟨ψ|A|ψ⟩ of each observable, Hermitian or not, by name, at the times.
  public let complexExpectationValues: [String: [ComplexDouble]]

  /// The states at the times where they were kept, otherwise empty.
  public let states: [Ket]

  /// The state at the last time.
  public let finalState: Ket

  /// Steps, rejections, tolerances.
  public let integration: IntegrationEvidence

  /// The largest |⟨ψ(t)|ψ(t)⟩ − ⟨ψ(0)|ψ(0)⟩| at the times.
  ///
  /// The equation conserves the norm; what an integrator loses is its error.
  public let normDrift: Double

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `TimeDependentOperator` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// ⟨ψ|A|ψ⟩ of a Hermitian observable by its name; an unknown name stops the program with the known
  /// ones.
  public subscript(name: String) -> [Double] {
    guard let values = expectationValues[name] else {
      stopForBrokenPrecondition(
        "No Hermitian observable is named \"\(name)\"; there are \(expectationValues.keys.sorted())."
      )
    }
    return values
  }
}
