import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct FloquetMapTests {
  @Test func circularDriveHasTheMultipliersOfItsRotatingFrame() throws {
    // In the frame that rotates with the drive the generator is constant; after a period the frame is back.
    let (detuning, drive, rabi, gamma) = (0.6, 4.4, 0.8, 0.3)
    let jump = gamma.squareRoot() * TwoLevel.sigmaMinus
    let hamiltonian =
      ((detuning + drive) / 2) * TwoLevel.sigmaZ
      + Modulation.cosine(angularFrequency: drive) * ((rabi / 2) * TwoLevel.sigmaX)
      + Modulation.cosine(angularFrequency: drive, phase: -Double.pi / 2)
      * ((rabi / 2) * TwoLevel.sigmaY)
    let map = try FloquetMap(
      try TimeDependentLiouvillian(hamiltonian: hamiltonian, jumpOperators: [jump]))
    let rotating = try Liouvillian(
      hamiltonian: (detuning / 2) * TwoLevel.sigmaZ + (rabi / 2) * TwoLevel.sigmaX,
      jumpOperators: [jump])
    #expect(abs(map.period - 2 * Double.pi / drive) < 1e-14)
    let spectrum = try map.allMultipliers()
    let exact = try rotating.superoperator.dense.eigensystem().values
    for value in exact {
      let expected = ComplexDouble.exp(ComplexDouble(map.period) * value)
      let nearest = spectrum.multipliers.map { ($0.value - expected).length }.min() ?? 1
      // The integrator's relative tolerance is 1e-9.
      #expect(nearest < 1e-7)
      let distance = spectrum.multipliers.map { ($0.exponent - value).length }.min() ?? 1
      #expect(distance < 1e-7)
    }
    #expect(spectrum.isComplete && spectrum.multipliers.count == 4)
    #expect(spectrum.steadyStateCount == 1)
    let steady = try map.steadyState()
    let expected = try rotating.steadyState().densityMatrix
    #expect((steady.densityMatrix.matrix - expected.matrix).largestModulus < 1e-7)
    #expect(steady.residual < 1e-8)
  }

  @Test func piecewiseConstantMapsEqualProductsOfExponentials() throws {
    let (generator, exact) = try piecewise()
    let map = try FloquetMap(generator)
    let matrix = try map.matrix()
    // Series with a hundredth of the tolerance 1e-9.
    #expect((matrix - exact).largestModulus < 1e-8)
    #expect((try map.matrix(threadCount: 1) - matrix).largestModulus == 0)
  }

  @Test func arnoldiFindsTheLeadingMultipliersOfTheWholeMap() throws {
    let (generator, exact) = try piecewise()
    let map = try FloquetMap(generator)
    let leading = try map.leadingMultipliers(count: 5)
    let all = try exact.eigensystem().values.sorted { $0.length > $1.length }
    for (found, expected) in zip(leading.multipliers, all.prefix(leading.multipliers.count)) {
      #expect(abs(found.value.length - expected.length) < 1e-7)
      #expect(all.contains { ($0 - found.value).length < 1e-7 })
      #expect((found.residual ?? 1) < 1e-7)
    }
    #expect(leading.gap.map { abs($0 - (1 - all[1].length)) < 1e-7 } == true)
  }

  @Test func constantSegmentsAndRungeKuttaAgree() throws {
    // Paper 004's boson model, eq. (15) and (16), with 14 levels and N = 4.
    func map(isPiecewiseConstant: Bool) throws -> FloquetMap {
      let a = try Sample.annihilation(14)
      let square = (a + a.adjoint) * (a + a.adjoint)
      let end = 1.9 * Double.pi
      let steps = Modulation(
        name: "steps", timescale: end / 4, period: end, breakpoints: [0, Double.pi],
        isPiecewiseConstant: isPiecewiseConstant
      ) { $0 < Double.pi ? 1.5 : 0 }
      let term = -0.25 * square + (1.0 / 128) * (square * square)
      return try FloquetMap(
        try TimeDependentLiouvillian(
          hamiltonian: a.adjoint * a + steps * term,
          jumpOperators: [(0.1).squareRoot() * a]))
    }
    let fast = try map(isPiecewiseConstant: true).allMultipliers()
    let plain = try map(isPiecewiseConstant: false).allMultipliers()
    #expect(fast.method.contains("Faber") && plain.method.contains("DOP853"))
    // The parity a → −a divides both.
    #expect(fast.sectorCount == 2 && plain.sectorCount == 2)
    for k in 0..<12 {
      #expect(abs(fast.multipliers[k].value.length - plain.multipliers[k].value.length) < 1e-6)
    }
    let steady = try map(isPiecewiseConstant: true).steadyState()
    #expect(steady.residual < 1e-9)
    #expect(steady.smallestEigenvalue > -1e-9)
    #expect(abs(steady.densityMatrix.trace - 1) < 1e-12)
  }

  @Test func drivenKerrModeAgreesWithQuTiP() throws {
    // Oracles/drives_and_correlations.txt.
    let map = try FloquetMap(try Sample.drivenKerrMode().generator)
    let oracle = [
      ComplexDouble(1, 0), ComplexDouble(-0.3136074850, 0.1345749320),
      ComplexDouble(-0.3136074850, -0.1345749320), ComplexDouble(0.2797762909, 0),
      ComplexDouble(0.0540627877, 0.0672339618), ComplexDouble(0.0540627877, -0.0672339618),
    ]
    let found = try map.leadingMultipliers(count: 6).multipliers
    for value in oracle {
      // The integrator's tolerance.
      #expect((found.map { ($0.value - value).length }.min() ?? 1) < 1e-7)
    }
  }

  @Test func stroboscopicEvolutionSamplesTheDynamics() throws {
    let (generator, a) = try Sample.drivenKerrMode()
    let map = try FloquetMap(generator, start: 0.4)
    let vacuum = DensityMatrix(try Sample.fock(0, levels: 8))
    let strobe = try map.stroboscopicEvolution(
      from: vacuum, periodCount: 5, observing: ["n": a.adjoint * a, "a": a])
    let fine = try generator.evolve(
      from: vacuum, times: strobe.times, observing: ["n": a.adjoint * a])
    #expect(strobe.times.count == 6)
    for (x, y) in zip(strobe["n"], fine["n"]) { #expect(abs(x - y) < 1e-6) }
    #expect(strobe.expectationValues["a"] == nil)
    let late = try map.stroboscopicEvolution(
      from: vacuum, periodCount: 60, observing: ["n": a.adjoint * a])
    let steady = try map.steadyState()
    let number = steady.densityMatrix.expectationValue(of: a.adjoint * a).real
    #expect(abs((late["n"].last ?? 0) - number) < 1e-7)
  }

  @Test func degenerateMultipliersOfLargeMapsAreNoticed() throws {
    // Photon-number dephasing keeps all nine populations; Arnoldi's method alone would return one of them.
    let mode = try BosonicMode(levels: 9)
    let generator = try TimeDependentLiouvillian(
      hamiltonian: mode.number + Modulation.cosine(angularFrequency: 2) * mode.number,
      jumpOperators: [mode.number])
    #expect {
      try FloquetMap(generator).steadyState()
    } throws: { ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique }
  }

  @Test func severalSteadyStatesAreAnError() throws {
    // Dephasing along the drive keeps every population of σx.
    let generator = try TimeDependentLiouvillian(
      hamiltonian: 0 * TwoLevel.sigmaZ
        + Modulation.cosine(angularFrequency: 2) * Operator.zero(dimension: 2),
      jumpOperators: [TwoLevel.sigmaX])
    #expect {
      try FloquetMap(generator).steadyState()
    } throws: { ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique }
  }

  @Test func generatorsWithoutPeriodAreAnError() throws {
    let generator = try TimeDependentLiouvillian(
      hamiltonian: TwoLevel.sigmaZ
        + Modulation.gaussianPulse(center: 1, width: 1) * TwoLevel.sigmaX)
    #expect { try FloquetMap(generator) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try FloquetMap(generator, period: 3) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  /// A generator of two pieces without any symmetry, and its map by matrix exponentials.
  private func piecewise() throws -> (TimeDependentLiouvillian, Matrix<Double>) {
    let first = try Sample.generic(dimension: 4, jumpCount: 1, seed: 3)
    let second = try Sample.generic(dimension: 4, jumpCount: 0, seed: 4)
    let jumps = first.jumpOperators.map { 0.2 * $0 }
    let steps = Modulation.periodicSteps([(0.7, 2), (0.5, -1)])
    let generator = try TimeDependentLiouvillian(
      hamiltonian: first.hamiltonian + steps * second.hamiltonian, jumpOperators: jumps)
    let exponentials = try [(0.7, 2.0), (0.5, -1.0)].map { time, value in
      let piece = try Liouvillian(
        hamiltonian: first.hamiltonian + value * second.hamiltonian, jumpOperators: jumps)
      return try (time * piece.realRepresentation.dense).exponential()
    }
    return (generator, exponentials[1] * exponentials[0])
  }
}
