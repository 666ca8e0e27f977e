import ComplexModule
import LinearAlgebra

/// Matrices on a grid, whose couplings reach near places only.
struct GridSample<Scalar: MatrixScalar> {
  let matrix: SparseMatrix<Scalar>
  let directions: [[Int32]]

  /// Where each unknown lies.
  var points: [SIMD2<Int32>] { zip(directions[0], directions[1]).map { SIMD2($0, $1) } }

  /// The fronts of the matrix.
  var tree: FrontTree { FrontTree(matrix, directions: directions) }

  /// Random couplings to seven places around each, with `count` unknowns at each place that couple in pairs.
  init(
    _ width: Int, _ height: Int, count: Int, seed: UInt64, diagonal: Double,
    number: (inout SplitMix64) -> Scalar
  ) {
    var generator = SplitMix64(seed: seed)
    let size = width * height * count
    var entries: [SparseMatrix<Scalar>.Entry] = []
    var (rows, columns) = ([Int32](), [Int32]())
    for unknown in 0..<size {
      let (x, y) = ((unknown / count) % width, unknown / count / width)
      rows.append(Int32(x))
      columns.append(Int32(y))
      for (dx, dy) in [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)]
      where (0..<width).contains(x + dx) && (0..<height).contains(y + dy) {
        for k in 0..<count {
          let other = ((y + dy) * width + x + dx) * count + k
          let value = number(&generator) + (other == unknown ? Scalar(real: diagonal) : .zero)
          entries.append(.init(row: unknown, column: other, value: value))
        }
      }
    }
    matrix = SparseMatrix(rows: size, columns: size, entries: entries)
    directions = [rows, columns]
  }
}

extension GridSample where Scalar == Double {
  init(_ width: Int, _ height: Int, count: Int = 1, seed: UInt64, diagonal: Double) {
    self.init(width, height, count: count, seed: seed, diagonal: diagonal) { $0.nextSymmetric() }
  }
}

extension GridSample where Scalar == ComplexDouble {
  init(_ width: Int, _ height: Int, count: Int = 1, seed: UInt64, diagonal: Double) {
    self.init(width, height, count: count, seed: seed, diagonal: diagonal) {
      ComplexDouble($0.nextSymmetric(), $0.nextSymmetric())
    }
  }
}
