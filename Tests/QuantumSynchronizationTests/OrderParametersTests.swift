import ComplexModule
import LinearAlgebra
import QuantumDynamics
import QuantumSynchronization
import RealModule
import Testing

@Suite struct DynamicalOrderParametersTests {
  @Test func aSineHasItsMeanVarianceAndPeriodWhereverTheSamplesEnd() throws {
    for end in [30.0, 31.7, 33.3, 47.1] {
      let times: [Double] = .linear(0, end, count: Int(end * 20))
      let values = times.map { 0.3 + 0.5 * Double.sin(1.7 * $0 + 0.4) }
      let average = try DynamicalOrderParameters(times: times, values: values)
      // Cubic interpolation at 70 samples a period: fourth order, about 1e-6.
      #expect(abs(average.mean - 0.3) < 1e-6)
      #expect(abs(average.variance - 0.125) < 1e-6)
      #expect(abs(try #require(average.angularFrequency) - 1.7) < 1e-6)
      #expect(average.periodCount == Int((end * 1.7 + 0.4) / (2 * .pi)) - 1)
    }
  }

  @Test func anharmonicOscillationsCountOncePerPeriod() throws {
    let times: [Double] = .linear(0, 50, count: 2001)
    let values = times.map { Double.sin($0) + 0.3 * .sin(2 * $0) + 0.2 * .cos(3 * $0) }
    let average = try DynamicalOrderParameters(times: times, values: values, after: 3)
    #expect(abs(try #require(average.period) - 2 * .pi) < 1e-5)
    #expect(abs(average.mean) < 1e-5)
    #expect(abs(average.variance - (1 + 0.09 + 0.04) / 2) < 1e-5)
  }

  @Test func aSettledSignalHasNoVarianceAndNoPeriod() throws {
    let times: [Double] = .linear(0, 60, count: 601)
    let values = times.map { 0.6 + Double.exp(-$0) }
    let average = try DynamicalOrderParameters(times: times, values: values, after: 40)
    #expect(abs(average.mean - 0.6) < 1e-15)
    #expect(average.variance < 1e-20 && average.period == nil && average.periodCount == 0)
    #expect(average.window.lowerBound >= 40)
  }

  @Test func aCubicIsIntegratedExactly() throws {
    let times = [0, 0.3, 1, 1.4, 2.5, 3]
    let values = times.map { 1 - 2 * $0 + 0.5 * $0 * $0 * $0 }
    let average = try DynamicalOrderParameters(times: times, values: values)
    #expect(abs(average.mean - (3 - 9 + 0.125 * 81) / 3) < 1e-14)
  }

  @Test func badDataThrow() {
    #expect(throws: SynchronizationError.self) {
      try DynamicalOrderParameters(times: [0, 1, 2, 3], values: [0, 1, 2])
    }
    #expect(throws: SynchronizationError.self) {
      try DynamicalOrderParameters(times: [0, 1, 1, 3], values: [0, 1, 2, 3])
    }
    #expect(throws: SynchronizationError.self) {
      try DynamicalOrderParameters(times: [0, 1, 2, 3], values: [0, .nan, 2, 3])
    }
    #expect(throws: SynchronizationError.self) {
      try DynamicalOrderParameters(times: [0, 1, 2, 3], values: [0, 1, 2, 3], after: 1)
    }
    #expect(throws: SynchronizationError.self) {
      try DynamicalOrderParameters(times: [], values: [])
    }
  }
}

@Suite struct PhaseLockingTests {
  private let times: [Double] = .linear(0, 100, count: 4001)

  @Test func aSettlingPhaseIsLocked() throws {
    let phase = times.map { 1.2 + 2 * Double.exp(-$0) }
    let locking = try PhaseLocking(times: times, phase: phase, after: 20)
    #expect(locking.state == .locked)
    #expect(abs(locking.meanPhase - 1.2) < 1e-9 && abs(locking.frequency) < 1e-9)
  }

  @Test func aBoundedOscillationIsTrapped() throws {
    let locking = try PhaseLocking(times: times, phase: times.map { 0.5 + 0.8 * .sin(1.3 * $0) })
    #expect(locking.state == .trapped)
    #expect(abs(locking.excursion - 1.6) < 0.02)
  }

  @Test("an oscillator that slips has the frequency of the Adler equation", arguments: [1.0, -1.0])
  func slips(sign: Double) throws {
    // dφ/dt = Δ − ε sin φ has the mean frequency √(Δ² − ε²).
    let integrator = ExplicitRungeKutta(relativeTolerance: 1e-10, absoluteTolerance: 1e-12)
    var phase: [Double] = []
    try integrator.integrate(
      from: SIMD2(0.0, 0.0), times: times,
      derivative: { _, state, slope in slope = SIMD2(sign * 0.5 - 0.4 * .sin(state.x), 0) },
      output: { _, _, state in phase.append(state.x) })
    let locking = try PhaseLocking(times: times, phase: phase, after: 10)
    #expect(locking.state == .drifting)
    // Whole slips only; interpolation errors at 1000 samples a slip.
    #expect(abs(locking.frequency - sign * 0.3) < 1e-6)
  }
}

@Suite struct SynchronizationRegimeTests {
  private func pair(_ n: Int, _ real: Double, _ imaginary: Double) -> (
    size: Int, eigenvalue: ComplexDouble
  ) {
    (n, ComplexDouble(real, imaginary))
  }

  @Test func regimesFollowFromTheSlowestModeAtTwoSizes() {
    // Oracle numbers at N = 100 and 200, Tests/Oracles/quantum_synchronization_breakdown.txt.
    #expect(
      SynchronizationRegime.classify(
        smaller: pair(100, -0.0414922704, 0.4457688817),
        larger: pair(200, -0.0191126760, 0.4415489468))
        == .timeCrystal)
    #expect(
      SynchronizationRegime.classify(
        smaller: pair(100, -0.9176525235, 0.3850501435),
        larger: pair(200, -0.9468870572, 0.3854299764))
        == .monotonicSynchronization)
    #expect(
      SynchronizationRegime.classify(
        smaller: pair(100, -0.3585199373, 2.3615069612),
        larger: pair(200, -0.3475716244, -2.3873033010))
        == .oscillatorySynchronization)
  }

  @Test func aGapThatClosesAsOneOverNHasExponentOne() {
    let exponent = SynchronizationRegime.closingExponent(
      smaller: pair(50, -0.2, 1), larger: pair(200, -0.05, 1))
    #expect(abs(exponent - 1) < 1e-14)
    #expect(SynchronizationRegime.ratio(ComplexDouble(-0.5, -3)) == 6)
    #expect(SynchronizationRegime.ratio(ComplexDouble(0, 1)) == .infinity)
  }
}
