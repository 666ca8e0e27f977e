import ComplexModule
import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func elementsAreStoredColumnByColumn() {
    let matrix = Matrix<Double>(rowMajor: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(matrix.transposed.elements == [1, 2, 3, 4, 5, 6])
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(1) == [2, 5])
  }

  @Test func complexProductEqualsItsDefinition() {
    let a = Sample.complex(5, 7, seed: 1)
    let b = Sample.complex(7, 3, seed: 2)
    let product = a * b
    for i in 0..<5 {
      for j in 0..<3 {
        let sum = (0..<7).reduce(ComplexDouble.zero) { $0 + a[i, $1] * b[$1, j] }
        // Seven terms of size one: a few roundings.
        #expect((product[i, j] - sum).length < 1e-14)
      }
    }
  }

  @Test func realProductEqualsItsDefinition() {
    let a = Sample.real(4, 6, seed: 3)
    let b = Sample.real(6, 5, seed: 4)
    let product = a * b
    for i in 0..<4 {
      for j in 0..<5 {
        #expect(abs(product[i, j] - (0..<6).reduce(0) { $0 + a[i, $1] * b[$1, j] }) < 1e-14)
      }
    }
  }

  @Test func emptyInnerDimensionGivesZeros() {
    let product = Matrix<Double>(rows: 2, columns: 0) * Matrix<Double>(rows: 0, columns: 3)
    #expect(product == Matrix(rows: 2, columns: 3))
  }

  @Test func adjointReversesProducts() {
    let a = Sample.complex(4, 5, seed: 5)
    let b = Sample.complex(5, 4, seed: 6)
    #expect(((a * b).adjoint - b.adjoint * a.adjoint).largestModulus < 1e-14)
  }

  @Test func kroneckerProductTurnsIntoMatrixProductOnStackedColumns() {
    let a = Sample.complex(3, 3, seed: 7)
    let b = Sample.complex(3, 3, seed: 8)
    let x = Sample.complex(3, 3, seed: 9)
    let stacked = b.transposed.kroneckerProduct(a) * x.elements
    let direct = (a * x * b).elements
    for (left, right) in zip(stacked, direct) { #expect((left - right).length < 1e-13) }
  }

  @Test func traceIsCyclic() {
    let a = Sample.complex(6, 6, seed: 10)
    let b = Sample.complex(6, 6, seed: 11)
    #expect(((a * b).trace - (b * a).trace).length < 1e-13)
  }

  @Test func finitenessSeesEveryElement() {
    var matrix = Matrix<Double>.identity(3)
    #expect(matrix.isFinite)
    matrix[2, 1] = .nan
    #expect(!matrix.isFinite)
  }
}
