import ComplexModule
import Foundation
import LinearAlgebra
import SignalAnalysis
import Testing

/// Numbers of SciPy from Oracles/signal_analysis.txt.
@Suite struct SpectraTests {
  private let times = (0..<200).map { Double($0) * 0.1 }
  private var signal: SampledSignal {
    get throws {
      try SampledSignal(
        times: times,
        values: times.map {
          sin(2 * .pi * 1.3 * $0) + 0.5 * cos(2 * .pi * 2.1 * $0 + 0.4) + 0.02 * $0
        })
    }
  }

  private func expectEqual(_ values: some Collection<Double>, _ oracle: [Double]) {
    #expect(values.count >= oracle.count)
    // SciPy's single digits of rounding.
    for (value, number) in zip(values, oracle) {
      #expect(abs(value - number) <= 1e-12 * (1 + abs(number)), "\(value) is not \(number)")
    }
  }

  @Test(arguments: [
    (SpectralWindow.hamming, [0.08, 0.2147308806541882, 0.54, 0.865269119345812, 1]),
    (.blackman, [0, 0.06644660940672624, 0.34, 0.7735533905932738, 1]),
    (.blackmanHarris, [6e-5, 0.02173583701867963, 0.21747, 0.6957641629813204, 1]),
    (.flatTop, [-0.000421051, -0.02687219328633455, -0.05473684, 0.4441353572863345, 1.000000003]),
    (
      .kaiser(beta: 8),
      [0.002338830512733327, 0.08273981505097754, 0.3689727226158331, 0.788752446605349, 1]
    ),
    (.hannPower(1), [0, 0.1464466094067263, 0.5, 0.8535533905932737, 1]),
  ])
  func windowsAreSciPys(window: SpectralWindow, oracle: [Double]) {
    let weights = window.weights(count: 8)
    expectEqual(weights, oracle + oracle[1...3].reversed())
  }

  @Test func averagedDensitiesAreSciPys() throws {
    let constant = try PowerSpectrum(of: signal, segmentLength: 64, unit: .cyclic)
    expectEqual(
      constant.values,
      [
        0.002970090568063259, 0.003333263264499933, 0.0001077782239114243, 1.703634181064135e-05,
        3.044148329767213e-05, 0.0001426852248075925, 0.001494592690177478, 0.160436113843035,
        1.868060860666885, 1.152439052643309, 0.01665593635572067, 0.001025213813161431,
      ])
    let linear = try PowerSpectrum(
      of: signal, segmentLength: 64, detrending: .linear, unit: .cyclic)
    expectEqual(
      linear.values,
      [
        0.002961983569849616, 0.002105755515134519, 3.195773385803652e-05, 6.29611382829532e-06,
        2.424780801690171e-05, 0.0001359703664065899, 0.001482162804543339, 0.1603556863128177,
      ])
    let power = try PowerSpectrum(
      of: signal, window: .blackmanHarris, segmentLength: 50, scaling: .power, unit: .cyclic)
    expectEqual(
      power.values,
      [
        0.001460486292098572, 0.00149464911720259, 0.0001732738458316251, 1.866429100635648e-06,
        0.002430618551738484, 0.08521493336250845, 0.413436406673457, 0.413117309137808,
        0.08021962282124333, 0.01813058702656744, 0.1030378872715118, 0.103356841940976,
      ])
  }

  @Test func twoSidedDensitiesAreSciPys() throws {
    let samples = times.map {
      ComplexDouble(length: 1, phase: -2 * .pi * 0.7 * $0)
        + ComplexDouble(length: 0.3, phase: 2 * .pi * 1.9 * $0)
    }
    let spectrum = try PowerSpectrum(
      of: samples, interval: 0.1, segmentLength: 64, unit: .cyclic)
    expectEqual(spectrum.frequencies[28..<36], [-0.625, -0.46875, -0.3125, -0.15625, 0, 0.15625])
    expectEqual(
      spectrum.values[24..<32],
      [
        0.0002679075793026274, 0.002368848810227431, 0.108539047508003, 2.991541710739876,
        3.155463165929814, 0.1387233512713458, 0.002638491170599491, 0.003265686433866791,
      ])
  }

