import Plotting
import Testing

@Suite struct TicksTests {
  private func context(
    _ domain: ClosedRange<Double>, length: Double = 200, isVertical: Bool = false,
    scale: AxisScale = .linear
  ) -> TickContext {
    TickContext(
      domain: domain, scale: scale, length: length, fontSize: 8, isVertical: isVertical,
      extent: { isVertical ? 8 : 4 * Double($0.count) })
  }

  @Test(arguments: [
    (0.0...60.0, ["0", "20", "40", "60"]), (0...1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-1.05...1.05, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
    (0...100, ["0", "20", "40", "60", "80", "100"]),
    (-0.0004...0.0104, ["0.000", "0.002", "0.004", "0.006", "0.008", "0.010"]),
  ])
  func roundNumbersForKnownRanges(_ domain: ClosedRange<Double>, _ expected: [String]) {
    #expect(context(domain).ticks(.automatic).major.map(\.text) == expected)
  }

  @Test func ticksAreInsideTheirAxisAndLabelsDoNotTouch() {
    var generator = CountingGenerator()
    for _ in 0..<500 {
      let scale = tenTo(Int.random(in: -9...9, using: &generator))
      let low = Double.random(in: -1...1, using: &generator) * scale
      let width = Double.random(in: 0.01...1, using: &generator)
      let domain = low...(low + width * scale * tenTo(Int.random(in: -7...7, using: &generator)))
      let context = context(domain, length: Double.random(in: 40...400, using: &generator))
      let ticks = context.ticks(.automatic)
      #expect(!ticks.major.isEmpty, "\(domain)")
      var end = -Double.infinity
      for tick in ticks.major {
        let slack = 1e-6 * (domain.upperBound - domain.lowerBound)
        #expect(tick.value >= domain.lowerBound - slack && tick.value <= domain.upperBound + slack)
        let place =
          (tick.value - domain.lowerBound)
          / (domain.upperBound - domain.lowerBound) * context.length
        let half = context.extent(tick.text) / 2
        #expect(place - half > end, "\(domain): \(ticks.major)")
        end = place + half
      }
      #expect(Set(ticks.major.map(\.text)).count == ticks.major.count, "\(domain): \(ticks)")
    }
  }

  /// The same numbers in every run.
  private struct CountingGenerator: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  private func tenTo(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }

  @Test func largeNumbersShareAFactor() {
    let ticks = context(0...3.6e8).ticks(.automatic)
    #expect(ticks.factor == "$\\times 10^{8}$")
    #expect(ticks.major.map(\.text) == ["0", "1", "2", "3"])
  }

  @Test func numbersThatHardlyDifferShareAnOffset() {
    let ticks = context(10_000_000...10_000_060).ticks(.automatic)
    #expect(ticks.factor == "+10\u{2009}000\u{2009}000")
    #expect(ticks.major.first?.text == "0")
  }

  @Test func offsetsAreRoundThoughTheAxisBeginsALittleBelow() {
    let ticks = context(99_999_999.9995...100_000_000.0105).ticks(.automatic)
    #expect(ticks.factor == "+100\u{2009}000\u{2009}000")
    #expect(ticks.major.map(\.text).first == "0.000")
  }

  @Test func tinyOffsetsAreInPowersOfTen() {
    let ticks = context(1e-12...1.00001e-12).ticks(.automatic)
    #expect(ticks.factor == "$\\times 10^{-17}$ ${}+1.000 \\times 10^{-12}$")
    #expect(ticks.major.first?.text == "0.0")
  }

  @Test func minorTicksOfManyDecadesDoNotRunTogether() {
    for (low, high) in [(1e-109, 1e108), (1e-300, 1e300), (1e-20, 1e10)] {
      let ticks = context(low...high, length: 150, scale: .log).ticks(.automatic)
      #expect(ticks.major.count >= 2)
      #expect(ticks.minor.count <= 150 / 3, "\(low) … \(high): \(ticks.minor.count)")
    }
  }

  @Test func minorTicksDivideTheSteps() {
    let ticks = context(0...60).ticks(.automatic)
    #expect(ticks.minor.contains(5) && ticks.minor.contains(10))
    #expect(!ticks.minor.contains(20))
  }

  @Test func anglesAreMultiplesOfPi() {
    let full = context(0...(2 * .pi)).ticks(.multiplesOfPi).major.map(\.text)
    #expect(full == ["0", "$\\pi/2$", "$\\pi$", "$3\\pi/2$", "$2\\pi$"])
    let around = context(-Double.pi...(.pi)).ticks(.multiplesOfPi).major.map(\.text)
    #expect(around == ["$-\\pi$", "$-\\pi/2$", "0", "$\\pi/2$", "$\\pi$"])
  }

  @Test func decadesOnLogarithmicAxes() {
    let ticks = context(1...1e4, scale: .log).ticks(.automatic)
    #expect(ticks.major.map(\.value) == [1, 10, 100, 1000, 10_000])
    #expect(ticks.major.last?.text == "$10^{4}$")
    #expect(ticks.minor.contains(20) && ticks.minor.contains(9000))
  }

  @Test func manyDecadesAreThinnedOut() {
    let ticks = context(1e-30...1, length: 120, scale: .log).ticks(.automatic)
    #expect((2...8).contains(ticks.major.count))
  }

  @Test func partOfADecadeHasPlainNumbers() {
    let ticks = context(2...8, scale: .log).ticks(.automatic)
    #expect(ticks.major.count >= 3)
    #expect(ticks.major.allSatisfy { !$0.text.contains("^") })
  }

  @Test func fewDecadesHaveAtLeastThreeNumbers() {
    var generator = CountingGenerator()
    for _ in 0..<400 {
      let low =
        tenTo(Int.random(in: -4...4, using: &generator))
        * Double.random(in: 1...10, using: &generator)
      // Up to two decades, where powers of ten alone would be one or two.
      let domain = low...(low * Double.random(in: 1.3...100, using: &generator))
      for isVertical in [false, true] {
        let context = context(domain, length: 200, isVertical: isVertical, scale: .log)
        let ticks = context.ticks(.automatic)
        #expect(ticks.major.count >= 3, "\(domain): \(ticks.major.map(\.text))")
        #expect(ticks.major.allSatisfy { domain.contains($0.value) })
        #expect(context.fits(ticks.major))
      }
    }
  }

  @Test func symlogHasZeroAndPowersOfBothSigns() {
    let ticks = context(-1000...1000, length: 400, scale: .symlog(threshold: 1)).ticks(.automatic)
    #expect(ticks.major.map(\.value) == [-1000, -100, -10, -1, 0, 1, 10, 100, 1000])
    #expect(ticks.major.first?.text == "$-10^{3}$")
    #expect(ticks.minor.contains(50) && ticks.minor.contains(-50) && ticks.minor.contains(0.5))
    let narrow = context(-1...1, scale: .symlog(threshold: 10)).ticks(.automatic)
    #expect(narrow.major.map(\.value).contains(0.5))
  }

  @Test func symlogIsContinuousAndInvertible() {
    let scale = AxisScale.symlog(threshold: 0.5)
    #expect(scale.position(of: 0.5) == 1 && scale.position(of: -0.5) == -1)
    // One decade beyond the threshold is as long as each half of the proportional part.
    #expect(scale.position(of: 5) == 2)
    for value in [-1e6, -0.5, -0.1, 0, 0.3, 0.5, 7, 1e9] {
      // Rounding of log10 and pow.
      #expect(abs(scale.value(at: scale.position(of: value)) - value) <= 1e-12 * abs(value))
    }
  }

  @Test func stepsThatWereAskedForAreKept() {
    #expect(
      context(0...1).ticks(.spaced(0.25)).major.map(\.text) == [
        "0.00", "0.25", "0.50", "0.75", "1.00",
      ])
    // Where all would not fit, every second, fifth, … of them.
    let many = context(0...100).ticks(.spaced(1)).major.map(\.value)
    #expect(many.count >= 2 && many.allSatisfy { $0.remainder(dividingBy: 1) == 0 })
  }

