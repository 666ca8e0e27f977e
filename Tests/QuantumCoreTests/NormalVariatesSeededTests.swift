import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct NormalVariatesSeededTests {
  @Test func wordsAreThoseOfTheReferenceImplementation() {
    // The known answers of Random123's file kat_vectors for philox4x32 with 10 rounds.
    #expect(
      NormalVariates.words(seed: 0, index: 0, block: 0)
        == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      NormalVariates.words(seed: .max, index: .max, block: .max)
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      NormalVariates.words(
        seed: 0x299f_31d0_a409_3822, index: 0x85a3_08d3_243f_6a88, block: 0x0370_7344_1319_8a2e)
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func numbersAreBoxAndMullersOfTheWords() {
    let numbers = NormalVariates.real(count: 1024, seed: 5, stream: 9)
    for k in 0..<512 {
      let w = NormalVariates.words(seed: 5, index: UInt64(k), block: 9).map { UInt64($0) }
      let u = 1 - Double((w[0] << 20) ^ (w[1] >> 12)) * 0x1p-52
      let angle = 2 * Double.pi * (Double((w[2] << 20) ^ (w[3] >> 12)) * 0x1p-52 - 0.5)
      let radius = (-2 * Double.log(u)).squareRoot()
      // The series are good to a few units in the last place of numbers up to 8.5.
      #expect(abs(numbers[k] - radius * .cos(angle)) < 4e-15)
      #expect(abs(numbers[512 + k] - radius * .sin(angle)) < 4e-15)
    }
  }

  @Test func aShorterListIsTheBeginningOfALongerOne() {
    let long = NormalVariates.real(count: 5000, seed: 3)
    for count in [0, 1, 7, 1024, 1025, 4999] {
      #expect(NormalVariates.real(count: count, seed: 3) == Array(long.prefix(count)))
    }
    #expect(NormalVariates.real(count: 8, seed: 4) != Array(long.prefix(8)))
    #expect(NormalVariates.real(count: 8, seed: 3, stream: 1) != Array(long.prefix(8)))
  }

  @Test func momentsAndTailsAreNormal() {
    let count = 1 << 22
    let numbers = NormalVariates.real(count: count, seed: 11)
    var moments = [Double](repeating: 0, count: 9)
    for x in numbers {
      var power = 1.0
      for k in 1...8 {
        power *= x
        moments[k] += power / Double(count)
      }
    }
    // Five standard errors: the variance of x^k is ⟨x^2k⟩ − ⟨x^k⟩², with ⟨x^2n⟩ = (2n − 1)!!.
    let expected: [Double] = [1, 0, 1, 0, 3, 0, 15, 0, 105]
    let even: [Double] = [1, 1, 3, 15, 105, 945, 10_395, 135_135, 2_027_025]
    for k in 1...8 {
      let error = ((even[k] - expected[k] * expected[k]) / Double(count)).squareRoot()
      #expect(abs(moments[k] - expected[k]) < 5 * error)
    }
    for bound in [0.5, 1, 2, 3, 4] {
      let probability = Double.erfc(bound / 2.0.squareRoot())
      let beyond = Double(numbers.count { abs($0) > bound }) / Double(count)
      let error = (probability * (1 - probability) / Double(count)).squareRoot()
      #expect(abs(beyond - probability) < 5 * error)
    }
  }

  @Test func neighboursPairsAndStreamsAreIndependent() {
    let count = 1 << 20
    let x = NormalVariates.real(count: count, seed: 12)
    let y = NormalVariates.real(count: count, seed: 12, stream: 1)
    let z = NormalVariates.real(count: count, seed: 13)
    func correlation(_ a: [Double], _ b: ArraySlice<Double>) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / Double(min(a.count, b.count))
    }
    // Five standard errors 1/√n of a correlation that is zero; the lag of 512 pairs cosine with sine.
    let bound = 5 / Double(count).squareRoot()
    for lag in [1, 2, 8, 512, 1024] {
      #expect(abs(correlation(x, x.dropFirst(lag))) < 1.01 * bound)
    }
    #expect(abs(correlation(x, y[...])) < bound)
    #expect(abs(correlation(x, z[...])) < bound)
    // Squares too: their product has the variance 3·3 − 1 = 8 around 1.
    let squares = correlation(x.map { $0 * $0 }, y.map { $0 * $0 }[...])
    #expect(abs(squares - 1) < 8.0.squareRoot() * bound)
    let pairs = correlation(x.map { $0 * $0 }, x.map { $0 * $0 }.dropFirst(512))
    #expect(abs(pairs - 1) < 8.0.squareRoot() * 1.01 * bound)
  }
}
