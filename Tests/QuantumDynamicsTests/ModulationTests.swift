import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct ModulationTests {
  @Test func shapesHaveTheirValues() {
    let cosine = Modulation.cosine(amplitude: 2, angularFrequency: 3, phase: 0.5)
    let pulse = Modulation.gaussianPulse(center: 4, width: 0.5, amplitude: 3)
    let square = Modulation.squarePulse(during: 1...2, amplitude: -1.5)
    let samples = Modulation.samples([0, 2, 1], times: [1, 2, 4])
    // The cosine is evaluated in its first period: rounding of the division by it.
    #expect(abs(cosine(17.3) - 2 * cos(3 * 17.3 + 0.5)) < 1e-13)
    #expect(abs(cosine(-17.3) - 2 * cos(-3 * 17.3 + 0.5)) < 1e-13)
    #expect(abs(pulse(4.7) - 3 * exp(-0.98)) < 1e-14)
    #expect(pulse(100) == 0)
    #expect([square(0.999), square(1.5), square(2.001)] == [0, -1.5, 0])
    #expect([samples(0.5), samples(1.5), samples(2), samples(3), samples(5)] == [0, 1, 2, 1.5, 0])
  }

  @Test func periodicStepsRepeatWithTheirBreakpoints() {
    let steps = Modulation.periodicSteps([(duration: 1, value: 5), (duration: 0.5, value: -1)])
    #expect(steps.period == 1.5)
    #expect([steps(0.2), steps(1.2), steps(1.7), steps(2.7), steps(-0.1)] == [5, -1, 5, -1, -1])
    let points = steps.breakpoints(between: 0.5, and: 4.2)
    #expect(zip(points, [1, 1.5, 2.5, 3, 4]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(points.count == 5)
  }

  @Test func commonPeriodIsTheSmallestOne() throws {
    let pauli = try Sample.pauli()
    func period(_ modulations: [Modulation]) throws -> Double? {
      try TimeDependentLiouvillian(
        hamiltonian: TimeDependentOperator(
          pauli.z, modulations.map { $0 * pauli.x })
      ).period
    }
    let slow = Modulation.cosine(angularFrequency: 2)
    let fast = Modulation.cosine(angularFrequency: 3)
    let common = try #require(try period([slow, fast]))
    #expect(abs(common - 2 * Double.pi) < 1e-12)
    #expect(try period([slow, .cosine(angularFrequency: 2.0.squareRoot())]) == nil)
    #expect(try period([slow, .gaussianPulse(center: 0, width: 1)]) == nil)
  }
}
