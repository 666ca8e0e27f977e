package import LinearAlgebra
package import QuantumCore

extension MasterEquationSolution {
  /// A solution from its parts, as a file gives them.
  package init(
    restoring status: EvolutionStatus, plan: EvolutionPlan, times: [Double],
    expectationValues: [String: [Double]], complexExpectationValues: [String: [ComplexDouble]],
    purity: [Double], states: [DensityMatrix], finalState: DensityMatrix,
    evidence: MasterEquationEvidence
  ) {
    self.init(
      status: status, plan: plan, times: times, expectationValues: expectationValues,
      complexExpectationValues: complexExpectationValues, purity: purity, states: states,
      finalState: finalState, evidence: evidence)
  }
}

extension EvolutionPlan {
  /// A plan from its parts, as a file gives them.
  package init(restoring method: EvolutionMethod, reason: String) {
    self.init(method: method, reason: reason)
  }
}

extension MasterEquationEvidence {
  /// Evidence from its parts, as a file gives them.
  package init(
    restoring integration: IntegrationEvidence, traceDrift: Double,
    initialHermiticityError: Double, smallestFinalEigenvalue: Double, wallTime: Double
  ) {
    self.init(
      integration: integration, traceDrift: traceDrift,
      initialHermiticityError: initialHermiticityError,
      smallestFinalEigenvalue: smallestFinalEigenvalue, wallTime: wallTime)
  }
}

extension IntegrationEvidence {
  /// Evidence from its parts, as a file gives them.
  package init(restoring method: String, relativeTolerance: Double, absoluteTolerance: Double) {
    self.init(
      method: method, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
  }
}
