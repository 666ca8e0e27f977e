import LinearAlgebra
import Testing

@Suite struct IterativeSolversTests {
  /// The Laplacian of a square grid with a drift: sparse and not symmetric.
  private static func grid(_ n: Int) -> SparseMatrix<Double> {
    var entries: [SparseMatrix<Double>.Entry] = []
    for i in 0..<n {
      for j in 0..<n {
        let row = i * n + j
        entries.append(.init(row: row, column: row, value: 4.2))
        if i > 0 { entries.append(.init(row: row, column: row - n, value: -1.3)) }
        if i < n - 1 { entries.append(.init(row: row, column: row + n, value: -0.7)) }
        if j > 0 { entries.append(.init(row: row, column: row - 1, value: -1)) }
        if j < n - 1 { entries.append(.init(row: row, column: row + 1, value: -1)) }
      }
    }
    return SparseMatrix(rows: n * n, columns: n * n, entries: entries)
  }

  @Test func gmresSolvesWithAndWithoutPreconditioner() throws {
    let matrix = Self.grid(30)
    let expected = (0..<900).map { Double($0 % 7) - 3 }
    let right = matrix * expected
    let incomplete = IncompleteLU(matrix)
    let plain = try GMRES(tolerance: 1e-11).solve(
      right, matrix: { matrix * $0 }, preconditioner: { $0 })
    let preconditioned = try GMRES(tolerance: 1e-11).solve(
      right, matrix: { matrix * $0 }, preconditioner: incomplete.solve)
    for solution in [plain, preconditioned] {
      #expect(solution.relativeResidual <= 1e-11)
      // The condition number of this matrix is below 1e3.
      for (x, y) in zip(solution.values, expected) { #expect(abs(x - y) < 1e-7) }
    }
    #expect(3 * preconditioned.iterationCount < 2 * plain.iterationCount)
  }

  @Test func incompleteFactorsOfATridiagonalMatrixAreComplete() {
    let n = 40
    let matrix = SparseMatrix<Double>(
      rows: n, columns: n,
      entries: (0..<n).flatMap { i -> [SparseMatrix<Double>.Entry] in
        [
          .init(row: i, column: i, value: 3 + Double(i)),
          .init(row: i, column: (i + 1) % n, value: i + 1 < n ? -1.5 : 0),
          .init(row: i, column: max(i - 1, 0), value: i > 0 ? 0.8 : 0),
        ]
      })
    let expected = (0..<n).map { Double($0) - 11 }
    let solution = IncompleteLU(matrix).solve(matrix * expected)
    for (x, y) in zip(solution, expected) { #expect(abs(x - y) < 1e-11) }
  }

  @Test func gmresSaysWhereItEnded() {
    let matrix = Self.grid(30)
    #expect {
      try GMRES(tolerance: 1e-12, iterationLimit: 5).solve(
        matrix * [Double](repeating: 1, count: 900), matrix: { matrix * $0 }, preconditioner: { $0 }
      )
    } throws: {
      ($0 as? LinearAlgebraError)?.code == .notConverged
    }
  }

  @Test func singularValuesRebuildTheMatrix() throws {
    var generator = SplitMix64(seed: 3)
    let matrix = Matrix<Double>(rows: 9, columns: 9) { _, _ in generator.nextSymmetric() }
    let result = try matrix.singularValueDecomposition()
    let rebuilt = result.leftVectors * .diagonal(result.values) * result.rightVectors.transposed
    #expect((rebuilt - matrix).largestModulus < 1e-14)
    #expect(zip(result.values, result.values.dropFirst()).allSatisfy { $0 >= $1 })
  }
}
