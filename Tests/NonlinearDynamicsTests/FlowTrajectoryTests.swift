import Foundation
import NonlinearDynamics
import Testing

@Suite struct FlowTrajectoryTests {
  private static let oscillator = Flow(
    variables: ["x", "v"], parameters: ["k": 1],
    conserved: { v, p in [v.v.squared / 2 + p.k * v.x.squared / 2] }
  ) { v, p in [v.v, -p.k * v.x] }

  @Test(arguments: [RungeKuttaTableau.bs3, .tsit5, .vern7, .dop853])
  func everyMethodFollowsTheOscillatorWithinItsTolerance(_ tableau: RungeKuttaTableau) throws {
    let integrator = FlowIntegrator(
      tableau: tableau, relativeTolerance: 1e-8, absoluteTolerance: 1e-10)
    let path = try Self.oscillator.trajectory(
      from: [1, 0], times: .linear(0, 20, count: 201), integrator: integrator)
    // Errors of steps of 1e-8 add up over some hundred steps.
    let error = zip(path.times, path["x"]).map { abs($1 - cos($0)) }.max() ?? 1
    #expect(error < 5e-6)
    #expect(path.conservationErrors[0] < 5e-6)
    #expect(path.evidence.method == tableau.name)
  }

  @Test func fixedStepsHaveTheOrderOfTheMethod() throws {
    let error = { (step: Double) in
      let integrator = FlowIntegrator(tableau: .classical, fixedStep: step)
      let path = try Self.oscillator.trajectory(
        from: [1, 0], times: [0, 4], integrator: integrator)
      return abs(path["x"][1] - cos(4.0))
    }
    let ratio = try error(0.05) / error(0.025)
    // Order 4 halves to 1/16, up to the next order.
    #expect(abs(log2(ratio) - 4) < 0.2)
  }

  @Test func eventsAreLocatedWhereTheyHappen() throws {
    let path = try Self.oscillator.trajectory(
      from: [1, 0], times: [0, 20],
      events: [
        FlowEvent(direction: .falling) { v, _ in v.x },
        FlowEvent(isTerminal: true) { v, _ in v.time - 10 },
      ])
    let falling = path.events.filter { $0.index == 0 }
    #expect(falling.count == 2)
    for (k, event) in falling.enumerated() {
      #expect(abs(event.time - (0.5 + 2 * Double(k)) * .pi) < 1e-9)
      #expect(abs(event.state[0]) < 1e-9)
    }
    #expect(path.times == [0, 10])
    #expect(path.events.last?.index == 1)
  }

  @Test func timeMayRunBackwards() throws {
    let forth = try ModelSystems.lorenz.settled(from: [1, 1, 1], duration: 0.5)
    let back = try ModelSystems.lorenz.trajectory(from: forth, times: [0.5, 0])
    // Backwards volumes grow by e^(13.7/2) = 900, and errors of some 1e-9 with them.
    #expect(zip(back.states[1], [1, 1, 1]).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func projectionKeepsTheSphereWhereTheFlowLeavesIt() throws {
    // The printed form of paper 000's Eq. (2), with 1 − z², is unstable across the sphere.
    let printed = Flow(
      variables: ["x", "y", "z"],
      constraints: { v, _ in [v.x.squared + v.y.squared + v.z.squared] }
    ) { v, _ in
      let g = 1 - 2 * v.z.squared
      return [
        -2 * v.y - g * v.x * v.z, 2 * v.x + 1.5 * v.z - g * v.y * v.z,
        -1.5 * v.y + g * (1 - v.z.squared),
      ]
    }
    let kept = try printed.trajectory(from: [1, 0, 0], times: [0, 400])
    let radius = kept.states[1].reduce(0) { $0 + $1 * $1 }
    #expect(abs(radius - 1) < 1e-14)
    let free = try printed.trajectory(
      from: [1, 0, 0], times: [0, 50], integrator: FlowIntegrator(isProjecting: false))
    #expect(kept.conservationErrors[0] < 1e-8)
    #expect(free.conservationErrors[0] > 1e-8)
  }

  @Test func energyOfHenonHeilesIsWatched() throws {
    let path = try ModelSystems.henonHeiles.trajectory(
      from: [0, 0.1, 0.35, 0.1], times: [0, 1000])
    #expect(path.conservationErrors[0] > 0)
    #expect(path.conservationErrors[0] < 1e-8)
  }

  @Test func aStateThatRunsAwayIsAnError() throws {
    let runaway = Flow(variables: ["x"]) { v, _ in [v.x.squared] }
    #expect(throws: NonlinearDynamicsError.self) {
      try runaway.trajectory(from: [1], times: [0, 2])
    }
  }

  @Test func outputDoesNotChangeTheSteps() throws {
    let few = try ModelSystems.lorenz.trajectory(from: [1, 1, 1], times: [0, 20])
    let many = try ModelSystems.lorenz.trajectory(
      from: [1, 1, 1], times: .linear(0, 20, count: 5001))
    #expect(few.states.last == many.states.last)
    #expect(few.evidence.acceptedStepCount == many.evidence.acceptedStepCount)
  }
}
