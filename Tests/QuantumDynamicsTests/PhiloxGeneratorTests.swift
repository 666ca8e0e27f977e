import QuantumDynamics
import Testing

@Suite struct PhiloxGeneratorTests {
  @Test func knownAnswersOfTheReferenceImplementation() {
    // Philox4x32-10 in kat_vectors of the Random123 library.
    #expect(
      PhiloxGenerator.block(counter: .zero, key: .zero)
        == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      PhiloxGenerator.block(
        counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
        == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      PhiloxGenerator.block(
        counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        key: SIMD2(0xA409_3822, 0x299F_31D0))
        == SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test func streamsDiffer() {
    var streams = (0..<4).map { PhiloxGenerator(seed: 5, stream: $0) }
    let first = streams.indices.map { streams[$0].next() }
    #expect(Set(first).count == 4)
  }

  @Test func momentsAreThoseOfTheDistributions() {
    var generator = PhiloxGenerator(seed: 1, stream: 2)
    let count = 100_000
    let uniform = (0..<count).map { _ in generator.nextUniform() }
    let normal = (0..<count).map { _ in generator.nextNormal() }
    #expect(uniform.allSatisfy { $0 > 0 && $0 <= 1 })
    // Kolmogorov's distance exceeds 1.95/√n with probability 0.001; the seed is fixed.
    #expect(Sample.kolmogorovDistance(uniform) < 1.95 / Double(count).squareRoot())
    let mean = normal.reduce(0, +) / Double(count)
    let square = normal.reduce(0) { $0 + $1 * $1 } / Double(count)
    let fourth = normal.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
    // Four standard errors: 1/√n, √(2/n), √(96/n).
    #expect(abs(mean) < 4 / Double(count).squareRoot())
    #expect(abs(square - 1) < 4 * (2 / Double(count)).squareRoot())
    #expect(abs(fourth - 3) < 4 * (96 / Double(count)).squareRoot())
  }
}
