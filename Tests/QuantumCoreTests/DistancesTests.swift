import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct DistancesTests {
  @Test func fidelityWithPureStatesIsTheOverlap() throws {
    var random = Philox(seed: 20)
    let spin = try Spin(twice: 5)
    for _ in 0..<5 {
      let state = spin.randomDensityMatrix(using: &random)
      let ket = spin.randomKet(using: &random)
      #expect(abs(try state.fidelity(with: DensityMatrix(ket)) - state.fidelity(with: ket)) < 1e-7)
    }
  }

  @Test func theTwoMeasuresObeyFuchsAndVanDeGraaf() throws {
    var random = Philox(seed: 21)
    let spin = try Spin(twice: 4)
    for _ in 0..<20 {
      let a = spin.randomDensityMatrix(using: &random)
      let b = spin.randomDensityMatrix(.bures, using: &random)
      let (fidelity, distance) = (try a.fidelity(with: b), try a.traceDistance(to: b))
      #expect(abs(fidelity - (try b.fidelity(with: a))) < 1e-12)
      #expect(1 - fidelity.squareRoot() <= distance + 1e-12)
      #expect(distance <= (1 - fidelity).squareRoot() + 1e-12)
      #expect(abs(try a.fidelity(with: a) - 1) < 1e-13)
      #expect(try a.traceDistance(to: a) == 0)
      let turn = spin.randomUnitary(using: &random).dense
      let turned = DensityMatrix(assumingValid: turn * a.matrix * turn.adjoint)
      let other = DensityMatrix(assumingValid: turn * b.matrix * turn.adjoint)
      #expect(abs(try turned.traceDistance(to: other) - distance) < 1e-13)
    }
  }

  @Test func orthogonalStatesAreFarthest() throws {
    let (up, down) = (DensityMatrix(TwoLevel.excited), DensityMatrix(TwoLevel.ground))
    #expect(try up.fidelity(with: down) == 0)
    #expect(try abs(up.traceDistance(to: down) - 1) < 1e-15)
  }
}
