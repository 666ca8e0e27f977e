import ComplexModule
import LinearAlgebra
import Testing

@Suite struct DissectionLUTests {
  /// A convection–diffusion operator on a grid, two unknowns at each point, with couplings that are not symmetric.
  private static func grid(
    _ width: Int, _ height: Int
  ) -> (matrix: SparseMatrix<Double>, points: [SIMD2<Int32>]) {
    var generator = SplitMix64(seed: 5)
    var entries: [SparseMatrix<Double>.Entry] = []
    var points: [SIMD2<Int32>] = []
    for x in 0..<width {
      for y in 0..<height {
        for part in 0..<2 {
          let index = 2 * (x * height + y) + part
          points.append(SIMD2(Int32(x), Int32(y)))
          entries.append(.init(row: index, column: index, value: -6 - generator.nextSymmetric()))
          let neighbors = [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1), (x + 1, y + 1), (x, y)]
          for (a, b) in neighbors where a >= 0 && b >= 0 && a < width && b < height {
            let other = 2 * (a * height + b) + (1 - part)
            entries.append(.init(row: index, column: other, value: generator.nextSymmetric()))
          }
        }
      }
    }
    let size = 2 * width * height
    return (SparseMatrix(rows: size, columns: size, entries: entries), points)
  }

  private static func solve(
    _ factors: any SparseFactorization, _ right: [ComplexDouble], transposed: Bool, isReal: Bool
  ) throws -> [ComplexDouble] {
    var numbers = isReal ? right.map(\.real) : right.flatMap { [$0.real, $0.imaginary] }
    try numbers.withUnsafeMutableBufferPointer {
      try factors.solveInPlace(try #require($0.baseAddress), transposed: transposed)
    }
    guard !isReal else { return numbers.map { ComplexDouble($0, 0) } }
    return right.indices.map { ComplexDouble(numbers[2 * $0], numbers[2 * $0 + 1]) }
  }

  @Test(arguments: [(3, 2), (40, 7), (5, 60), (23, 31)])
  func realSystemsAreThoseOfTheGeneralSolver(width: Int, height: Int) throws {
    let (matrix, points) = Self.grid(width, height)
    let factors = try DissectionLU(matrix, points: points)
    let plain = try SparseLU(matrix)
    let right = (0..<matrix.rowCount).map { ComplexDouble(Double($0 % 11) - 4, 0) }
    for transposed in [false, true] {
      let ours = try Self.solve(factors, right, transposed: transposed, isReal: true)
      let theirs = try Self.solve(plain, right, transposed: transposed, isReal: true)
      // Condition numbers of order ten.
      #expect(zip(ours, theirs).allSatisfy { ($0 - $1).length < 1e-12 })
    }
    let (ours, theirs) = (factors.determinant, plain.determinant)
    let ratio =
      ours.mantissa / theirs.mantissa
      * ComplexDouble(
        Double(sign: .plus, exponent: ours.exponent - theirs.exponent, significand: 1))
    #expect((ratio - 1).length < 1e-10)
  }

  @Test func complexSystemsAreThoseOfTheGeneralSolver() throws {
    let (real, points) = Self.grid(17, 12)
    let matrix =
      SparseMatrix<ComplexDouble>(real) - ComplexDouble(0.3, 1.7) * .identity(real.rowCount)
    let factors = try DissectionLU(matrix, points: points)
    let plain = try SparseLU(matrix)
    let right = (0..<matrix.rowCount).map { ComplexDouble(Double($0 % 11) - 4, Double($0 % 3)) }
    for transposed in [false, true] {
      let ours = try Self.solve(factors, right, transposed: transposed, isReal: false)
      let theirs = try Self.solve(plain, right, transposed: transposed, isReal: false)
      #expect(zip(ours, theirs).allSatisfy { ($0 - $1).length < 1e-12 })
    }
    let ratio =
      factors.determinant.mantissa / plain.determinant.mantissa
      * ComplexDouble(
        Double(
          sign: .plus, exponent: factors.determinant.exponent - plain.determinant.exponent,
          significand: 1))
    #expect((ratio - 1).length < 1e-10)
  }

  @Test func anyCoordinatesGiveRightFactors() throws {
    let matrix = Sample.sparse(300, seed: 66)
    let points: [SIMD2<Int32>] = (0..<300).map { k in
      SIMD2(Int32(k * 7 % 31), Int32(k * 5 % 23))
    }
    let factors = try DissectionLU(matrix, points: points)
    var solution = (0..<300).map { Double($0 % 5) - 2 }
    let right = solution
    try factors.solve(&solution)
    #expect(zip(matrix * solution, right).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test func blocksThatNeedOtherPivotsAreRefused() {
    // Two chains that are coupled off the diagonal only: every diagonal block is singular.
    let size = 400
    let entries: [SparseMatrix<Double>.Entry] = (0..<size).map { row in
      let column = (row + size / 2) % size
      return SparseMatrix<Double>.Entry(row: row, column: column, value: 1)
    }
    let points: [SIMD2<Int32>] = (0..<size).map { SIMD2(Int32($0), 0) }
    let matrix = SparseMatrix<Double>(rows: size, columns: size, entries: entries)
    #expect {
      try DissectionLU(matrix, points: points)
    } throws: { ($0 as? LinearAlgebraError)?.code == .singular }
  }
}
