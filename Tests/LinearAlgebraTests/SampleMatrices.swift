import ComplexModule
import LinearAlgebra

/// Matrices with repeatable numbers for the tests of this module.
enum Sample {
  static func complex(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<ComplexDouble> {
    var generator = SplitMix64(seed: seed)
    return Matrix(rows: rows, columns: columns) { _, _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
  }

  static func real(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Double> {
    complex(rows, columns, seed: seed).map(\.realPart)
  }

  /// A real matrix of which about a third is not zero, diagonally heavy enough to be regular.
  static func sparse(_ size: Int, seed: UInt64) -> SparseMatrix<Double> {
    var generator = SplitMix64(seed: seed)
    var entries: [SparseMatrix<Double>.Entry] = []
    for i in 0..<size {
      entries.append(.init(row: i, column: i, value: -Double(i) / 3 - 0.1))
      for _ in 0..<4 {
        let j = Int.random(in: 0..<size, using: &generator)
        entries.append(.init(row: i, column: j, value: generator.nextSymmetric()))
      }
    }
    return SparseMatrix(rows: size, columns: size, entries: entries)
  }
}
