import Foundation
import LinearAlgebra
import SignalAnalysis
import Testing

@Suite struct DecayTests {
  private let times = (0..<400).map { Double($0) * 0.05 }

  @Test func fastPartsDoNotBiasTheFinalRate() throws {
    let signal = try SampledSignal(
      times: times, values: times.map { exp(-0.5 * $0) + 3 * exp(-2 * $0) })
    let decay = try AsymptoticDecay(of: signal)
    #expect(abs(decay.rate.value - 0.5) < 3 * decay.rate.standardError)
    // From t = 14 on the fast part is 3 e^(−21) of the slow one.
    #expect(abs(decay.rate.value - 0.5) < 1e-6)
    // The first window is off by far: what the windows are for.
    #expect(decay.windows[0].rate.value > 0.505)
  }

  @Test func noiseFloorIsInTheError() throws {
    var generator = SplitMix64(seed: 2)
    let signal = try SampledSignal(
      times: times,
      values: times.map { exp(-0.5 * $0) + exp(-2 * $0) + 1e-3 * generator.nextSymmetric() })
    let decay = try AsymptoticDecay(of: signal)
    #expect(abs(decay.rate.value - 0.5) < 4 * decay.rate.standardError)
    #expect(decay.rate.standardError < 0.02)
  }

  @Test func oscillatingDecayHasAFrequency() throws {
    let signal = try SampledSignal(
      times: times, values: times.map { exp(-0.1 * $0) * cos(3 * $0) + exp(-1.5 * $0) })
    let decay = try AsymptoticDecay(of: signal)
    #expect(abs(decay.rate.value - 0.1) < 1e-5)
    let frequency = try #require(decay.frequency)
    #expect(frequency.deviation(from: 3) < 3 && frequency.standardError < 1e-4)
  }

  @Test func growthOfAUnknownOffsetIsFitted() throws {
    let signal = try SampledSignal(times: times, values: times.map { 2 - exp(-0.4 * $0) })
    let decay = try AsymptoticDecay(of: signal, offset: nil)
    #expect(abs(decay.rate.value - 0.4) < 1e-6)
  }

  @Test func tailOfAParetoDistributionIsRecovered() throws {
    var generator = SplitMix64(seed: 9)
    // p ∝ x^−2.5 above 3, uniform below.
    let samples = (0..<4000).map { k -> Double in
      let uniform = (generator.nextSymmetric() + 1) / 2
      return k % 4 == 0 ? 0.1 + 2.9 * uniform : 3 * pow(max(uniform, 1e-12), -1 / 1.5)
    }
    let tail = try PowerLawTail(of: samples)
    #expect(tail.exponent.deviation(from: 2.5) < 4)
    #expect(tail.minimum > 2 && tail.minimum < 6)
    // Clauset's rule: not ruled out.
    #expect(tail.goodness(60) > 0.1)
    let exponential = samples.map { _ in -log(max((generator.nextSymmetric() + 1) / 2, 1e-12)) }
    #expect(try PowerLawTail(of: exponential, minimum: 0.1).goodness(60) < 0.1)
  }

  @Test func tailNeedsSamples() {
    #expect(throws: SignalAnalysisError.self) { try PowerLawTail(of: [1, 2, 3]) }
    #expect(throws: SignalAnalysisError.self) {
      try PowerLawTail(of: [Double](repeating: 2, count: 50))
    }
  }
}
