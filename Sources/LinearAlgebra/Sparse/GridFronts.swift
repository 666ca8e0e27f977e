import Synchronization

/// The fronts of matrices of one pattern whose unknowns lie on a plane grid, found when they are first asked for.
package final class GridFronts: Sendable {
  private let points: [SIMD2<Int32>]
  private let known = Mutex<Known>(.init())

  private struct Known {
    var isKnown = false
    var tree: FrontTree?
  }

  /// Smaller matrices are factored as fast by any method.
  private static let smallestSize = 300

  /// Notes where the unknowns lie.
  ///
  /// - Parameter points: the coordinates of each unknown.
  package init(points: [SIMD2<Int32>]) {
    self.points = points
  }

  /// The fronts of a matrix.
  ///
  /// - Parameter matrix: of the same pattern in each call.
  /// - Returns: nil where the matrix is small, or where it couples what is far apart on the grid, so that a general
  ///   order of elimination does better.
  package func tree<Scalar: MatrixScalar>(of matrix: SparseMatrix<Scalar>) -> FrontTree? {
    guard matrix.rowCount >= Self.smallestSize else { return nil }
    return known.withLock { known in
      if !known.isKnown {
        let (x, y) = (points.map(\.x), points.map(\.y))
        let tree = FrontTree(matrix, directions: [x, y, zip(x, y).map { $0 + $1 }])
        known.tree = tree.isPlane ? tree : nil
        known.isKnown = true
      }
      return known.tree
    }
  }
}

extension FrontTree {
  /// Whether fronts are about as large as those of near couplings in the plane are: a cut through n points is √n
  /// long, and so is the border of the part that it cuts.
  fileprivate var isPlane: Bool {
    Double(largestFront) <= 12 * Double(max(size, 400)).squareRoot()
  }
}
