import Preconditions
public import LinearAlgebra
public import QuantumCore

/// What a solution of the master equation rests on.
public struct MasterEquationEvidence: Hashable, Sendable, Codable {
  /// Steps, rejections, tolerances.
  public var integration: IntegrationEvidence

  /// The largest |Tr ρ(t) − Tr ρ(0)| over the times of output.
  ///
  /// The equation conserves the trace exactly.
  public var traceDrift: Double

  /// The largest |ρ_ij − conj ρ_ji| of the initial state.
  ///
  /// Later states are Hermitian exactly, because the
  /// integrator works with the real coordinates of a Hermitian matrix.
  public var initialHermiticityError: Double

  /// The smallest eigenvalue of the final state: not negative but for the integrator's error.
  public var smallestFinalEigenvalue: Double

  /// How long the calculation took, in seconds.
  public var wallTime: Double
}

/// A solution ρ(t) of a master equation at chosen times.
public struct MasterEquationSolution: Sendable, CarriesParameters {
  /// Whether the last time was reached.
  public let status: EvolutionStatus

  /// Which method solved the equation, and why that one.
  public let plan: EvolutionPlan

  /// The times that were reached.
  public let times: [Double]

  /// Tr(A ρ(t)) of each Hermitian observable, by name, at the times.
  public let expectationValues: [String: [Double]]

  /// Tr(A ρ(t)) of each observable, Hermitian or not, by name, at the times.
  public let complexExpectationValues: [String: [ComplexDouble]]

  /// The purity Tr ρ(t)² at the times.
  public let purity: [Double]

  /// The states at the times where they were kept, otherwise empty.
  public let states: [DensityMatrix]

  /// The state at the last time.
  public let finalState: DensityMatrix

  /// Trace, positivity, steps, time.
  public let evidence: MasterEquationEvidence

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// Tr(A ρ(t)) of a Hermitian observable by its name; an unknown name stops the program with the known
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
