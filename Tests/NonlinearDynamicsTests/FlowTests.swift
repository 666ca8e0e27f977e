import LinearAlgebra
import NonlinearDynamics
import Testing

@Suite struct FlowTests {
  @Test func parametersChangeByNameAndLeaveTheOriginal() throws {
    let flow = ModelSystems.lorenz.with(["r": 13])
    #expect(flow.parameters == ["sigma": 10, "r": 13, "b": 8.0 / 3])
    #expect(ModelSystems.lorenz.parameters["r"] == 28)
    #expect(try flow.velocity(at: [1, 2, 3]) == [10, 8, 2 - 8])
  }

  @Test func theJacobianIsExact() throws {
    let matrix = try ModelSystems.lorenz.jacobian(at: [1, 2, 3])
    #expect(
      matrix == Matrix(rowMajor: [[-10, 10, 0], [25, -1, -1], [2, 1, -8.0 / 3]]))
  }

  @Test func repeatedPartsAndSharedFormulasGiveTheSameNumbers() throws {
    // x⁶⁴ written as a product of itself six times: as values of one expression tree it would have 64 leaves.
    let flow = Flow(variables: ["x"]) { v, _ in
      var power = v.x
      for _ in 0..<6 { power = power * power }
      return [power + (1 + v.x) * (v.x + 1) - (v.x + 1) * (1 + v.x)]
    }
    #expect(abs(try flow.velocity(at: [1.01])[0] - 1.8904) < 1e-3)
    #expect(abs(try flow.jacobian(at: [1])[0, 0] - 64) < 1e-12)
  }

  @Test func statesThatDoNotFitAreRefused() {
    #expect(throws: NonlinearDynamicsError.self) { try ModelSystems.lorenz.velocity(at: [1, 2]) }
    #expect(throws: NonlinearDynamicsError.self) {
      try ModelSystems.lorenz.trajectory(from: [1, .nan, 0], times: [0, 1])
    }
    #expect(throws: NonlinearDynamicsError.self) {
      try ModelSystems.lorenz.trajectory(from: [1, 1, 0], times: [0, 1, 1])
    }
  }
}
