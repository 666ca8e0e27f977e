import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import RealModule
import Testing

@Suite struct PhaseDifferenceTests {
  @Test func singletsStandInAntiphase() throws {
    let pair = try CompositeSpace(count: 2, of: .twoLevel, named: "q")
    let up = try pair.basisState(["q0": 0, "q1": 1])
    let down = try pair.basisState(["q0": 1, "q1": 0])
    let singlet = try PhaseDifferenceDistribution(
      of: DensityMatrix((up - down).normalized()), in: pair)
    // S_d = 1/2π − (π/32) cos φ′: each spin gives h₁(0)² = π/4.
    #expect(abs(singlet.maximum - .pi / 32) < 1e-14)
    #expect(abs(singlet.maximumAngles[0] - .pi) < 1e-7)
    for angle in [0.0, 1, 2, 4] {
      let exact = 1 / (2 * Double.pi) - Double.pi / 32 * Double.cos(angle)
      #expect(abs(singlet.density(at: [angle]) - exact) < 1e-15)
    }
    let coherence = singlet.coherence(of: 0).real
    #expect(abs(coherence + Double.pi * Double.pi / 32) < 1e-14)
    let triplet = try PhaseDifferenceDistribution(
      of: DensityMatrix((up + down).normalized()), in: pair)
    #expect(abs(triplet.maximum - .pi / 32) < 1e-14)
    #expect(PhaseConfiguration.chi2(triplet.maximumAngles[0]) < 1e-7)
  }

  @Test func densityIsQuTiPsQuadratureOfTheHusimiFunction() throws {
    let space = try CompositeSpace(["a": .spin(0.5), "b": .spin(1)])
    let m = Matrix<ComplexDouble>(rows: 6, columns: 6) { i, j in
      let k = Double(i * 6 + j + 1)
      return ComplexDouble(.sin(0.9 * k), .cos(0.3 * k * k))
    }
    let product = m * m.adjoint
    let state = DensityMatrix(assumingValid: product / product.trace.real)
    let distribution = try PhaseDifferenceDistribution(of: state, in: space)
    // Oracles/measures.txt; 24 Gauss–Legendre points integrate exactly enough.
    #expect(abs(distribution.density(at: [0.4]) - 0.157655847311426) < 1e-10)
    #expect(abs(distribution.density(at: [2.5]) - 0.170008392475591) < 1e-10)
    // The grid is the series, and its mean over the circle is 1/2π.
    let grid = distribution.grid(count: 40)
    #expect(abs(grid[10] - distribution.density(at: [.pi / 2])) < 1e-15)
    let uniform = 1 / (2 * Double.pi)
    let mean = grid.reduce(0, +) / 40
    #expect(abs(mean - uniform) < 1e-15)
    let highest = grid.max() ?? 0
    #expect(distribution.maximum + uniform >= highest)
  }

  /// 1_α of paper 003 for three spins 1: M = 0 and spin-flip parity ±1.
  private func sector(_ parity: Double, in space: CompositeSpace) throws -> DensityMatrix {
    var matrix = Matrix<ComplexDouble>(rows: 27, columns: 27)
    // Digits 0, 1, 2 stand for m = 1, 0, −1; M = 0 where they sum to 3, and a flip takes k to 26 − k.
    for k in 0..<27 where k / 9 + k / 3 % 3 + k % 3 == 3 {
      matrix[k, k] += ComplexDouble(0.5)
      matrix[k, 26 - k] += ComplexDouble(0.5 * parity)
    }
    return DensityMatrix(assumingValid: matrix / matrix.trace.real)
  }

  @Test func paper003HasItsTwoKindsOfConfigurations() throws {
    let chain = try CompositeSpace(count: 3, of: .spin(1), named: "s")
    let even = try PhaseDifferenceDistribution(of: sector(1, in: chain), in: chain)
    // ρ_{k, 26−k} = 1/8 for each of 6 elements (D = 4), h₂(0)² = 1/2 twice: C = 1/32;
    // S_d = (2π)⁻²(1 + (1/16)(cos 2φ′₁ + cos 2φ′₂ + cos 2(φ′₁ − φ′₂))).
    let unit = 1 / (4 * Double.pi * Double.pi)
    #expect(abs(even.maximum - unit * 3 / 16) < 1e-15)
    // The configuration at the maximum has χ = 0 or 1: (0, 0, 0) or (0, 0, π).
    let chi = PhaseConfiguration.chi(even.maximumAngles[0], even.maximumAngles[1])
    #expect(chi < 1e-7 || abs(chi - 1) < 1e-7)
    // D = 3 and the other sign: the least of three cosines is −3/2, at χ = 1/4 and 1.
    let odd = try PhaseDifferenceDistribution(of: sector(-1, in: chain), in: chain)
    #expect(abs(odd.maximum - unit * (1.0 / 12) * 1.5) < 1e-15)
    // Fig. 2(c) and (f): P(0) = 1/4 and P(1) = 3/4 for c₀₊ > c₀₋, P(1/4) = 3/4 and P(1) = 1/4 otherwise. The grid has the
    // symmetry of the maxima, so that each of them has as many points.
    func shares(_ distribution: PhaseDifferenceDistribution) -> [Double] {
      let kinds = distribution.configurations(above: 0.999).map {
        PhaseConfiguration.chi($0[0], $0[1])
      }
      return [0, 0.25, 1].map { peak in
        Double(kinds.count { abs($0 - peak) < 0.07 }) / Double(kinds.count)
      }
    }
    #expect(zip(shares(even), [0.25, 0, 0.75]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(shares(odd), [0, 0.75, 0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func diagonalStatesHaveNone() throws {
    let chain = try CompositeSpace(count: 4, of: .spin(1), named: "s")
    let state = DensityMatrix(
      assumingValid: .diagonal((0..<81).map { ComplexDouble(Double($0 + 1) * 2 / (81 * 82)) }))
    let distribution = try PhaseDifferenceDistribution(of: state, in: chain)
    #expect(distribution.maximum == 0)
    #expect(distribution.configurations().isEmpty)
  }

