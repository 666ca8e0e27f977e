import ComplexModule
import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixExponentialTests {
  @Test(arguments: [1e-3, 0.1, 0.9, 2.0, 5.0, 30.0])
  func rotationHasItsClosedForm(angle: Double) throws {
    // The norms go through all Padé degrees and through scaling.
    let rotation = try Matrix<Double>(rowMajor: [[0, -angle], [angle, 0]]).exponential()
    let expected = Matrix<Double>(rowMajor: [[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
    // Squaring multiplies rounding errors by the angle.
    #expect((rotation - expected).largestModulus < 1e-15 * max(4, 4 * angle))
  }

  @Test func nilpotentSeriesEnds() throws {
    let matrix = Matrix<Double>(rowMajor: [[0, 1e4, 0], [0, 0, 1e4], [0, 0, 0]])
    let result = try matrix.exponential()
    #expect(abs(result[0, 2] / 5e7 - 1) < 1e-14)
    #expect(result[0, 0] == 1)
  }

  @Test func diagonalizationGivesTheSame() throws {
    let general = Sample.complex(8, 8, seed: 31)
    let hermitian = general + general.adjoint
    let system = try hermitian.hermitianEigensystem()
    let phases = Matrix<ComplexDouble>.diagonal(
      system.values.map { ComplexDouble(cos($0), sin($0)) })
    let expected = system.vectors * phases * system.vectors.adjoint
    let unitary = try (ComplexDouble(0, 1) * hermitian).exponential()
    #expect((unitary - expected).largestModulus < 1e-13)
    #expect((unitary * unitary.adjoint - .identity(8)).largestModulus < 1e-13)
  }

  @Test func badInputIsRefused() {
    #expect(throws: LinearAlgebraError.self) {
      try Matrix<Double>(rows: 2, columns: 3).exponential()
    }
    #expect { try Matrix<Double>(rowMajor: [[.nan]]).exponential() } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
    #expect { try Matrix<Double>(rowMajor: [[1e6]]).exponential() } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
  }
}
