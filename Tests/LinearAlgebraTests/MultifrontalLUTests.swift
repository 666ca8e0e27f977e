import LinearAlgebra
import Testing

@Suite struct MultifrontalLUTests {
  /// Random couplings to the nine neighbours on a grid, with `count` unknowns at each place.
  static func grid(
    _ width: Int, _ height: Int, count: Int, seed: UInt64, diagonal: Double
  ) -> (matrix: SparseMatrix<Double>, directions: [[Int32]]) {
    var generator = SplitMix64(seed: seed)
    let size = width * height * count
    var entries: [SparseMatrix<Double>.Entry] = []
    var (rows, columns) = ([Int32](), [Int32]())
    for unknown in 0..<size {
      let (x, y) = ((unknown / count) % width, unknown / count / width)
      rows.append(Int32(x))
      columns.append(Int32(y))
      for (dx, dy) in [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)]
      where (0..<width).contains(x + dx) && (0..<height).contains(y + dy) {
        for k in 0..<count {
          let other = ((y + dy) * width + x + dx) * count + k
          let value = generator.nextSymmetric() + (other == unknown ? diagonal : 0)
          entries.append(.init(row: unknown, column: other, value: value))
        }
      }
    }
    return (SparseMatrix(rows: size, columns: size, entries: entries), [rows, columns])
  }

  @Test(arguments: [(3, 2, 1), (9, 9, 1), (40, 25, 1), (31, 3, 2), (60, 60, 1), (22, 30, 2)])
  func solvesWhatMUMPSSolves(width: Int, height: Int, count: Int) throws {
    let (matrix, directions) = Self.grid(width, height, count: count, seed: 5, diagonal: 3)
    let dissection = Dissection(matrix, directions: directions)
    let factors = try MultifrontalLU(matrix, dissection: dissection)
    let plain = try SparseLU(matrix)
    var generator = SplitMix64(seed: 8)
    let right = (0..<matrix.rowCount).map { _ in generator.nextSymmetric() }
    // Diagonals of 2 to 4 against at most 13 others of mean 1/2 are far from singular, but not dominant.
    for (x, y) in zip(factors.solve(right), try plain.solve(right)) {
      #expect(abs(x - y) < 1e-8)
    }
    for (x, y) in zip(factors.solveTransposed(right), try plain.solveTransposed(right)) {
      #expect(abs(x - y) < 1e-8)
    }
  }

  @Test func shiftIsTakenFromTheDiagonal() throws {
    let (matrix, directions) = Self.grid(20, 20, count: 1, seed: 2, diagonal: 1)
    let factors = try MultifrontalLU(
      matrix, shift: -8, dissection: Dissection(matrix, directions: directions))
    let right = (0..<400).map { Double($0 % 7) - 3 }
    let solution = factors.solve(right)
    for ((image, x), b) in zip(zip(matrix * solution, solution), right) {
      #expect(abs(image + 8 * x - b) < 1e-11)
    }
  }

  @Test func dissectionHoldsEveryUnknownOnceAndSeparatesItsHalves() {
    let (matrix, directions) = Self.grid(50, 40, count: 1, seed: 1, diagonal: 0)
    let dissection = Dissection(matrix, directions: directions)
    #expect(dissection.order.map(Int.init).sorted() == Array(0..<2000))
    #expect(dissection.count > 20)
    var node = [Int](repeating: 0, count: 2000)
    for k in 0..<dissection.count {
      #expect(
        dissection.parents[k] > k || (dissection.parents[k] == -1 && k == dissection.count - 1))
      for p in dissection.offsets[k]..<dissection.offsets[k + 1] {
        node[Int(dissection.order[p])] = k
      }
    }
    // Whoever couples is on one path to the root.
    func ancestors(_ start: Int) -> Set<Int> {
      var (result, next) = (Set<Int>(), start)
      while next >= 0 {
        result.insert(next)
        next = dissection.parents[next]
      }
      return result
    }
    let paths = (0..<dissection.count).map(ancestors)
    matrix.forEachEntry { i, j, _ in
      #expect(paths[node[i]].contains(node[j]) || paths[node[j]].contains(node[i]))
    }
  }

  @Test func aSingularMatrixGetsPivotsOfRoundingSize() throws {
    // Two unknowns that nothing couples and that are zero.
    var (matrix, directions) = Self.grid(12, 12, count: 1, seed: 4, diagonal: 4)
    let kept = matrix.entries.filter {
      ![17, 100].contains($0.row) && ![17, 100].contains($0.column)
    }
    matrix = SparseMatrix(rows: 144, columns: 144, entries: kept)
    let factors = try MultifrontalLU(
      matrix, dissection: Dissection(matrix, directions: directions))
    #expect(factors.replacedPivotCount == 2)
    var right = [Double](repeating: 1, count: 144)
    (right[17], right[100]) = (0, 0)
    for (image, b) in zip(matrix * factors.solve(right), right) { #expect(abs(image - b) < 1e-10) }
  }

  @Test func cancellationIsHeard() async throws {
    let (matrix, directions) = Self.grid(20, 20, count: 1, seed: 2, diagonal: 4)
    let dissection = Dissection(matrix, directions: directions)
    let isStopped = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      do {
        _ = try MultifrontalLU(matrix, dissection: dissection)
        return false
      } catch {
        return (error as? LinearAlgebraError)?.code == .cancelled
      }
    }.value
    #expect(isStopped)
  }
}
