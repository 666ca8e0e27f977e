import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct DensityMatrixTests {
  private static func code(_ rows: [[ComplexDouble]]) -> QuantumError.Code? {
    do {
      _ = try DensityMatrix(Matrix(rowMajor: rows))
      return nil
    } catch {
      return (error as? QuantumError)?.code
    }
  }

  @Test func invalidMatricesAreRefusedWithTheirReason() throws {
    #expect(Self.code([[0.5, 0.25], [0.25, 0.5]].map { $0.map { ComplexDouble($0) } }) == nil)
    #expect(Self.code([[1, 0]]) == .dimensionMismatch)
    #expect(Self.code([]) == .dimensionMismatch)
    #expect(Self.code([[ComplexDouble(.nan, 0), 0], [0, 1]]) == .notFinite)
    #expect(Self.code([[1, 1], [0, 0]]) == .notHermitian)
    #expect(Self.code([[ComplexDouble(1, 0.1), 0], [0, 0]]) == .notHermitian)
    #expect(Self.code([[1, 0], [0, 1]]) == .wrongTrace)
    #expect(Self.code([[2, 0], [0, -1]]) == .notPositive)
    // Positive diagonal, unit trace, and still not positive: the coherence is too large.
    #expect(
      Self.code([
        [ComplexDouble(0.5), ComplexDouble(0, 0.6)], [ComplexDouble(0, -0.6), ComplexDouble(0.5)],
      ]) == .notPositive)
  }

  @Test func messagesNameWhatCame() throws {
    #expect { try DensityMatrix(Matrix<ComplexDouble>(rows: 2, columns: 3)) } throws: {
      "\($0)".contains("2 × 3")
    }
  }

  @Test func pureStatesHavePurityOneAndNoEntropy() throws {
    let state = DensityMatrix(try Spin(twice: 9).coherentState(polar: 1, azimuth: 2))
    #expect(abs(state.purity - 1) < 1e-14)
    #expect(abs(state.trace - 1) < 1e-14)
    #expect(try state.vonNeumannEntropy() < 1e-12)
    #expect(try state.isPositive())
    #expect(try abs(#require(state.eigenvalues().last) - 1) < 1e-14)
    _ = try DensityMatrix(state.matrix)
  }

  @Test func theMaximallyMixedStateHasEntropyLnD() throws {
    let state = DensityMatrix.maximallyMixed(dimension: 7)
    #expect(abs(state.purity - 1.0 / 7) < 1e-15)
    #expect(try abs(state.vonNeumannEntropy() - .log(7)) < 1e-14)
    #expect(try state.eigenvalues().allSatisfy { abs($0 - 1.0 / 7) < 1e-15 })
  }

  @Test func expectationValuesAgreeWithTraces() throws {
    let spin = try Spin(twice: 4)
    let a = DensityMatrix(spin.coherentState(polar: 1, azimuth: 2)).matrix
    let b = DensityMatrix(spin.coherentState(polar: 2, azimuth: -1)).matrix
    let state = try DensityMatrix(0.25 * a + 0.75 * b)
    for observable in [spin.x, spin.y, spin.z, spin.plus, spin.plus * spin.z] {
      let trace = (observable.dense * state.matrix).trace
      #expect((state.expectationValue(of: observable) - trace).length < 1e-14)
    }
    #expect(
      abs(state.expectationValue(of: spin.z).real - 2 * (0.25 * .cos(1) + 0.75 * .cos(2))) < 1e-14)
  }

  @Test func aTwoLevelMixtureHasTheClosedFormEntropy() throws {
    // Bloch vector of length r = 0.6: eigenvalues (1 ± r)/2.
    let state = try DensityMatrix(
      Matrix(rowMajor: [
        [ComplexDouble(0.5), ComplexDouble(0.18, -0.24)],
        [ComplexDouble(0.18, 0.24), ComplexDouble(0.5)],
      ]))
    #expect(try abs(state.vonNeumannEntropy() - (-0.8 * .log(0.8) - 0.2 * .log(0.2))) < 1e-14)
    #expect(abs(state.purity - (1 + 0.36) / 2) < 1e-15)
    #expect(abs(state.expectationValue(of: TwoLevel.sigmaY).real - 0.48) < 1e-15)
  }

  @Test func mixturesAddWithTheirProbabilities() throws {
    let (up, down) = (DensityMatrix(TwoLevel.excited), DensityMatrix(TwoLevel.ground))
    let mixed = try DensityMatrix.mixture(of: [(0.75, up), (0.25, down)])
    #expect(mixed.expectationValue(of: TwoLevel.sigmaZ) == ComplexDouble(0.5))
    #expect(throws: QuantumError.self) { try DensityMatrix.mixture(of: []) }
    for wrong in [0.5, -0.25, .nan, .infinity] {
      #expect {
        try DensityMatrix.mixture(of: [(0.75, up), (wrong, down)])
      } throws: { ($0 as? QuantumError)?.code == .invalidParameter }
    }
    #expect {
      try DensityMatrix.mixture(of: [(0.5, up), (0.5, .maximallyMixed(dimension: 3))])
    } throws: { ($0 as? QuantumError)?.code == .dimensionMismatch }
  }

  @Test func fidelityWithAPureStateIsTheOverlap() throws {
    let spin = try Spin(twice: 6)
    let (a, b) = (
      spin.coherentState(polar: 1, azimuth: 2), spin.coherentState(polar: 1.4, azimuth: 2.2)
    )
    #expect(abs(DensityMatrix(a).fidelity(with: b) - a.innerProduct(with: b).lengthSquared) < 1e-14)
    #expect(abs(DensityMatrix(a).fidelity(with: ComplexDouble(0, 3) * a) - 1) < 1e-14)
  }
}
