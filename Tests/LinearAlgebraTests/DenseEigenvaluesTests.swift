import ComplexModule
import LinearAlgebra
import Testing

@Suite struct DenseEigenvaluesTests {
  @Test func hermitianSystemRebuildsTheMatrix() throws {
    let general = Sample.complex(9, 9, seed: 41)
    let matrix = general + general.adjoint
    let system = try matrix.hermitianEigensystem()
    let diagonal = Matrix<ComplexDouble>.diagonal(system.values.map { ComplexDouble($0) })
    let rebuilt = system.vectors * diagonal * system.vectors.adjoint
    #expect((rebuilt - matrix).largestModulus < 1e-13)
    #expect(system.values == system.values.sorted())
  }

  @Test func complexSystemHasBothKindsOfVectors() throws {
    let matrix = Sample.complex(9, 9, seed: 42)
    let system = try matrix.eigensystem()
    try expectEigenvectors(of: matrix, system)
  }

  @Test func realSystemHasExactPairs() throws {
    let matrix = Sample.real(10, 10, seed: 43)
    let system = try matrix.eigensystem()
    try expectEigenvectors(of: Matrix<ComplexDouble>(matrix), system)
    for value in system.values where value.imaginary != 0 {
      #expect(system.values.contains(value.conjugate))
    }
    let sum = system.values.reduce(ComplexDouble.zero, +)
    #expect((sum - ComplexDouble(matrix.trace)).length < 1e-13)
  }

  @Test func conditionNumberMatchesItsClosedForm() throws {
    // For [[1, c], [0, 2]] both eigenvalues have κ = √(1 + c²).
    let system = try Matrix<Double>(rowMajor: [[1, 1000], [0, 2]]).eigensystem()
    for condition in system.conditionNumbers {
      // The eigenvalues themselves carry κ roundings.
      #expect(abs(condition / (1 + 1e6).squareRoot() - 1) < 1e-9)
    }
  }

  @Test func badInputIsRefused() {
    #expect { try Matrix<Double>(rows: 2, columns: 3).eigensystem() } throws: {
      ($0 as? LinearAlgebraError)?.code == .shapeMismatch
    }
    #expect {
      try Matrix<ComplexDouble>(rowMajor: [[0, 1], [0, 0]]).hermitianEigensystem()
    } throws: {
      ($0 as? LinearAlgebraError)?.code == .notHermitian
    }
    #expect { try Matrix<Double>(rowMajor: [[.infinity]]).eigensystem() } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
  }

  private func expectEigenvectors(
    of matrix: Matrix<ComplexDouble>, _ system: Eigensystem
  ) throws {
    for (k, value) in system.values.enumerated() {
      let right = system.rightVectors.column(k)
      let image = matrix * right
      let left = system.leftVectors.column(k)
      let leftImage = matrix.adjoint * left
      for i in right.indices {
        #expect((image[i] - value * right[i]).length < 1e-12)
        // A† w = λ* w is wᴴ A = λ wᴴ.
        #expect((leftImage[i] - value.conjugate * left[i]).length < 1e-12)
      }
    }
  }
}
