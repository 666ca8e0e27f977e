import ComplexModule
import LinearAlgebra
import Testing

@Suite struct SparseLUTests {
  @Test(arguments: SparseOrdering.allCases)
  func everyOrderingSolvesBothSystems(ordering: SparseOrdering) throws {
    let matrix = Sample.sparse(120, seed: 61)
    let factors = try SparseLU(matrix, ordering: ordering)
    let right = (0..<120).map { Double($0 % 7) - 3 }
    expectClose(matrix * (try factors.solve(right)), right)
    expectClose(matrix.transposed * (try factors.solveTransposed(right)), right)
    #expect(factors.report.size == 120)
    #expect(factors.report.factorEntryCount >= 120)
    #expect(factors.report.ordering == ordering)
  }

  @Test func complexTransposeIsNotConjugated() throws {
    let real = SparseMatrix<ComplexDouble>(Sample.sparse(60, seed: 62))
    let matrix = real + ComplexDouble(0, 1) * .diagonal((0..<60).map { ComplexDouble(Double($0)) })
    let factors = try SparseLU(matrix)
    let right = (0..<60).map { ComplexDouble(Double($0 % 5), 1) }
    let direct = zip(matrix * (try factors.solve(right)), right).map { ($0 - $1).length }
    let transposed = zip(matrix.transposed * (try factors.solveTransposed(right)), right)
      .map { ($0 - $1).length }
    // Entries up to 60 and solutions of order one.
    #expect((direct + transposed).allSatisfy { $0 < 1e-11 })
  }

  @Test func singularMatricesAreNamed() {
    let missingColumn = SparseMatrix<Double>(
      rows: 3, columns: 3,
      entries: [
        .init(row: 0, column: 0, value: 1), .init(row: 1, column: 0, value: 1),
        .init(row: 2, column: 2, value: 1),
      ])
    #expect { try SparseLU(missingColumn) } throws: {
      ($0 as? LinearAlgebraError)?.code == .singular
    }
    let dependentRows = SparseMatrix(Matrix<Double>(rowMajor: [[1, 2], [2, 4]]))
    #expect { try SparseLU(dependentRows) } throws: {
      ($0 as? LinearAlgebraError)?.code == .singular
    }
  }

  @Test func badInputIsRefused() throws {
    #expect { try SparseLU(SparseMatrix<Double>.zero(rows: 2, columns: 3)) } throws: {
      ($0 as? LinearAlgebraError)?.code == .shapeMismatch
    }
    #expect { try SparseLU(SparseMatrix<Double>.diagonal([1, .nan])) } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
    let factors = try SparseLU(SparseMatrix<Double>.identity(3))
    #expect { try factors.solve([1]) } throws: {
      ($0 as? LinearAlgebraError)?.code == .shapeMismatch
    }
  }

  @Test func conditionEstimateIsNearTheTruth() throws {
    let matrix = Sample.sparse(40, seed: 63)
    let inverse = try matrix.dense.solve(.identity(40))
    let estimate = try SparseLU(matrix).inverseNormEstimate()
    // Higham's estimate is a lower bound, seldom off by more than a factor of three.
    #expect(estimate <= inverse.oneNorm * (1 + 1e-10))
    #expect(estimate >= inverse.oneNorm / 3)
  }

  @Test func factorsMayBeSharedBetweenTasks() async throws {
    let matrix = Sample.sparse(80, seed: 64)
    let factors = try SparseLU(matrix)
    let right = (0..<80).map { Double($0) }
    let expected = try factors.solve(right)
    let all = try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<8 { group.addTask { try factors.solve(right) } }
      return try await group.reduce(into: [[Double]]()) { $0.append($1) }
    }
    #expect(all.allSatisfy { $0 == expected })
  }

  private func expectClose(_ left: [Double], _ right: [Double]) {
    // Entries up to 40 and solutions of order one.
    #expect(zip(left, right).allSatisfy { abs($0 - $1) < 1e-11 })
  }
}
