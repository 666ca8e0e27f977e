import Preconditions
package import LinearAlgebra

/// The real form of a Liouvillian, applied many times.
package protocol RealAction {
  /// Writes L x into y.
  ///
  /// - Parameters:
  ///   - x: the coordinates of ρ in `HermitianBasis`.
  ///   - y: takes the coordinates of L ρ; as long as x.
  func apply(to x: [Double], into y: inout [Double])
}

/// A real sparse matrix that is applied many times: compact indices, no bounds checks in the loop.
package struct SparseAction: RealAction, Sendable {
  let size: Int
  private let rowOffsets: [Int32]
  private let columns: [Int32]
  private let values: [Double]

  /// Takes over a square matrix.
  ///
  /// - Parameter matrix: the real form.
  package init(_ matrix: SparseMatrix<Double>) {
    size = matrix.rowCount
    rowOffsets = matrix.rowOffsets.map { Int32($0) }
    columns = matrix.columnIndices.map { Int32($0) }
    values = matrix.values
  }

  package func apply(to x: [Double], into y: inout [Double]) {
    requirePrecondition(
      x.count == size && y.count == size, "The vector does not fit the Liouvillian.")
    rowOffsets.withUnsafeBufferPointer { offsets in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
              for i in 0..<size {
                var sum = 0.0
                for k in Int(offsets[i])..<Int(offsets[i + 1]) {
                  sum += values[k] * x[Int(columns[k])]
                }
                y[i] = sum
              }
            }
          }
        }
      }
    }
  }
}
