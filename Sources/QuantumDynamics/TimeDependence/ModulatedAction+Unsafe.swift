import Preconditions
import ComplexModule
import LinearAlgebra

/// A sparse matrix A₀ + Σ c_k(t) A_k that is applied many times, on one union of all patterns.
///
/// A vector may be a block of several: number b of component i is at i × width + b.
struct ModulatedAction<Scalar: MatrixScalar>: Sendable {
  let size: Int
  private let rowOffsets: [Int32]
  private let columns: [Int32]
  private let parts: [[Scalar]]
  private var combined: [Scalar]
  private var coefficients: [Double]

  /// Takes over square matrices, the constant one first.
  init(_ matrices: [SparseMatrix<Scalar>]) {
    let first = matrices[0]
    size = first.rowCount
    var pattern = first.mapValues { Scalar(real: $0 == .zero ? 0 : 1) }
    for matrix in matrices.dropFirst() {
      pattern += matrix.mapValues { Scalar(real: $0 == .zero ? 0 : 1) }
    }
    pattern = pattern.droppingZeros
    rowOffsets = pattern.rowOffsets.map { Int32($0) }
    columns = pattern.columnIndices.map { Int32($0) }
    parts = matrices.map { matrix in
      var values = [Scalar](repeating: .zero, count: pattern.storedCount)
      for i in 0..<pattern.rowCount {
        var q = matrix.rowOffsets[i]
        let end = matrix.rowOffsets[i + 1]
        for p in pattern.rowOffsets[i]..<pattern.rowOffsets[i + 1] {
          while q < end, matrix.columnIndices[q] < pattern.columnIndices[p] { q += 1 }
          if q < end, matrix.columnIndices[q] == pattern.columnIndices[p] {
            values[p] = matrix.values[q]
          }
        }
      }
      return values
    }
    combined = parts[0]
    coefficients = [Double](repeating: 0, count: matrices.count - 1)
  }

  /// Chooses the c_k; the same as before cost nothing.
  mutating func setCoefficients(_ new: [Double]) {
    guard new != coefficients else { return }
    coefficients = new
    combined = parts[0]
    for (k, factor) in new.enumerated() where factor != 0 {
      let scale = Scalar(real: factor)
      for p in combined.indices { combined[p] += scale * parts[k + 1][p] }
    }
  }

  /// Writes A x into y, for blocks of `width` vectors.
  func apply(to x: [Scalar], into y: inout [Scalar], width: Int = 1) {
    requirePrecondition(
      x.count == size * width && y.count == size * width, "The vector does not fit the matrix.")
    rowOffsets.withUnsafeBufferPointer { offsets in
      columns.withUnsafeBufferPointer { columns in
        combined.withUnsafeBufferPointer { values in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
              if width == 1 {
                for i in 0..<size {
                  var sum = Scalar.zero
                  for p in Int(offsets[i])..<Int(offsets[i + 1]) {
                    sum += values[p] * x[Int(columns[p])]
                  }
                  y[i] = sum
                }
                return
              }
              for i in 0..<size {
                let target = UnsafeMutableBufferPointer(rebasing: y[i * width..<(i + 1) * width])
                for b in 0..<width { target[b] = .zero }
                for p in Int(offsets[i])..<Int(offsets[i + 1]) {
                  let value = values[p]
                  let start = Int(columns[p]) * width
                  let source = UnsafeBufferPointer(rebasing: x[start..<start + width])
                  for b in 0..<width { target[b] += value * source[b] }
                }
              }
            }
          }
        }
      }
    }
  }
}
