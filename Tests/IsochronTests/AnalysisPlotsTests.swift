import Isochron
import Testing

/// The text of every label and number in a figure.
private func words(of figure: some Drawable) throws -> [String] {
  func texts(in items: [DisplayItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .text(let run): [run.text]
      case .group(let group): texts(in: group.items)
      default: []
      }
    }
  }
  return texts(in: try figure.displayList().items)
}

@Suite struct AnalysisPlotsTests {
  private let times: [Double] = .linear(0, 40, count: 801)

  @Test func fitsShowTheirPointsTheFunctionAndItsBand() throws {
    let x = [1.0, 10, 100, 1000]
    let law = try CurveFit.powerLaw(x, [2, 0.22, 0.019, 0.0021])
    let text = law.plot().richRepresentation.plainText
    #expect(text.contains("band") && text.contains("4 points"))
    // Logarithmic axes reach 1000 with four numbers; a linear one would have 200, 400 …
    #expect(try !words(of: law.plot()).contains("400"))
    let line = try CurveFit.polynomial(x, x, degree: 1, errors: [1, 1, 1, 1])
    #expect(try words(of: line.plot()).contains("400"))
  }

  @Test func spectraHaveTheirUnitOnTheAxis() throws {
    let signal = try SampledSignal(times: times, values: times.map { sin(2 * $0) })
    #expect(try words(of: PowerSpectrum(of: signal).plot()).contains("ω"))
    #expect(try words(of: PowerSpectrum(of: signal, unit: .cyclic).plot()).contains("f"))
    let sliding = try SlidingSpectrum(of: signal)
    let text = sliding.plot().richRepresentation.plainText
    #expect(text.contains("spectrogram of \(sliding.times.count) times"))
    #expect(try words(of: sliding.plot()).contains("t"))
  }

  @Test func extrapolationsAndDecaysAreDrawn() throws {
    let limit = try SizeExtrapolation(sizes: [10, 20, 40], values: [0.5, 0.45, 0.42])
    #expect(try !words(of: limit.plot()).isEmpty)
    let signal = try SampledSignal(times: times, values: times.map { exp(-0.2 * $0) })
    #expect(try words(of: AsymptoticDecay(of: signal).plot()).contains("start of the window"))
  }

  @Test func collapsesNameTheirSizes() throws {
    let curves = try [10.0, 20].map { size in
      let x: [Double] = .linear(-1, 1, count: 21)
      return try ScalingCurve(size: size, x: x, y: x.map { tanh($0 * size.squareRoot()) })
    }
    let collapse = try ScalingCollapse(
      curves, critical: 0.01, xExponent: 0.45, yExponent: 0, fixing: [.yExponent],
      bootstrapCount: 0)
    #expect(abs(collapse.xExponent.value - 0.5) < 0.02)
    let text = try words(of: collapse.plot(showsRaw: false)).joined(separator: " ")
    #expect(text.contains("10") && text.contains("20"))
  }

  @Test func phaseDifferencesOfTwoAndThreeSpinsAreDrawn() throws {
    for count in 2...3 {
      let space = try CompositeSpace(count: count, of: .twoLevel, named: "q")
      let state = DensityMatrix(try space.dickeState(excitations: 1))
      let plot = try PhaseDifferenceDistribution(of: state, in: space).plot(count: 24)
      let text = try words(of: plot)
      #expect(text.contains("φ") && text.contains("π"))
    }
    let four = try CompositeSpace(count: 4, of: .twoLevel, named: "q")
    let distribution = try PhaseDifferenceDistribution(of: .maximallyMixed(dimension: 16), in: four)
    #expect(throws: SynchronizationError.self) { try distribution.plot() }
  }

  @Test func tonguesNameTheirRegimes() throws {
    let map = try TongueMap(
      detunings: .linear(-1, 1, count: 21), strengths: .linear(0.1, 1, count: 10)
    ) { abs($0) < $1 ? .locked : .drifting }
    let text = try words(of: map.plot())
    #expect(text.contains("locked") && text.contains("drifting"))
  }
}