  @Test func aCommonTurnChangesNothing() throws {
    var generator = Philox(seed: 3)
    let chain = try CompositeSpace(count: 3, of: .spin(1), named: "s")
    let state = chain.randomDensityMatrix(.induced(rank: 2), using: &generator)
    let z = try chain.names.map { try chain.embed(Spin(1).z, in: $0) }
    let total: Operator = z[0] + z[1] + z[2]
    let turn = try total.hermitianFunction { ComplexDouble(length: 1, phase: -0.7 * $0) }.dense
    let turned = DensityMatrix(assumingValid: turn * state.matrix * turn.adjoint)
    let before = try PhaseDifferenceDistribution(of: state, in: chain)
    let after = try PhaseDifferenceDistribution(of: turned, in: chain)
    #expect(abs(before.maximum - after.maximum) < 1e-13)
    for (a, b) in zip(before.grid(count: 12), after.grid(count: 12)) { #expect(abs(a - b) < 1e-14) }
    // One spin turned by φ moves its difference by φ.
    let one = try z[0].hermitianFunction { ComplexDouble(length: 1, phase: -0.5 * $0) }.dense
    let shifted = try PhaseDifferenceDistribution(
      of: DensityMatrix(assumingValid: one * state.matrix * one.adjoint), in: chain)
    #expect(abs(shifted.density(at: [1.5, 2]) - before.density(at: [1, 2])) < 1e-14)
    #expect(before.grid(count: 12).allSatisfy { $0 >= 0 })
  }

  @Test func manySpinsAreSearchedWithoutAGrid() throws {
    // Eight spins in phase: a product of coherent states on the equator, of differences 0.
    let register = try CompositeSpace(count: 8, of: .twoLevel, named: "q")
    let plus = try (TwoLevel.excited + TwoLevel.ground).normalized()
    var factors: [String: Ket] = [:]
    for name in register.names { factors[name] = plus }
    let distribution = try PhaseDifferenceDistribution(
      of: DensityMatrix(register.ket(factors)), in: register)
    // The density at the top is that of differences 0, which is a maximum by symmetry and positivity of all C.
    let top = distribution.deviation(at: [Double](repeating: 0, count: 7))
    #expect(abs(distribution.maximum - top) < 1e-9 * top)
  }

  @Test func chiIsUniformForUniformAngles() throws {
    var generator = Philox(seed: 1)
    var counts = [Int](repeating: 0, count: 8)
    for _ in 0..<8000 {
      let chi = PhaseConfiguration.chi(
        .random(in: 0..<(2 * .pi), using: &generator),
        .random(in: 0..<(2 * .pi), using: &generator),
        .random(in: 0..<(2 * .pi), using: &generator))
      counts[min(7, Int(chi * 8))] += 1
    }
    // 1000 ± 30 in each; five deviations.
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    #expect(abs(PhaseConfiguration.chi(0, 2 * .pi / 3, -2 * .pi / 3) - 1) < 1e-12)
    #expect(abs(PhaseConfiguration.chi(0, .pi / 3, -.pi / 3) - 0.25) < 1e-12)
    #expect(abs(PhaseConfiguration.chi(0.3, 0.3, 0.3 + .pi) - 1) < 1e-12)
    #expect(PhaseConfiguration.chi(5, 5, 5 - 2 * .pi) < 1e-25)
  }

  @Test func otherSubsystemsAreRefused() throws {
    let space = try CompositeSpace(["s": .spin(1), "m": .mode(levels: 3)])
    #expect(throws: SynchronizationError.self) {
      try PhaseDifferenceDistribution(of: .maximallyMixed(dimension: 9), in: space)
    }
    let pair = try CompositeSpace(count: 2, of: .spin(1), named: "s")
    #expect(throws: SynchronizationError.self) {
      try PhaseDifferenceDistribution(of: .maximallyMixed(dimension: 4), in: pair)
    }
  }
}