  @Test func densityIntegratesToTheVarianceInEitherUnit() throws {
    for unit in [FrequencyUnit.angular, .cyclic] {
      let spectrum = try PowerSpectrum(of: signal, window: .rectangular, unit: unit)
      let mean = try signal.values.reduce(0, +) / 200
      let variance = try signal.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200
      // Parseval's theorem, to rounding.
      let integral = spectrum.values.reduce(0, +) * spectrum.spacing
      #expect(abs(integral - variance) < 1e-12)
    }
  }

  @Test func aLineOfAmplitudeAStandsHalfItsSquareHigh() throws {
    // 1.5 cos at bin 10 of 100 exactly.
    let values = (0..<100).map { 1.5 * cos(2 * .pi * 0.1 * Double($0)) }
    let spectrum = try PowerSpectrum(
      of: SampledSignal(values, interval: 1), scaling: .power, unit: .cyclic)
    #expect(abs(spectrum.values[10] - 1.125) < 1e-12)
    let peak = try #require(spectrum.peaks().first)
    #expect(abs(peak.frequency - 0.1) < 1e-12)
  }

  @Test func flatTopHoldsHeightsBetweenBins() throws {
    let values = (0..<100).map { cos(2 * .pi * 0.105 * Double($0)) }
    let spectrum = try PowerSpectrum(
      of: SampledSignal(values, interval: 1), window: .flatTop, scaling: .power, unit: .cyclic)
    // Half-way between bins is the worst case: 0.01 dB, 0.2 %.
    #expect(abs((spectrum.values.max() ?? 0) - 0.5) < 0.002)
  }

  @Test func confidenceFollowsChiSquared() throws {
    let single = try PowerSpectrum(of: signal)
    #expect(single.degreesOfFreedom == 2)
    // χ²₂ is exponential: its quantiles are −2 ln(1 − p).
    let factors = single.confidenceFactors(level: 0.9)
    #expect(abs(factors.lowerBound - 2 / (-2 * log(0.05))) < 1e-10)
    #expect(abs(factors.upperBound - 2 / (-2 * log(0.95))) < 1e-10)
    let averaged = try PowerSpectrum(of: signal, segmentLength: 40)
    // 9 pieces of Hann's window with half overlap are worth 9/(1 + 2·(8/9)/36): neighbours correlate by 1/6.
    #expect(abs(averaged.degreesOfFreedom - 18 / (1 + 2 * (8.0 / 9) / 36)) < 1e-6)
  }

  @Test func ridgeFollowsAChirp() throws {
    let times = (0..<4000).map { Double($0) * 0.01 }
    let chirp = try SampledSignal(
      times: times, values: times.map { sin(5 * $0 + 0.25 * $0 * $0) })
    let sliding = try SlidingSpectrum(of: chirp, segmentLength: 256)
    // ω(t) = 5 + t/2 within a tenth of the bin width 2.45.
    for (time, frequency) in zip(sliding.times, sliding.ridge) {
      #expect(abs(frequency - (5 + 0.5 * time)) < 0.25)
    }
    #expect(sliding.values.count == sliding.frequencies.count)
    #expect(sliding.values[0].count == sliding.times.count)
  }

  @Test func impossiblePiecesAreRefused() throws {
    let short = #expect(throws: SignalAnalysisError.self) {
      try PowerSpectrum(of: signal, segmentLength: 400)
    }
    #expect(short?.code == .tooFewSamples)
    let overlap = #expect(throws: SignalAnalysisError.self) {
      try PowerSpectrum(of: signal, segmentLength: 40, overlap: 1)
    }
    #expect(overlap?.code == .invalidParameter)
    let uneven = try SampledSignal(times: [0, 1, 2, 4, 5], values: [0, 1, 0, 1, 0])
    let irregular = #expect(throws: SignalAnalysisError.self) { try PowerSpectrum(of: uneven) }
    #expect(irregular?.message.contains("resampled") == true)
  }
}
