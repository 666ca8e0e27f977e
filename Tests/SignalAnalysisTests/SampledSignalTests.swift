import Foundation
import SignalAnalysis
import Testing

@Suite struct SampledSignalTests {
  private let times = (0...200).map { Double($0) * 0.05 }

  @Test func cubicsAreInterpolatedAndIntegratedExactly() throws {
    func cubic(_ x: Double) -> Double { x * x * x - x }
    let points: [Double] = [0, 0.3, 1, 1.4, 2, 3]
    let signal = try SampledSignal(times: points, values: points.map(cubic))
    #expect(abs(signal.value(at: 1.7) - cubic(1.7)) < 1e-13)
    func primitive(_ x: Double) -> Double { x * x * x * x / 4 - x * x / 2 }
    let exact = primitive(2.5) - primitive(0.5)
    #expect(abs(signal.integral(from: 0.5, to: 2.5) - exact) < 1e-13)
  }

  @Test func crossingsOfASineAreItsZeros() throws {
    let signal = try SampledSignal(times: times, values: times.map { sin($0) })
    let crossings = signal.upwardCrossings(of: 0, margin: 0.1)
    // Rises at 2π; the cubic's error is h⁴ ≈ 6e-6 times a derivative's share.
    #expect(crossings.count == 1)
    #expect(abs(crossings[0] - 2 * .pi) < 1e-6)
  }

  @Test func resamplingKeepsASine() throws {
    let uneven = (0...400).map { 10 * pow(Double($0) / 400, 1.2) }
    let signal = try SampledSignal(times: uneven, values: uneven.map { sin($0) })
    #expect(!signal.isUniform)
    #expect(throws: SignalAnalysisError.self) { try signal.uniformInterval() }
    let even = try signal.resampled(interval: 0.02)
    #expect(even.isUniform)
    // Steps up to 0.03: h⁴/30 of the fourth derivative.
    #expect(zip(even.times, even.values).allSatisfy { abs(sin($0) - $1) < 1e-7 })
  }

  @Test func badDataAreRefusedWithAReason() throws {
    #expect(throws: SignalAnalysisError.self) {
      try SampledSignal(times: [0, 1, 2], values: [0, 1])
    }
    let notFinite = #expect(throws: SignalAnalysisError.self) {
      try SampledSignal(times: [0, 1, 2, 3], values: [0, .nan, 1, 2])
    }
    #expect(notFinite?.code == .notFinite)
    #expect(notFinite?.message.contains("sample 1") == true)
    let falling = #expect(throws: SignalAnalysisError.self) {
      try SampledSignal(times: [0, 1, 1, 2], values: [0, 1, 2, 3])
    }
    #expect(falling?.code == .invalidData)
    let short = #expect(throws: SignalAnalysisError.self) {
      try SampledSignal(times: times, values: times, after: 9.99)
    }
    #expect(short?.code == .tooFewSamples)
  }

  @Test func peaksOfABeatAreItsMaxima() throws {
    let signal = try SampledSignal(times: times, values: times.map { cos(3 * $0) * exp(-0.1 * $0) })
    let peaks = try signal.peaks(prominence: 0.1)
    // Maxima where tan 3t = −1/30, that is at 2πk/3 − 0.0111.
    #expect(peaks.count == 4)
    for (k, peak) in peaks.enumerated() {
      let exact = 2 * Double.pi * Double(k + 1) / 3 - atan(0.1 / 3) / 3
      #expect(abs(peak.time - exact) < 1e-3)
    }
  }

  @Test func wholePeriodsGiveTheMeanOfAnOscillation() throws {
    // 3 + sin over a window that is no multiple of the period.
    let signal = try SampledSignal(times: times, values: times.map { 3 + sin(4 * $0) })
    let average = WholePeriodAverage(of: signal)
    #expect(abs(average.mean - 3) < 1e-5)
    #expect(abs(average.variance - 0.5) < 1e-4)
    #expect(abs((average.period ?? 0) - .pi / 2) < 1e-5)
  }

  @Test func periodAverageTakesOutAnOscillation() throws {
    let signal = try SampledSignal(
      times: times, values: times.map { exp(-0.1 * $0) + 0.5 * sin(4 * $0) })
    let average = try signal.periodAverage(.pi / 2)
    // The mean of e^(−t/10) over T is e^(−t/10) sinh(T/20)/(T/20).
    let factor = sinh(Double.pi / 40) / (Double.pi / 40)
    #expect(
      zip(average.times, average.values).allSatisfy { abs($1 - factor * exp(-0.1 * $0)) < 1e-5 })
    #expect(throws: SignalAnalysisError.self) { try signal.periodAverage(20) }
  }
}
