import Preconditions
package import LinearAlgebra
import _LinearAlgebraShims

/// A real generator as a sparse matrix, with fused recurrences.
///
/// Vectors may also be blocks of sixteen: number b has component i at 16 i + b.
package final class SparseGenerator: RecurrenceGenerator, RealAction, Sendable {
  /// How many vectors a block holds.
  package static let blockWidth = 16

  private let size: Int
  private let rowOffsets: [Int32]
  private let columns: [Int32]
  private let values: [Double]
  package let name: String

  /// Takes over a square matrix.
  ///
  /// - Parameter matrix: the real form, with fewer than 2³¹ entries.
  package init(_ matrix: SparseMatrix<Double>) {
    size = matrix.rowCount
    rowOffsets = matrix.rowOffsets.map { Int32($0) }
    columns = matrix.columnIndices.map { Int32($0) }
    values = matrix.values
    name = "a sparse matrix of \(matrix.storedCount) entries"
  }

  package func vector(of coordinates: [Double]) -> [Double] { coordinates }
  package func coordinates(of vector: [Double]) -> [Double] { vector }
  package func complete(_ sum: inout [Double]) {}

  package func step(
    _ x: [Double], into out: inout [Double], product: Double, same: Double, previous: Double,
    sum: inout [Double], weight: Double
  ) -> Double {
    requirePrecondition(
      (x.count == size || x.count == Self.blockWidth * size) && out.count == x.count
        && sum.count == x.count, "The vector does not fit the generator.")
    if x.count > size {
      return isochron_sparse_sweep_16(
        Int64(size), rowOffsets, columns, values, x, &out, product, same, previous, &sum, weight)
    }
    return isochron_sparse_sweep(
      Int64(size), rowOffsets, columns, values, x, &out, product, same, previous, &sum, weight)
  }

  package func apply(to x: [Double], into y: inout [Double]) {
    requirePrecondition(
      x.count == size && y.count == size, "The vector does not fit the generator.")
    _ = isochron_sparse_sweep(Int64(size), rowOffsets, columns, values, x, &y, 1, 0, 0, nil, 0)
  }
}
