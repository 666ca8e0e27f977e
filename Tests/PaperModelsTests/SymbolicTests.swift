import LinearAlgebra
import MeanField
import NonlinearDynamics
import OperatorAlgebra
import PaperModels
import QuantumCore
import QuantumSynchronization
import Testing

@Suite struct SymbolicTests {
  private func model() throws -> QuantumSynchronizationBreakdown {
    try QuantumSynchronizationBreakdown(
      particleCount: 11, drive: 0.7, detuning: -0.3, gain: 0.8, nonlinearDecay: 1.9)
  }

  @Test func theFormulasAreTheMatricesOfTheModel() throws {
    let model = try model()
    let hamiltonian = try Operator(
      QuantumSynchronizationBreakdown.symbolicHamiltonian, on: model.spin,
      parameters: model.parameters)
    // One or two roundings of numbers below 10.
    #expect(hamiltonian.isApproximatelyEqual(to: model.hamiltonian, tolerance: 1e-14))
    let jumps = try QuantumSynchronizationBreakdown.symbolicJumpOperators.map {
      try Operator($0, on: model.spin, parameters: model.parameters)
    }
    for (formula, matrix) in zip(jumps, model.jumpOperators) {
      #expect(formula.isApproximatelyEqual(to: matrix, tolerance: 1e-14))
    }
    #expect(jumps.count == model.jumpOperators.count)
  }

  @Test func theGeneratedFlowIsTheOneWrittenByHand() throws {
    let model = try model()
    let equations = try QuantumSynchronizationBreakdown.meanFieldEquations()
    let sphere = try equations.sphereFlow(model.parameters)
    let flow = try model.flow()
    var generator = SplitMix64(seed: 5)
    for _ in 0..<50 {
      func vector() -> SIMD3<Double> { .random(in: -1...1, using: &generator) }
      let (m, direction) = (vector(), vector())
      let byHand = model.meanField.velocity(m)
      let slope = model.meanField.derivative(m, direction)
      let general = try flow.velocity(at: [m.x, m.y, m.z])
      for k in 0..<3 {
        // A dozen roundings of numbers of order 1.
        #expect(abs(sphere.velocity(m)[k] - byHand[k]) < 1e-14)
        #expect(abs(sphere.derivative(m, direction)[k] - slope[k]) < 1e-13)
        #expect(abs(general[k] - byHand[k]) < 1e-14)
      }
    }
    let points = sphere.fixedPoints()
    #expect(points.isConsistent)
    #expect(points.count == model.meanField.fixedPoints().count)
  }

  @Test func onlyOneSpinHasAFlowOnTheSphere() throws {
    let equations = try QuantumSynchronizationBreakdown.cumulantEquations()
    #expect(throws: MeanFieldError.self) { try equations.sphereFlow(["drive": 1]) }
  }
}
