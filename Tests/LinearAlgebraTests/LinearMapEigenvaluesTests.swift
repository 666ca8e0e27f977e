import ComplexModule
import LinearAlgebra
import Testing

@Suite struct LinearMapEigenvaluesTests {
  @Test func findsTheLargestOfTheDenseSpectrum() throws {
    let matrix = SparseMatrix<ComplexDouble>(Sample.sparse(80, seed: 91))
    let dense = try matrix.dense.eigensystem().values.map(\.length).sorted(by: >)
    let found = try linearMapEigenvalues(dimension: 80, count: 5) { matrix * $0 }
    #expect(found.count == 5)
    for (k, eigenvalue) in found.enumerated() {
      #expect(abs(eigenvalue.value.length - dense[k]) < 1e-8)
      #expect(eigenvalue.residual < 1e-7)
    }
  }

  @Test func badMapsAreRefused() {
    #expect { try linearMapEigenvalues(dimension: 5, count: 3) { $0 } } throws: {
      ($0 as? LinearAlgebraError)?.code == .invalidArgument
    }
    #expect {
      try linearMapEigenvalues(dimension: 50, count: 3) { Array($0.dropLast()) }
    } throws: { ($0 as? LinearAlgebraError)?.code == .shapeMismatch }
  }

  @Test func windingCountsTheDenseEigenvalues() throws {
    let matrix = Sample.sparse(60, seed: 92)
    let dense = try matrix.dense.eigensystem().values
    let corners = [
      ComplexDouble(-2, -1.5), ComplexDouble(1.5, -1), ComplexDouble(2, 2),
      ComplexDouble(-1.5, 1.2),
    ]
    // A convex polygon: inside is left of every side.
    let inside = dense.filter { value in
      corners.indices.allSatisfy { k in
        let (a, b) = (corners[k], corners[(k + 1) % 4])
        let (side, offset) = (b - a, value - a)
        return side.real * offset.imaginary - side.imaginary * offset.real > 0
      }
    }
    let count = try countEigenvalues(of: matrix, inside: corners)
    #expect(count.count == inside.count)
    #expect(count.windingError < 1e-9)
    #expect(inside.count > 0)
  }

  @Test(arguments: [nil, (0..<90).map { $0 / 2 }])
  func blocksDoNotChangeTheSolution(blocks: [Int]?) throws {
    let matrix = Sample.sparse(90, seed: 93)
    let expected = (0..<90).map { Double($0 % 7) - 3 }
    let factors = try SparseLU(matrix, ordering: .approximateMinimumFill, blocks: blocks)
    let solution = try factors.solve(matrix * expected)
    #expect(zip(solution, expected).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test func determinantIsTheProductOfTheDiagonal() throws {
    let matrix = SparseMatrix<Double>(
      rows: 3, columns: 3,
      entries: [
        .init(row: 0, column: 1, value: 2), .init(row: 1, column: 0, value: 3),
        .init(row: 2, column: 2, value: 0.5),
      ])
    // det = −6 · 0.5.
    let determinant = try SparseLU(matrix).determinant
    var value = determinant.mantissa.real
    for _ in 0..<abs(determinant.exponent) { value *= determinant.exponent > 0 ? 2 : 0.5 }
    #expect(abs(value + 3) < 1e-14)
  }
}
