import Preconditions
import Foundation
import ComplexModule
import _LinearAlgebraShims

/// The factorization of a sparse matrix along a dissection of its unknowns (multifrontal method).
///
/// Rows are exchanged only among the unknowns of one front, and a pivot that vanishes there is replaced by one of the
/// size of rounding errors: whoever solves with the factors looks at `replacedPivotCount` and at
/// residuals, and takes `SparseLU`, the plain reference, where they are not small. In exchange nothing is ordered or
/// analysed by searching. Triangles are kept inverted, so that a solve is a sequence of products that streams the
/// factors once. Instances share no state and work in parallel.
///
/// Reference: I. S. Duff, J. K. Reid, ACM Trans. Math. Softw. 9, 302 (1983).
package final class MultifrontalLU<Scalar: FrontScalar>: SparseFactorization, @unchecked Sendable {
  package let report: SparseFactorizationReport
  package let determinant: (mantissa: ComplexDouble, exponent: Int)
  /// How many pivots were replaced.
  package let replacedPivotCount: Int

  private let storage: FrontStorage<Scalar>

  /// Factors A − σ; called through the initializers for real and complex matrices, which are compiled for these.
  fileprivate init(
    checking matrix: SparseMatrix<Scalar>, _ shift: Scalar, _ tree: FrontTree,
    _ progress: (Double) -> Void
  ) throws {
    OpenBLAS.prepare()
    requirePrecondition(
      matrix.rowCount == tree.size && matrix.storedCount == tree.columns.rows.count,
      "The tree of fronts is that of another matrix.")
    // Asking first: the system promises memory that it does not have, and ends the process later.
    let byteCount = tree.entryCount * MemoryLayout<Scalar>.stride
    guard UInt64(byteCount) <= ProcessInfo.processInfo.physicalMemory / 4 * 3 else {
      throw LinearAlgebraError(
        .outOfMemory,
        "The factors of a matrix of \(matrix.rowCount) rows would take \(byteCount / 1_000_000_000) GB. Use an "
          + "iterative method or a smaller system.")
    }
    storage = FrontStorage(tree)
    report = SparseFactorizationReport(
      size: tree.size, factorEntryCount: tree.entryCount,
      memoryInMegabytes: (storage.storedCount * MemoryLayout<Scalar>.stride) >> 20,
      ordering: nil)
    var product = ScaledProduct()
    replacedPivotCount = try storage.factor(
      matrix, shift: shift, tree: tree, &product, progress: progress)
    determinant = (product.mantissa, product.exponent)
  }

  package func solveInPlace(_ numbers: UnsafeMutablePointer<Double>, transposed: Bool) {
    storage.solve(numbers, transposed: transposed)
  }

  /// Solves A x = b.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  package func solve(_ rightHandSide: [Scalar]) -> [Scalar] {
    solve(rightHandSide, transposed: false)
  }

  /// Solves Aᵀ x = b.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  package func solveTransposed(_ rightHandSide: [Scalar]) -> [Scalar] {
    solve(rightHandSide, transposed: true)
  }

  private func solve(_ rightHandSide: [Scalar], transposed: Bool) -> [Scalar] {
    requirePrecondition(
      rightHandSide.count == report.size, "The right-hand side does not fit the matrix.")
    var solution = rightHandSide
    solution.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      solveInPlace(start.assumingMemoryBound(to: Double.self), transposed: transposed)
    }
    return solution
  }
}

extension MultifrontalLU where Scalar == Double {
  /// Factors A − σ.
  ///
  /// - Parameters:
  ///   - matrix: A, square and finite.
  ///   - shift: σ.
  ///   - tree: of the same matrix.
  ///   - progress: called now and then with the fraction that is done.
  /// - Throws: `LinearAlgebraError`: `cancelled`, or `outOfMemory` where the factors exceed three quarters of the
  ///   machine's memory.
  package convenience init(
    _ matrix: SparseMatrix<Double>, shift: Double = 0, tree: FrontTree,
    progress: (Double) -> Void = { _ in }
  ) throws {
    try self.init(checking: matrix, shift, tree, progress)
  }
}

extension MultifrontalLU where Scalar == ComplexDouble {
  /// Factors A − σ.
  ///
  /// - Parameters:
  ///   - matrix: A, square and finite.
  ///   - shift: σ.
  ///   - tree: of the same matrix.
  /// - Throws: as for a real matrix.
  package convenience init(
    _ matrix: SparseMatrix<ComplexDouble>, shift: ComplexDouble = .zero, tree: FrontTree
  ) throws {
    try self.init(checking: matrix, shift, tree) { _ in }
  }
}
