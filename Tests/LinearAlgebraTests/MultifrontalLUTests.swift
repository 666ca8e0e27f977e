import ComplexModule
import LinearAlgebra
import RealModule
import Testing

@Suite struct MultifrontalLUTests {
  static let shapes = [(3, 2, 1), (9, 9, 1), (25, 20, 1), (31, 3, 2), (11, 17, 2)]

  /// Dense systems solved by LAPACK, of a matrix and its transpose.
  private static func expect<Scalar: MatrixScalar>(
    _ solution: [Scalar], solves matrix: Matrix<Scalar>, _ right: [Scalar], _ tolerance: Double
  ) throws {
    let reference = try matrix.solve(right)
    let size = reference.map(\.modulus).max() ?? 0
    #expect(zip(solution, reference).allSatisfy { ($0 - $1).modulus <= tolerance * size })
  }

  @Test(arguments: shapes)
  func realSystemsAreSolvedAsByLAPACK(width: Int, height: Int, count: Int) throws {
    let sample = GridSample<Double>(width, height, count: count, seed: 5, diagonal: 3)
    let factors = try MultifrontalLU(sample.matrix, shift: 0.25, tree: sample.tree)
    var generator = SplitMix64(seed: 8)
    let right = (0..<sample.matrix.rowCount).map { _ in generator.nextSymmetric() }
    let dense = (sample.matrix - 0.25 * .identity(right.count)).dense
    // Diagonals of about 3 against at most 13 others of mean 1/2: condition numbers of up to 10⁴.
    try Self.expect(factors.solve(right), solves: dense, right, 1e-10)
    try Self.expect(factors.solveTransposed(right), solves: dense.transposed, right, 1e-10)
    #expect(factors.replacedPivotCount == 0)
  }

