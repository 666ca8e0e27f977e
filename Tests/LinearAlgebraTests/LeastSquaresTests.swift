import ComplexModule
import LinearAlgebra
import Testing

@Suite struct LeastSquaresTests {
  @Test func lineThroughThreePointsIsTheTextbookOne() throws {
    // y = 1, 2, 4 at x = 0, 1, 2: slope 3/2, intercept 5/6.
    let matrix = Matrix<Double>(rowMajor: [[1, 0], [1, 1], [1, 2]])
    let fit = try matrix.leastSquares([1, 2, 4])
    #expect(abs(fit.solution[0] - 5.0 / 6) < 1e-14)
    #expect(abs(fit.solution[1] - 1.5) < 1e-14)
    #expect(fit.rank == 2)
  }

  @Test func residualIsOrthogonalToTheColumns() throws {
    var generator = SplitMix64(seed: 7)
    let matrix = Matrix<ComplexDouble>(rows: 9, columns: 4) { _, _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    let right = (0..<9).map { _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    let fit = try matrix.leastSquares(right)
    let residual = zip(matrix * fit.solution, right).map { $0 - $1 }
    #expect((matrix.adjoint * residual).allSatisfy { $0.length < 1e-13 })
  }

  @Test func deficientMatrixGivesTheShortestSolution() throws {
    let matrix = Matrix<Double>(rowMajor: [[1, 1], [1, 1]])
    let fit = try matrix.leastSquares([2, 2])
    #expect(fit.rank == 1)
    #expect(fit.solution.allSatisfy { abs($0 - 1) < 1e-14 })
  }

  @Test func wrongLengthIsRefused() {
    let matrix = Matrix<Double>(rows: 3, columns: 2, repeating: 1)
    #expect(throws: LinearAlgebraError.self) { try matrix.leastSquares([1, 2]) }
  }

  @Test func rightSingularVectorsRebuildTheGramMatrix() throws {
    var generator = SplitMix64(seed: 3)
    let matrix = Matrix<ComplexDouble>(rows: 7, columns: 3) { _, _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    let (values, vectors) = try matrix.rightSingularVectors()
    let squares = Matrix<ComplexDouble>.diagonal(values.map { ComplexDouble($0 * $0) })
    let difference = vectors * squares * vectors.adjoint - matrix.adjoint * matrix
    #expect(difference.largestModulus < 1e-13)
  }
}
