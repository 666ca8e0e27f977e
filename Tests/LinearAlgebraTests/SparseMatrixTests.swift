import ComplexModule
import LinearAlgebra
import Testing

@Suite struct SparseMatrixTests {
  @Test func entriesAtOnePlaceAreSummed() {
    let matrix = SparseMatrix<Double>(
      rows: 2, columns: 3,
      entries: [
        .init(row: 1, column: 2, value: 1), .init(row: 0, column: 1, value: 5),
        .init(row: 1, column: 2, value: 2), .init(row: 1, column: 0, value: -1),
      ])
    #expect(matrix.dense == Matrix(rowMajor: [[0, 5, 0], [-1, 0, 3]]))
    #expect(matrix.storedCount == 3)
    #expect(matrix[1, 2] == 3)
    #expect(matrix[0, 0] == 0)
  }

  @Test func everyOperationEqualsItsDenseOne() {
    let a = SparseMatrix(Sample.real(6, 5, seed: 21).map { abs($0) < 0.6 ? 0 : $0 })
    let b = SparseMatrix(Sample.real(6, 5, seed: 22).map { abs($0) < 0.6 ? 0 : $0 })
    #expect((a + b).dense == a.dense + b.dense)
    #expect((a - b).dense == a.dense - b.dense)
    #expect((-a).dense == -a.dense)
    #expect(a.transposed.dense == a.dense.transposed)
    #expect(a.kroneckerProduct(b).dense == a.dense.kroneckerProduct(b.dense))
    #expect(((a * b.transposed).dense - a.dense * b.dense.transposed).largestModulus < 1e-14)
    let vector = (0..<5).map { Double($0) - 1.5 }
    for (left, right) in zip(a * vector, a.dense * vector) { #expect(abs(left - right) < 1e-14) }
    #expect((a - a).nonzeroCount == 0)
    #expect((a - a).droppingZeros.storedCount == 0)
  }

  @Test func adjointConjugates() {
    let matrix = SparseMatrix(Sample.complex(4, 3, seed: 23))
    #expect(matrix.adjoint.dense == matrix.dense.adjoint)
    #expect(
      matrix.kroneckerProduct(matrix.adjoint).adjoint
        == matrix.adjoint.kroneckerProduct(matrix))
  }

  @Test func emptyRowsAndColumnsAreKept() {
    let zero = SparseMatrix<Double>.zero(rows: 3, columns: 2)
    #expect(zero.dense == Matrix(rows: 3, columns: 2))
    #expect(zero * [1, 2] == [0, 0, 0])
    #expect(zero.rowOffsets == [0, 0, 0, 0])
  }

  @Test func rowBuilderSortsAndSums() {
    var builder = SparseRowBuilder<Double>(columnCount: 4, capacity: 4)
    builder.add(3, 1)
    builder.add(0, 2)
    builder.add(3, 4)
    builder.add(1, 0)
    builder.endRow()
    builder.endRow()
    #expect(builder.matrix.dense == Matrix(rowMajor: [[2, 0, 0, 5], [0, 0, 0, 0]]))
    #expect(builder.matrix.storedCount == 2)
  }
}
