import Foundation
import NonlinearDynamics
import Testing

@Suite struct MeanFrequencyTests {
  @Test func independentOscillatorsHaveTheirFrequencies() throws {
    // Two oscillators whose phases advance unevenly but with known means: φ̇ = √(Δ² − K²) on average.
    let flow = Flow(variables: ["x", "y", "u", "w"]) { v, _ in
      let first = 1.25 - 0.75 * v.y
      let second = 2.6 - 1 * v.w
      return [-first * v.y, first * v.x, -second * v.w, second * v.u]
    }
    let found = try flow.meanFrequencies(from: [1, 0, 1, 0], settling: 0, duration: 2000) { v, _ in
      [(v.x, v.y), (v.u, v.w)]
    }
    // √(1.25² − 0.75²) = 1 and √(2.6² − 1) = 2.4; the integrator's drift is what is left.
    #expect(abs(found[0].value - 1) < 1e-7)
    #expect(abs(found[1].value - 2.4) < 1e-7)
    #expect(found.allSatisfy { $0.uncertainty < 1e-7 })
  }

  @Test func theDimersTorusHasTwoFrequencies() throws {
    let found = try ModelSystems.dimer.meanFrequencies(
      from: [0.5, 0.1, 0.3, 0.2], settling: 500, duration: 2000
    ) { v, _ in [(v.x1, v.y1), (v.x2, v.y2)] }
    #expect(found.allSatisfy { $0.uncertainty < 1e-8 })
    #expect(abs(found[0].value - found[1].value) > 1e-2)
  }

  @Test func lockedPhasesHaveARationalRotationNumber() throws {
    // φ̇ = ω + K sin φ cos t has a tongue of half width about K/2 at ω = 1: one turn of the phase for each of the drive,
    // exactly, on an interval of ω.
    let flow = Flow(
      variables: ["x", "y"], parameters: ["omega": 0.5, "K": 0.6],
      constraints: { v, _ in [v.x.squared + v.y.squared] },
      forcingPeriod: { _ in .constant(2 * .pi) }
    ) { v, p in
      let rate = p.omega + p.K * v.y * cos(v.time)
      return [-rate * v.y, rate * v.x]
    }
    let rotation = { (omega: Double) in
      try flow.with(["omega": omega]).meanFrequencies(from: [1, 0], settling: 400) { v, _ in
        [(v.x, v.y)]
      }[0].value
    }
    let values = try [0.9, 0.95, 1, 1.05, 1.1].map(rotation)
    #expect(values.allSatisfy { abs($0 - 1) < 1e-7 })
    #expect(abs(try rotation(2.5) - 1) > 0.5)
  }
}
