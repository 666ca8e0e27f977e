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
}
