import ComplexModule
import LinearAlgebra
import Testing

@Suite struct LinearSystemTests {
  @Test func denseSolutionSatisfiesItsEquations() throws {
    let matrix = Sample.complex(12, 12, seed: 51)
    let right = Sample.complex(12, 3, seed: 52)
    let solution = try matrix.solve(right)
    #expect((matrix * solution - right).largestModulus < 1e-12)
    let real = Sample.real(7, 7, seed: 53)
    let vector = (0..<7).map(Double.init)
    for (left, expected) in zip(real * (try real.solve(vector)), vector) {
      #expect(abs(left - expected) < 1e-12)
    }
  }

  @Test func singularAndMisshapenSystemsAreRefused() {
    let singular = Matrix<Double>(rowMajor: [[1, 2], [2, 4]])
    #expect { try singular.solve([1, 1]) } throws: {
      ($0 as? LinearAlgebraError)?.code == .singular
    }
    #expect { try Matrix<Double>.identity(2).solve([1, 1, 1]) } throws: {
      ($0 as? LinearAlgebraError)?.code == .shapeMismatch
    }
    #expect { try Matrix<Double>.identity(1).solve([Double.nan]) } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
  }
}