  @Test func piecesOfABrokenAxisShareOneFactorAndNoOffset() {
    let piece = TickContext(
      domain: 10_000_000...10_000_060, length: 200, fontSize: 8, isVertical: true,
      whole: 0...10_000_060,
      extent: { _ in 8 })
    #expect(piece.ticks(.automatic).factor == "$\\times 10^{7}$")
  }

  @Test func minusIsAMinusSign() {
    #expect(NumberFormat.fixed(-1.5, decimals: 2) == "−1.50")
    #expect(NumberFormat.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberFormat.significant(-0.25, digits: 3) == "−0.25")
    #expect(NumberFormat.significant(1.25e-7, digits: 3) == "1.25e−7")
    #expect(NumberFormat.significant(9.9999, digits: 3) == "10")
    #expect(NumberFormat.labels([0, 0.5, 0.75]) == ["0.00", "0.50", "0.75"])
    #expect(NumberFormat.labels([-1, 0, 12]) == ["−1", "0", "12"])
    #expect(NumberFormat.label(1.25e-7) == "$1.25 \\times 10^{-7}$")
    #expect(NumberFormat.label(-1e9) == "$-1 \\times 10^{9}$" && NumberFormat.label(0.25) == "0.25")
    #expect(
      NumberFormat.grouped("12345") == "12\u{2009}345" && NumberFormat.grouped("1234") == "1234")
    #expect(
      NumberFormat.grouped("−20000") == "−20\u{2009}000"
        && NumberFormat.grouped("0.12345") == "0.12345")
  }
}
