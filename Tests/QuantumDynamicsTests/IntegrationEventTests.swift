import Foundation
import QuantumDynamics
import Testing

@Suite struct IntegrationEventTests {
  private static func oscillator(_ t: Double, _ y: SIMD2<Double>, _ slope: inout SIMD2<Double>) {
    slope = SIMD2(y.y, -y.x)
  }

  private static func run(
    _ event: IntegrationEvent<SIMD2<Double>>, tableau: RungeKuttaTableau = .dop853,
    times: [Double] = [0, 20]
  ) throws -> (events: [LocatedEvent<SIMD2<Double>>], outputs: [Double]) {
    var outputs: [Double] = []
    let result = try ExplicitRungeKutta(
      tableau: tableau, relativeTolerance: 1e-10, absoluteTolerance: 1e-12
    ).integrate(
      from: SIMD2(1, 0), times: times, events: [event], derivative: oscillator,
      output: { _, time, _ in outputs.append(time) })
    return (result.events, outputs)
  }

  @Test(arguments: [RungeKuttaTableau.bs3, .tsit5, .vern7, .dop853])
  func zerosAreWhereTheCosineHasThem(tableau: RungeKuttaTableau) throws {
    let all: [(IntegrationEvent<SIMD2<Double>>.Direction, [Double])] = [
      (.either, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]), (.falling, [0.5, 2.5, 4.5]),
      (.rising, [1.5, 3.5, 5.5]),
    ]
    for (direction, quarters) in all {
      let expected = quarters.map { (quarter: Double) -> Double in quarter * Double.pi }
      let events = try Self.run(
        IntegrationEvent(direction: direction) { _, y in y.x }, tableau: tableau
      ).events
      #expect(events.count == expected.count)
      for (event, time) in zip(events, expected) {
        // Twenty units of time at 1e-10 a step; BS3 takes some ten thousand steps.
        #expect(abs(event.time - time) < 1e-6)
        // The dense output meets the end of a step to the tolerance only.
        #expect(abs(event.state.x) < 1e-9)
        #expect(event.index == 0)
      }
    }
  }

  @Test func terminalEventsEndTheIntegration() throws {
    let (events, outputs) = try Self.run(
      IntegrationEvent(direction: .rising, isTerminal: true) { _, y in y.x },
      times: .linear(0, 20, count: 21))
    #expect(events.count == 1)
    #expect(abs(events[0].time - 1.5 * .pi) < 1e-8)
    #expect(outputs == [0, 1, 2, 3, 4])
  }

  @Test func eventsOfTimeAloneAndBackwards() throws {
    let forward = try Self.run(IntegrationEvent { time, _ in time - 7.25 }).events
    #expect(forward.count == 1 && abs(forward[0].time - 7.25) < 1e-13)
    let backward = try Self.run(IntegrationEvent { _, y in y.x }, times: [0, -5]).events
    #expect(backward.count == 2)
    #expect(abs(backward[0].time + 0.5 * .pi) < 1e-8)
  }

  @Test func severalEventsComeInOrder() throws {
    let result = try ExplicitRungeKutta().integrate(
      from: SIMD2(1.0, 0), times: [0, 3],
      events: [
        IntegrationEvent { _, y in y.x + 0.5 }, IntegrationEvent { _, y in y.x - 0.5 },
        IntegrationEvent { _, y in y.x - 5 },
      ], derivative: Self.oscillator)
    #expect(result.events.map(\.index) == [1, 0])
    #expect(abs(result.events[0].time - .pi / 3) < 1e-7)
    #expect(abs(result.events[1].time - 2 * .pi / 3) < 1e-7)
  }
}
