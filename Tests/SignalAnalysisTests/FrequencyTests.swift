import ComplexModule
import Foundation
import LinearAlgebra
import SignalAnalysis
import Testing

@Suite struct FrequencyTests {
  private func signal(
    _ count: Int, _ step: Double, _ function: (Double) -> Double
  ) throws -> SampledSignal {
    let times = (0..<count).map { Double($0) * step }
    return try SampledSignal(times: times, values: times.map(function))
  }

  @Test func linesOfAQuasiperiodicSignalAreFoundToRounding() throws {
    // Two incommensurate frequencies and a combination of them, no whole number of periods.
    let (a, b) = (1.0, (5.0.squareRoot() - 1) / 2)
    let analysis = try FrequencyAnalysis(
      of: signal(2000, 0.1) {
        0.3 + cos(a * $0 + 0.5) + 0.4 * sin(b * $0) + 0.01 * cos((2 * a - b) * $0 - 1)
      })
    #expect(analysis.lines.count == 3)
    let exact = [(a, 1.0, 0.5), (b, 0.4, -Double.pi / 2), (2 * a - b, 0.01, -1.0)]
    for (line, (frequency, amplitude, phase)) in zip(analysis.lines, exact) {
      // Rounding of 2000 samples over T = 200, divided by the amplitude 0.01 of the weakest.
      #expect(abs(line.frequency - frequency) < 1e-12)
      #expect(abs(line.amplitude - amplitude) < 1e-12)
      #expect(abs(line.phase - phase) < 1e-10)
      #expect(line.frequencyError < 1e-11)
    }
    #expect(abs(analysis.offset.real - 0.3) < 1e-13)
  }

  @Test func infinitelyManyHarmonicsLeaveEightDigits() throws {
    // 1/(1 − ½ cos ωt) has harmonics that fall by 0.268 each; only three are asked for.
    let frequency = 1.2345678901
    let analysis = try FrequencyAnalysis(
      of: signal(6000, 0.1) { 1 / (1 - 0.5 * cos(frequency * $0)) }, count: 3)
    let line = try #require(analysis.strongest)
    // 118 periods; the fourth harmonic leaks by (1/350)^7.
    #expect(abs(line.frequency - frequency) < 1e-9)
    #expect(line.frequencyError < 1e-8)
    #expect(abs(line.frequency - frequency) <= 10 * line.frequencyError)
  }

  @Test func errorCoversNoise() throws {
    var generator = SplitMix64(seed: 5)
    let samples = try signal(3000, 0.1) {
      cos(0.9 * $0) + 0.2 * (generator.nextSymmetric() + generator.nextSymmetric())
    }
    let line = try #require(try FrequencyAnalysis(of: samples, count: 1).strongest)
    // Uniform noise: a deviation beyond five errors has a chance below 1e-5.
    #expect(abs(line.frequency - 0.9) < 5 * line.frequencyError)
    // Four times the bound of Cramér and Rao, √24 σ/(A T √n) with σ² = 0.04 · 2/3: the window costs a factor of 2.7.
    #expect(line.frequencyError < 4 * 4.9e-5)
  }

  @Test func complexSignalsHaveFrequenciesOfBothSigns() throws {
    let samples = (0..<1000).map { k in
      ComplexDouble(length: 2, phase: -0.7 * 0.2 * Double(k) + 0.3)
        + ComplexDouble(length: 0.5, phase: 1.1 * 0.2 * Double(k))
    }
    let analysis = try FrequencyAnalysis(of: samples, interval: 0.2)
    #expect(analysis.lines.count == 2)
    #expect(abs(analysis.lines[0].frequency + 0.7) < 1e-13)
    #expect(abs(analysis.lines[0].phase - 0.3) < 1e-12)
    #expect(abs(analysis.lines[1].frequency - 1.1) < 1e-12)
  }

  @Test func aConstantHasNoLine() throws {
    #expect(try FrequencyAnalysis(of: signal(100, 0.1) { _ in 3 }).lines.isEmpty)
  }

  @Test func dampedModesAreFoundFromLessThanAPeriod() throws {
    // Half a period of ω = 0.3 in T = 10, and a decay.
    let modes = try DampedModes(
      of: signal(101, 0.1) { exp(-0.05 * $0) * cos(0.3 * $0 + 0.7) + 0.5 * exp(-0.9 * $0) })
    #expect(modes.modes.count == 2)
    // Singular values down to 1e-5 magnify rounding to 1e-11.
    #expect(abs(modes.modes[0].rate - 0.05) < 1e-9)
    #expect(abs(modes.modes[0].frequency - 0.3) < 1e-9)
    #expect(abs(modes.modes[0].phase - 0.7) < 1e-9)
    #expect(abs(modes.modes[1].rate - 0.9) < 1e-9)
    #expect(modes.modes[1].frequency == 0)
    #expect(abs(modes.modes[1].amplitude - 0.5) < 1e-9)
    #expect(abs((modes.slowest()?.rate ?? 0) - 0.05) < 1e-9)
  }

  @Test func dampedModesOfAComplexSignal() throws {
    let samples = (0..<400).map { k in
      ComplexDouble(length: exp(-0.02 * 0.1 * Double(k)), phase: -0.8 * 0.1 * Double(k) + 1)
        + ComplexDouble(length: 0.1 * exp(-0.3 * 0.1 * Double(k)), phase: 2 * 0.1 * Double(k))
    }
    let modes = try DampedModes(of: samples, interval: 0.1)
    #expect(modes.modes.count == 2)
    #expect(abs(modes.modes[0].frequency + 0.8) < 1e-11)
    #expect(abs(modes.modes[0].rate - 0.02) < 1e-11)
    #expect(abs(modes.modes[1].rate - 0.3) < 1e-9)
  }

  @Test func noiseShowsInTheErrors() throws {
    var generator = SplitMix64(seed: 11)
    let samples = try signal(1000, 0.1) {
      exp(-0.03 * $0) * sin(1.7 * $0) + 0.01 * generator.nextSymmetric()
    }
    let modes = try DampedModes(of: samples, count: 2)
    let mode = try #require(modes.modes.first)
    #expect(abs(mode.frequency - 1.7) < 5 * mode.frequencyError)
    #expect(abs(mode.rate - 0.03) < 5 * mode.rateError)
    #expect(mode.rateError < 1e-4)
    // All singular values of the noise are above 1e-8.
    let undetermined = #expect(throws: SignalAnalysisError.self) { try DampedModes(of: samples) }
    #expect(undetermined?.code == .undetermined)
  }
}
