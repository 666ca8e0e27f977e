import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct StencilGeneratorTests {
  private static func vector(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in generator.nextSymmetric() }
  }

  @Test(arguments: try SharedSystem.all())
  func equalsTheSparseMatrix(system: SharedSystem) throws {
    let count = system.liouvillian.hermitianBasis.count
    let x = Self.vector(count, seed: 3)
    var expected = x.zeros
    SparseAction(system.liouvillian.realRepresentation).apply(to: x, into: &expected)
    var plain = x.zeros
    BandedAction(system.liouvillian).apply(to: x, into: &plain)
    let scale = expected.map { abs($0) }.max() ?? 1
    for usesGauge in [true, false] {
      var y = x.zeros
      StencilGenerator(system.liouvillian, usesGauge: usesGauge).apply(to: x, into: &y)
      for k in y.indices {
        #expect(abs(y[k] - expected[k]) < 1e-14 * scale * 20)
        #expect(abs(plain[k] - expected[k]) < 1e-14 * scale * 20)
      }
    }
  }

  @Test(arguments: try SharedSystem.all())
  func recurrencesAreFusedProducts(system: SharedSystem) throws {
    let count = system.liouvillian.hermitianBasis.count
    let x = Self.vector(count, seed: 4)
    let old = Self.vector(count, seed: 5)
    let before = Self.vector(count, seed: 6)
    let action = SparseAction(system.liouvillian.realRepresentation)
    var product = x.zeros
    action.apply(to: x, into: &product)
    let expected = x.indices.map { 0.7 * product[$0] - 1.3 * x[$0] + 0.4 * old[$0] }
    let scale = expected.map { abs($0) }.max() ?? 1
    let generators: [any RecurrenceGenerator] = [
      StencilGenerator(system.liouvillian), StencilGenerator(system.liouvillian, usesGauge: false),
      SparseGenerator(system.liouvillian.realRepresentation),
    ]
    for generator in generators {
      var out = generator.vector(of: old)
      var sum = generator.vector(of: before)
      let square = generator.step(
        generator.vector(of: x), into: &out, product: 0.7, same: -1.3, previous: 0.4, sum: &sum,
        weight: 2)
      generator.complete(&sum)
      let result = generator.coordinates(of: out)
      let total = generator.coordinates(of: sum)
      for k in result.indices {
        #expect(abs(result[k] - expected[k]) < 1e-13 * scale)
        #expect(abs(total[k] - before[k] - 2 * expected[k]) < 1e-13 * scale)
      }
      let norm = expected.reduce(0) { $0 + $1 * $1 }
      #expect(abs(square - norm) < 1e-12 * norm)
      // A result is a valid argument: its margin was filled by symmetry.
      var next = out
      var ignored = next
      _ = generator.step(
        out, into: &next, product: 1, same: 0, previous: 0, sum: &ignored, weight: 0)
      var reference = x.zeros
      action.apply(to: expected, into: &reference)
      let found = generator.coordinates(of: next)
      let size = reference.map { abs($0) }.max() ?? 1
      for k in found.indices { #expect(abs(found[k] - reference[k]) < 1e-13 * size) }
    }
  }

  @Test func gaugesAreFoundWhereTheyExist() throws {
    #expect(StencilGenerator(try Sample.timeCrystal(30)).isReal)
    // A rotated drive is the same system in another gauge, and so is a jump operator with a phase.
    let spin = try Spin(particleCount: 9)
    let turned = try Liouvillian(
      hamiltonian: 0.3 * spin.x + 0.8 * spin.y,
      jumpOperators: [ComplexDouble(0.6, 0.8) * spin.minus, 0.2 * spin.plus, spin.z])
    #expect(StencilGenerator(turned).isReal)
    // A detuning or a squeezing drive of another axis breaks it.
    let detuned = try Liouvillian(hamiltonian: spin.x + 0.1 * spin.z, jumpOperators: [spin.minus])
    #expect(!StencilGenerator(detuned).isReal)
    let mixed = try Liouvillian(hamiltonian: spin.x, jumpOperators: [spin.minus + spin.z])
    #expect(!StencilGenerator(mixed).isReal)
  }

  @Test(arguments: [8, 9, 15, 16, 17, 31, 32, 33, 40, 64, 65])
  func everySizeFitsItsLanes(dimension: Int) throws {
    let liouvillian = try Sample.timeCrystal(dimension - 1)
    let x = Self.vector(dimension * dimension, seed: 8)
    var (expected, y) = (x.zeros, x.zeros)
    SparseAction(liouvillian.realRepresentation).apply(to: x, into: &expected)
    StencilGenerator(liouvillian).apply(to: x, into: &y)
    let scale = expected.map { abs($0) }.max() ?? 1
    for k in y.indices { #expect(abs(y[k] - expected[k]) < 1e-13 * scale) }
  }

  @Test func realStatesNeedOnePlane() throws {
    let spin = try Spin(particleCount: 20)
    let liouvillian = try Sample.timeCrystal(20)
    let generator = StencilGenerator(liouvillian)
    let basis = liouvillian.hermitianBasis
    let real = basis.coordinates(
      of: DensityMatrix(spin.coherentState(polar: 0, azimuth: 0)).matrix)
    let complex = basis.coordinates(of: Sample.state(dimension: 21).matrix)
    #expect(2 * generator.vector(of: real).count == generator.vector(of: complex).count)
  }

  @Test func blocksOfSixteenAreSixteenVectors() throws {
    let real = try Sample.generic(dimension: 5).realRepresentation
    let generator = SparseGenerator(real)
    let width = SparseGenerator.blockWidth
    var random = SplitMix64(seed: 3)
    func vectors() -> [[Double]] {
      (0..<width).map { _ in (0..<25).map { _ in random.nextSymmetric() } }
    }
    func block(_ vectors: [[Double]]) -> [Double] {
      (0..<25).flatMap { i in vectors.map { $0[i] } }
    }
    let x = vectors()
    var (out, sum) = (vectors(), vectors())
    var (outBlock, sumBlock) = (block(out), block(sum))
    let square = generator.step(
      block(x), into: &outBlock, product: 0.7, same: -0.2, previous: 0.4, sum: &sumBlock,
      weight: 1.3)
    var squares = 0.0
    for b in 0..<width {
      squares += generator.step(
        x[b], into: &out[b], product: 0.7, same: -0.2, previous: 0.4, sum: &sum[b], weight: 1.3)
    }
    // Sums of at most 25 products in another order.
    #expect(abs(square - squares) < 1e-12 * squares)
    for (u, v) in zip(outBlock + sumBlock, block(out) + block(sum)) { #expect(abs(u - v) < 1e-12) }
  }
}