  @Test(arguments: shapes)
  func complexSystemsAreSolvedAsByLAPACK(width: Int, height: Int, count: Int) throws {
    let sample = GridSample<ComplexDouble>(width, height, count: count, seed: 6, diagonal: 3)
    let shift = ComplexDouble(0.1, -0.7)
    let factors = try MultifrontalLU(sample.matrix, shift: shift, tree: sample.tree)
    var generator = SplitMix64(seed: 9)
    let right = (0..<sample.matrix.rowCount).map { _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    let dense = (sample.matrix - shift * .identity(right.count)).dense
    try Self.expect(factors.solve(right), solves: dense, right, 1e-10)
    // The transpose is not conjugated.
    try Self.expect(factors.solveTransposed(right), solves: dense.transposed, right, 1e-10)
  }

  @Test func largeSystemsAreSolvedAsByMUMPS() throws {
    let sample = GridSample<Double>(60, 60, seed: 5, diagonal: 3)
    let factors = try MultifrontalLU(sample.matrix, tree: sample.tree)
    let plain = try SparseLU(sample.matrix)
    let right = (0..<3600).map { Double($0 % 11) - 4 }
    // Condition numbers of up to 10⁵.
    for (x, y) in zip(factors.solve(right), try plain.solve(right)) { #expect(abs(x - y) < 1e-8) }
    for (x, y) in zip(factors.solveTransposed(right), try plain.solveTransposed(right)) {
      #expect(abs(x - y) < 1e-8)
    }
  }

  /// ln |det| and the phase as the product of LAPACK's eigenvalues has them.
  private static func expect(
    _ determinant: (mantissa: ComplexDouble, exponent: Int), isProductOf values: [ComplexDouble]
  ) {
    let logarithm =
      Double.log(determinant.mantissa.length) + Double(determinant.exponent) * Double.log(2)
    #expect(abs(logarithm - values.reduce(0) { $0 + Double.log($1.length) }) < 1e-9)
    let turn = determinant.mantissa.phase - values.reduce(0) { $0 + $1.phase }
    #expect(abs(turn - 2 * .pi * (turn / (2 * .pi)).rounded()) < 1e-9)
  }

  @Test(arguments: shapes)
  func determinantIsTheProductOfEigenvalues(width: Int, height: Int, count: Int) throws {
    let real = GridSample<Double>(width, height, count: count, seed: 11, diagonal: 0)
    let values = try real.matrix.dense.eigensystem().values
    // Of both signs.
    for shift in [-0.3, 0.05, 0.7] {
      let factors = try MultifrontalLU(real.matrix, shift: shift, tree: real.tree)
      Self.expect(factors.determinant, isProductOf: values.map { $0 - ComplexDouble(shift) })
    }
    let complex = GridSample<ComplexDouble>(width, height, count: count, seed: 12, diagonal: 0)
    let shift = ComplexDouble(0.4, 0.2)
    let factors = try MultifrontalLU(complex.matrix, shift: shift, tree: complex.tree)
    Self.expect(
      factors.determinant,
      isProductOf: try complex.matrix.dense.eigensystem().values.map { $0 - shift })
  }

  @Test func anyPatternAndAnyCoordinatesGiveRightFactors() throws {
    let matrix = Sample.sparse(300, seed: 66)
    let directions: [[Int32]] = [
      (0..<300).map { Int32($0 * 7 % 31) }, (0..<300).map { Int32($0 * 5 % 23) },
    ]
    let factors = try MultifrontalLU(
      matrix, tree: FrontTree(matrix, directions: directions))
    let right = (0..<300).map { Double($0 % 5) - 2 }
    try Self.expect(factors.solve(right), solves: matrix.dense, right, 1e-11)
    try Self.expect(
      factors.solveTransposed(right), solves: matrix.dense.transposed, right, 1e-11)
  }

  @Test func aSingularMatrixGetsPivotsOfRoundingSize() throws {
    // Two unknowns that nothing couples and that are zero.
    let sample = GridSample<Double>(12, 12, seed: 4, diagonal: 4)
    let kept = sample.matrix.entries.filter {
      ![17, 100].contains($0.row) && ![17, 100].contains($0.column)
    }
    let matrix = SparseMatrix(rows: 144, columns: 144, entries: kept)
    let factors = try MultifrontalLU(
      matrix, tree: FrontTree(matrix, directions: sample.directions))
    #expect(factors.replacedPivotCount == 2)
    var right = [Double](repeating: 1, count: 144)
    (right[17], right[100]) = (0, 0)
    for (image, b) in zip(matrix * factors.solve(right), right) { #expect(abs(image - b) < 1e-10) }
  }

  @Test(arguments: [1e-4, 1e-8, 1e-12])
  func nearlySingularSystemsHaveSmallResiduals(distance: Double) throws {
    // Next to an eigenvalue the solution is large; its residual is still one of rounding.
    let sample = GridSample<Double>(15, 14, seed: 21, diagonal: 2)
    let values = try sample.matrix.dense.eigensystem().values
    let eigenvalue = try #require(values.first { $0.imaginary == 0 })
    let shift = eigenvalue.real + distance
    let factors = try MultifrontalLU(sample.matrix, shift: shift, tree: sample.tree)
    let right = (0..<210).map { Double($0 % 7) - 3 }
    for (matrix, solution) in [
      (sample.matrix, factors.solve(right)),
      (sample.matrix.transposed, factors.solveTransposed(right)),
    ] {
      let size = solution.map(abs).max() ?? 0
      #expect(size > 1e-2 / distance)
      for ((image, x), b) in zip(zip(matrix * solution, solution), right) {
        // Up to ten numbers a row, growth by pivots inside of fronts of a few hundred at most.
        #expect(abs(image - shift * x - b) < 1e-12 * size + 1e-10)
      }
    }
  }

  @Test func matricesThatNeedPivotsFromElsewhereGoToMUMPS() throws {
    // Two chains that are coupled off the diagonal only: every front is singular.
    let size = 400
    let entries: [SparseMatrix<Double>.Entry] = (0..<size).map { row in
      SparseMatrix<Double>.Entry(row: row, column: (row + size / 2) % size, value: 1)
    }
    let matrix = SparseMatrix(rows: size, columns: size, entries: entries)
    let tree = FrontTree(matrix, directions: [(0..<400).map { Int32($0) }])
    #expect(try MultifrontalLU(matrix, tree: tree).replacedPivotCount > 0)
    let factors = try shiftInvertFactors(of: matrix, at: 0, blocks: nil, tree: tree)
    #expect(factors.report.ordering != nil)
    var solution = (0..<400).map { Double($0) }
    try factors.solve(&solution)
    for k in 0..<400 { #expect(abs(solution[(k + 200) % 400] - Double(k)) < 1e-10) }
  }

  @Test func oneInstanceSolvesOnSeveralThreads() throws {
    let sample = GridSample<Double>(40, 40, seed: 2, diagonal: 4)
    let factors = try MultifrontalLU(sample.matrix, tree: sample.tree)
    let right = (0..<1600).map { Double($0 % 9) - 4 }
    let alone = [factors.solve(right), factors.solveTransposed(right)]
    let together = try concurrently(Array(0..<8)) {
      $0.isMultiple(of: 2) ? factors.solve(right) : factors.solveTransposed(right)
    }
    for (k, solution) in together.enumerated() { #expect(solution == alone[k % 2]) }
  }

  @Test func cancellationIsHeard() async throws {
    let sample = GridSample<Double>(20, 20, seed: 2, diagonal: 4)
    let isStopped = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      do {
        _ = try MultifrontalLU(sample.matrix, tree: sample.tree)
        return false
      } catch {
        return (error as? LinearAlgebraError)?.code == .cancelled
      }
    }.value
    #expect(isStopped)
  }
}
