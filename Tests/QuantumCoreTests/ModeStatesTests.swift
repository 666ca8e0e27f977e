import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct ModeStatesTests {
  @Test(arguments: [0, 0.3, 2, 5, 13, 14, 20, 30, 45] as [Double])
  func coherentStatesOfAnySizeAreEigenstates(size: Double) throws {
    // Factorials overflow from n = 171 on and e^(−|α|²/2) underflows from |α| = 39 on: neither is formed.
    let alpha = ComplexDouble(length: size, phase: 0.7)
    let mode = try BosonicMode(levels: Int(size * size + 12 * size + 30))
    let ket = try mode.coherentState(alpha)
    #expect(abs(ket.norm - 1) < 1e-13)
    let difference = mode.annihilation * ket - (alpha * ket)
    #expect(difference.norm < 1e-11 * max(1, size))
    let photons = ket.expectationValue(of: mode.number).real
    #expect(abs(photons - size * size) < 1e-11 * max(1, size * size))
  }

  @Test func theVacuumAmplitudeOfACoherentStateIsRealAndPositive() throws {
    let ket = try BosonicMode(levels: 40).coherentState(ComplexDouble(1, 2))
    #expect(ket.amplitudes[0].imaginary == 0)
    #expect(abs(ket.amplitudes[0].real - .exp(-2.5)) < 1e-15)
    #expect((ket.amplitudes[1] / ket.amplitudes[0] - ComplexDouble(1, 2)).length < 1e-14)
  }

  @Test func theLossIsThePoissonTail() throws {
    let mode = try BosonicMode(levels: 3)
    // 1 − e^(−1)(1 + 1 + 1/2).
    #expect(abs(mode.coherentLoss(1) - (1 - 2.5 * .exp(-1))) < 1e-15)
    // Far below rounding of 1 it keeps its digits: the first term of the tail leads.
    let small = mode.coherentLoss(1e-4)
    #expect(abs(small / (1e-24 / 6) - 1) < 1e-7)
    #expect(try BosonicMode(levels: 20).coherentLoss(13) > 0.999999)
  }

  @Test func statesThatDoNotFitAreRefusedWithTheirLoss() throws {
    let mode = try BosonicMode(levels: 20)
    #expect { try mode.coherentState(4) } throws: {
      let error = $0 as? QuantumError
      return error?.code == .truncated && error?.message.contains("at 20 levels") == true
        && error?.message.contains("0.188") == true
    }
    #expect(try abs(mode.coherentState(4, allowedLoss: 1).norm - 1) < 1e-14)
    #expect(throws: QuantumError.self) { try mode.thermalState(meanPhotons: 5) }
    #expect(throws: QuantumError.self) { try mode.squeezedVacuum(2) }
    #expect(throws: QuantumError.self) { try mode.evenCatState(4) }
    #expect(throws: QuantumError.self) { try mode.coherentState(ComplexDouble(.nan, 0)) }
    #expect(throws: QuantumError.self) { try mode.thermalState(meanPhotons: -1) }
  }

  @Test func displacedVacuumAndExactCoefficientsAgreeWhereLevelsSuffice() throws {
    let mode = try BosonicMode(levels: 60)
    let alpha = ComplexDouble(-1.1, 1.7)
    let difference =
      try mode.coherentState(alpha) - mode.coherentState(alpha, construction: .displacedVacuum)
    #expect(difference.norm < 1e-12)
  }

  @Test(arguments: [ComplexDouble(0.5), ComplexDouble(-0.3, 0.9), ComplexDouble(0, 1.5)])
  func squeezedVacuumHasTheVariancesOfItsParameter(parameter: ComplexDouble) throws {
    let mode = try BosonicMode(levels: 800)
    let ket = try mode.squeezedVacuum(parameter)
    let (r, theta) = (parameter.length, parameter.phase)
    // The quadrature along θ/2 is squeezed: x_φ = (a e^(−iφ) + a† e^(iφ))/√2.
    let rotated =
      (ComplexDouble(length: 1, phase: -theta / 2) * mode.annihilation
        + ComplexDouble(length: 1, phase: theta / 2) * mode.creation) / 2.0.squareRoot()
    #expect(abs((rotated * ket).norm - (0.5 * .exp(-2 * r)).squareRoot()) < 1e-10)
    #expect(
      abs(ket.expectationValue(of: mode.number).real - .sinh(r) * .sinh(r)) < 1e-9)
    #expect(ket.amplitudes[1] == .zero)
  }

  @Test func squeezedCoherentStatesAreDisplacedSqueezedVacua() throws {
    let mode = try BosonicMode(levels: 150)
    let (alpha, xi) = (ComplexDouble(1.5, -2), ComplexDouble(0.4, 0.5))
    let direct = try mode.squeezedCoherentState(alpha, squeezing: xi)
    let product = try mode.displacement(alpha) * mode.squeezedVacuum(xi)
    // Equal including the global phase; the exponential of 150 levels leaves 1e-13.
    #expect((direct - product).norm < 1e-11)
    let large = try BosonicMode(levels: 3000).squeezedCoherentState(45, squeezing: 0.5)
    #expect(abs(large.norm - 1) < 1e-12)
  }

  @Test func catsHaveTheirParity() throws {
    let mode = try BosonicMode(levels: 50)
    let alpha = ComplexDouble(1.3, 0.8)
    let (even, odd) = (try mode.evenCatState(alpha), try mode.oddCatState(alpha))
    #expect(abs(even.expectationValue(of: mode.parity).real - 1) < 1e-15)
    #expect(abs(odd.expectationValue(of: mode.parity).real + 1) < 1e-15)
    let (plus, minus) = (try mode.coherentState(alpha), try mode.coherentState(-alpha))
    #expect((try (plus + minus).normalized() - even).norm < 1e-14)
    #expect((try (plus - minus).normalized() - odd).norm < 1e-14)
    let general = try mode.catState(alpha, relativePhase: 2)
    let sum = try (plus + ComplexDouble(length: 1, phase: 2) * minus).normalized()
    #expect((general - sum).norm < 1e-14)
    // The small odd cat is |1⟩; subtracting two nearly equal kets would lose it.
    #expect(abs(try mode.oddCatState(1e-9).amplitudes[1].real - 1) < 1e-15)
    #expect { try mode.oddCatState(0) } throws: { ($0 as? QuantumError)?.code == .zeroNorm }
    // Even and odd levels alternate at the cut without fooling the sum of the tail.
    for levels in 10..<20 {
      let small = try BosonicMode(levels: levels)
      let loss = 1 - (0..<levels).reduce(0.0) { $0 + even.amplitudes[$1].lengthSquared }
      if loss > 1e-9 {
        #expect(throws: QuantumError.self) {
          try small.evenCatState(alpha, allowedLoss: 0.99 * loss)
        }
      }
      _ = try small.evenCatState(alpha, allowedLoss: 1.01 * loss + 1e-15)
    }
  }

  @Test func thermalStatesHaveTheirPhotons() throws {
    let mode = try BosonicMode(levels: 400)
    let state = try mode.thermalState(meanPhotons: 3)
    #expect(abs(state.expectationValue(of: mode.number).real - 3) < 1e-12)
    #expect(abs(state.purity - 1.0 / 7) < 1e-14)
    let cold = try mode.thermalState(meanPhotons: 0)
    #expect(cold[0, 0] == 1 && cold.purity == 1)
  }
}
