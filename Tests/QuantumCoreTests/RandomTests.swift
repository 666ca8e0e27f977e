import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct RandomTests {
  @Test func philoxGivesTheNumbersOfNumPy() throws {
    // NumPy advances the counter before its first block, so that its numbers begin at our second.
    var generator = Philox(seed: 1234, stream: 5678)
    for _ in 0..<4 { _ = generator.next() }
    let expected: [UInt64] = [
      11_115_979_802_010_006_567, 2_847_686_596_263_442_378, 13_356_273_470_457_847_551,
      7_376_666_196_161_043_164, 1_048_923_516_589_388_303, 2_400_142_367_036_606_223,
      17_099_932_299_255_593_146, 11_840_682_038_162_067_233, 3_185_854_453_661_169_995,
      14_771_189_902_544_608_397,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func seedsAndStreamsRepeatAndDiffer() {
    func first(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
      var generator = Philox(seed: seed, stream: stream)
      return generator.next()
    }
    #expect(first(1, 2) == first(1, 2))
    #expect(Set([first(1, 2), first(2, 1), first(1, 3), first(0, 0)]).count == 4)
  }

  @Test func normalNumbersHaveTheMomentsOfTheDistribution() {
    var generator = Philox(seed: 7)
    let count = 200_000
    let numbers = NormalVariates.real(count: count, using: &generator)
    #expect(numbers.count == count)
    for (power, moment, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      let mean = numbers.reduce(0.0) { $0 + .pow($1, power) } / Double(count)
      // Five standard deviations of the mean; the seed is fixed.
      #expect(abs(mean - moment) < 5 * (variance / Double(count)).squareRoot())
    }
    let tail = numbers.filter { abs($0) > 3 }.count
    #expect(abs(Double(tail) - 0.0026998 * Double(count)) < 5 * 540.0.squareRoot())
    #expect(NormalVariates.real(count: 3, using: &generator).count == 3)
  }

  @Test(arguments: [2, 4, 10, 1456])
  func chiSquaredNumbersHaveMeanAndVarianceOfTheirDegrees(degrees: Int) {
    var generator = Philox(seed: 8)
    let count = 100_000
    let numbers = (0..<count).map { _ in
      NormalVariates.chiSquared(degreesOfFreedom: degrees, using: &generator)
    }
    let k = Double(degrees)
    let mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0.0) { $0 + ($1 - k) * ($1 - k) } / Double(count)
    #expect(abs(mean - k) < 5 * (2 * k / Double(count)).squareRoot())
    // The variance of the squared deviation is 8k² + 48k.
    #expect(abs(variance - 2 * k) < 5 * ((8 * k * k + 48 * k) / Double(count)).squareRoot())
  }

  @Test func randomUnitariesAreUnitaryAndUniform() throws {
    var generator = Philox(seed: 9)
    let space = try NLevelSystem(levels: 4)
    var (traceSquared, phase) = (0.0, ComplexDouble.zero)
    let count = 4000
    for _ in 0..<count {
      let unitary = space.randomUnitary(using: &generator)
      #expect(
        (unitary * unitary.adjoint).isApproximatelyEqual(to: space.identity, tolerance: 1e-14))
      traceSquared += unitary.trace.lengthSquared / Double(count)
      phase += unitary[0, 0] / ComplexDouble(unitary[0, 0].length * Double(count))
    }
    // For Haar's measure ⟨|Tr U|²⟩ = 1 with variance 1, and phases are uniform; QR without the phases of R
    // gives elements on the diagonal a preferred phase.
    #expect(abs(traceSquared - 1) < 5 / Double(count).squareRoot())
    #expect(phase.length < 5 / Double(count).squareRoot())
  }

  /// Mean purities for dimension 3 from the formulas of the cases' documentation.
  static let purities: [(DensityMatrixEnsemble, Double)] = [
    (.hilbertSchmidt, 0.6), (.induced(rank: 1), 1), (.induced(rank: 5), 0.5), (.bures, 46.0 / 66.0),
  ]

  static let widths: [(HamiltonianNormalization, Double)] = [
    (.unitParts, 2), (.unitElements, 1), (.semicircle(radius: 3), 9.0 / 160.0),
  ]

  @Test(arguments: purities)
  func randomStatesHaveTheMeanPurityOfTheirMeasure(
    ensemble: DensityMatrixEnsemble, purity: Double
  ) throws {
    var generator = Philox(seed: 10)
    let space = try NLevelSystem(levels: 3)
    let count = 4000
    var mean = 0.0
    for _ in 0..<count {
      let state = space.randomDensityMatrix(ensemble, using: &generator)
      #expect(abs(state.trace - 1) < 1e-14)
      mean += state.purity / Double(count)
    }
    // Purities lie between 1/3 and 1: a standard deviation below 0.2, five of the mean's.
    #expect(abs(mean - purity) < 5 * 0.2 / Double(count).squareRoot())
    _ = try DensityMatrix(space.randomDensityMatrix(ensemble, using: &generator).matrix)
  }

  @Test(arguments: widths)
  func hamiltoniansHaveTheWidthOfTheirNormalization(
    normalization: HamiltonianNormalization, variance: Double
  ) throws {
    var generator = Philox(seed: 11)
    let space = try NLevelSystem(levels: 40)
    var (diagonal, other) = (0.0, 0.0)
    for _ in 0..<20 {
      let hamiltonian = space.randomHamiltonian(normalization: normalization, using: &generator)
      #expect(hamiltonian.isHermitian(tolerance: 0))
      for i in 0..<40 {
        diagonal += hamiltonian[i, i].lengthSquared / 800
        for j in 0..<i { other += hamiltonian[i, j].lengthSquared / (20 * 780) }
      }
    }
    // ⟨|H_ij|²⟩ is the same on and off the diagonal; 800 and 15 600 samples.
    #expect(abs(diagonal / variance - 1) < 5 * (2.0 / 800).squareRoot())
    #expect(abs(other / variance - 1) < 5 * (1.0 / 15_600).squareRoot())
  }

  @Test func randomKetsAreNormalizedAndUniform() throws {
    var generator = Philox(seed: 12)
    let spin = try Spin(twice: 3)
    var mean = 0.0
    for _ in 0..<4000 {
      let ket = spin.randomKet(using: &generator)
      #expect(abs(ket.norm - 1) < 1e-15 * 4)
      mean += ket.amplitudes[2].lengthSquared / 4000
    }
    #expect(abs(mean - 0.25) < 5 * 0.2 / 4000.0.squareRoot())
  }
}
