import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct BosonicModeTests {
  @Test func theCommutatorIsOneBelowTheLastLevel() throws {
    let mode = try BosonicMode(levels: 9)
    let expected = [Double](repeating: 1, count: 8) + [-8]
    #expect(
      mode.annihilation.commutator(with: mode.creation)
        .isApproximatelyEqual(to: .diagonal(expected), tolerance: 1e-14))
    let quadratures = mode.position.commutator(with: mode.momentum)
    #expect(
      quadratures.isApproximatelyEqual(
        to: ComplexDouble(0, 1) * Operator.diagonal(expected), tolerance: 1e-14))
  }

  @Test func laddersNumberAndParityActOnFockStates() throws {
    let mode = try BosonicMode(levels: 6)
    for n in 1..<6 {
      let lowered = mode.annihilation * (try mode.fockState(n))
      #expect(abs(lowered.amplitudes[n - 1].real - Double(n).squareRoot()) < 1e-15)
      #expect(abs(lowered.norm - Double(n).squareRoot()) < 1e-14)
    }
    #expect((mode.annihilation * mode.vacuum).norm == 0)
    #expect((mode.creation * (try mode.fockState(5))).norm == 0)
    #expect(
      mode.number.isApproximatelyEqual(to: mode.creation * mode.annihilation, tolerance: 1e-14))
    #expect(mode.parity * mode.annihilation * mode.parity == -mode.annihilation)
    #expect(mode.number.form == .diagonal)
  }

  @Test func displacementAndSqueezingAreUnitaryAndInvert() throws {
    let mode = try BosonicMode(levels: 30)
    for parameter in [ComplexDouble(0.7, -0.2), ComplexDouble(3, 4), .zero] {
      let maps: [(ComplexDouble) throws -> Operator] = [mode.displacement, mode.squeezing]
      for map in maps {
        let unitary = try map(parameter)
        // 30 products of numbers of modulus below 1.
        #expect(
          (unitary * unitary.adjoint).isApproximatelyEqual(to: mode.identity, tolerance: 1e-13))
        #expect(unitary.adjoint.isApproximatelyEqual(to: try map(-parameter), tolerance: 1e-12))
      }
    }
  }

  @Test func displacementShiftsTheAnnihilationOperatorFarBelowTheCut() throws {
    let mode = try BosonicMode(levels: 60)
    let alpha = ComplexDouble(0.6, 0.8)
    let shifted =
      try mode.displacement(alpha).adjoint * mode.annihilation * mode.displacement(alpha)
    let expected = mode.annihilation + alpha * mode.identity
    for i in 0..<10 {
      for j in 0..<10 { #expect((shifted[i, j] - expected[i, j]).length < 1e-12) }
    }
  }

  @Test func transitionsAndProjectorsAreMatrixUnits() throws {
    let atom = try NLevelSystem(levels: 3)
    let raise = try atom.transition(to: 2, from: 0)
    #expect(raise[2, 0] == 1)
    #expect(raise.nonzeroCount == 1)
    #expect(try raise * raise.adjoint == atom.projector(onto: 2))
    #expect(try raise * atom.basisState(0) == atom.basisState(2))
    #expect { try atom.transition(to: 3, from: 0) } throws: {
      ($0 as? QuantumError)?.message == "The basis has the indices 0 to 2, but 3 came."
    }
  }

  @Test func spacesWithoutLevelsAreRefused() {
    #expect(throws: QuantumError.self) { try BosonicMode(levels: 0) }
    #expect(throws: QuantumError.self) { try NLevelSystem(levels: -1) }
    #expect(throws: QuantumError.self) { try HilbertSpace.mode(levels: 0) }
  }

  @Test func oneLevelHasOnlyTheVacuum() throws {
    let mode = try BosonicMode(levels: 1)
    #expect(mode.annihilation == .zero(dimension: 1))
    #expect(mode.vacuum.amplitudes == [1])
  }
}
