import Preconditions

/// An incomplete factorization A ≈ L U on the places of A's entries, a preconditioner.
///
/// Pivots that vanish are replaced by a small multiple of the row's size.
///
/// Reference: Y. Saad, Iterative Methods for Sparse Linear Systems, 2nd ed. (2003), section 10.3 (ILU(0)).
public struct IncompleteLU: Sendable {
  private let rowOffsets: [Int]
  private let columns: [Int]
  private let values: [Double]
  private let diagonals: [Int]

  /// Factors a matrix approximately.
  ///
  /// - Parameter matrix: square, finite; missing places on the diagonal are added.
  /// - Complexity: O(Σ over rows of entries²).
  public init(_ matrix: SparseMatrix<Double>) {
    requirePrecondition(matrix.isSquare, "An incomplete factorization needs a square matrix.")
    let size = matrix.rowCount
    let full = matrix + 0 * SparseMatrix<Double>.identity(size)
    var values = full.values
    var diagonals = [Int](repeating: 0, count: size)
    var places = [Int](repeating: -1, count: size)
    let (offsets, columns) = (full.rowOffsets, full.columnIndices)
    for i in 0..<size {
      let row = offsets[i]..<offsets[i + 1]
      var scale = 0.0
      for p in row {
        places[columns[p]] = p
        if columns[p] == i { diagonals[i] = p }
        scale = max(scale, abs(values[p]))
      }
      for p in row where columns[p] < i {
        let k = columns[p]
        let factor = values[p] / values[diagonals[k]]
        values[p] = factor
        for q in (diagonals[k] + 1)..<max(diagonals[k] + 1, offsets[k + 1]) {
          let place = places[columns[q]]
          if place >= 0 { values[place] -= factor * values[q] }
        }
      }
      for p in row { places[columns[p]] = -1 }
      let least = 1e-3 * max(scale, .leastNormalMagnitude)
      if abs(values[diagonals[i]]) < least {
        values[diagonals[i]] = values[diagonals[i]] < 0 ? -least : least
      }
    }
    rowOffsets = offsets
    self.columns = columns
    self.values = values
    self.diagonals = diagonals
  }

  /// Solves L U x = b.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  public func solve(_ rightHandSide: [Double]) -> [Double] {
    var x = rightHandSide
    for i in x.indices {
      var sum = x[i]
      for p in rowOffsets[i]..<diagonals[i] { sum -= values[p] * x[columns[p]] }
      x[i] = sum
    }
    for i in x.indices.reversed() {
      var sum = x[i]
      for p in (diagonals[i] + 1)..<max(diagonals[i] + 1, rowOffsets[i + 1]) {
        sum -= values[p] * x[columns[p]]
      }
      x[i] = sum / values[diagonals[i]]
    }
    return x
  }
}
