import Preconditions

/// An order of elimination for unknowns that sit on a grid and couple to near ones only.
///
/// A strip across the grid that is as wide as the couplings reach cuts the unknowns in two halves that do
/// not couple; each half is cut again. Eliminating the strips last leaves factors of O(n log n) entries in the
/// plane. Only coordinates are compared, no graph is searched, which makes it faster than general orderings.
///
/// Reference: A. George, SIAM J. Numer. Anal. 10, 345 (1973).
package struct Dissection: Sendable {
  /// The unknowns in the order of elimination.
  package private(set) var order: [Int32] = []

  /// Where the unknowns of each node begin in `order`, and behind them their number.
  package private(set) var offsets: [Int] = [0]

  /// The node that each node's result goes to, always a later one; −1 at the root.
  package private(set) var parents: [Int] = []

  /// The number of nodes.
  package var count: Int { parents.count }

  /// Parts of so few unknowns are eliminated as a whole.
  private static let leafSize = 32

  /// Cuts a set of unknowns.
  ///
  /// - Parameters:
  ///   - matrix: square; who couples to whom.
  ///   - directions: coordinates of all unknowns, one list for each direction in which cuts may go.
  package init<Scalar: MatrixScalar>(_ matrix: SparseMatrix<Scalar>, directions: [[Int32]]) {
    requirePrecondition(
      matrix.isSquare && directions.allSatisfy { $0.count == matrix.rowCount },
      "Each unknown of the matrix needs one coordinate for each direction.")
    var reaches = [Int32](repeating: 0, count: directions.count)
    for (k, places) in directions.enumerated() {
      var reach: Int32 = 0
      for i in 0..<matrix.rowCount {
        let here = places[i]
        for p in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
          reach = max(reach, abs(places[matrix.columnIndices[p]] - here))
        }
      }
      reaches[k] = reach
    }
    order.reserveCapacity(matrix.rowCount)
    var unknowns = (0..<matrix.rowCount).map { Int32($0) }
    var scratch = unknowns
    _ = cut(&unknowns, &scratch, 0..<matrix.rowCount, directions, reaches)
  }

  /// Cuts some unknowns; returns the node that is eliminated last.
  private mutating func cut(
    _ unknowns: inout [Int32], _ scratch: inout [Int32], _ range: Range<Int>,
    _ directions: [[Int32]], _ reaches: [Int32]
  ) -> Int {
    guard range.count > Self.leafSize,
      let best = Self.bestStrip(unknowns, range, directions, reaches)
    else { return append(unknowns[range]) }
    let places = directions[best.direction]
    var (low, middle, high) = (range.lowerBound, 0, 0)
    // In place: low ones first; the others wait in the scratch space, strip and high ones apart.
    for k in range {
      let place = places[Int(unknowns[k])]
      if place < best.start {
        unknowns[low] = unknowns[k]
        low += 1
      } else if place < best.end {
        scratch[range.upperBound - 1 - middle] = unknowns[k]
        middle += 1
      } else {
        scratch[range.lowerBound + high] = unknowns[k]
        high += 1
      }
    }
    for k in 0..<high { unknowns[low + k] = scratch[range.lowerBound + k] }
    for k in 0..<middle { unknowns[low + high + k] = scratch[range.upperBound - 1 - k] }
    let first = cut(&unknowns, &scratch, range.lowerBound..<low, directions, reaches)
    let second = cut(&unknowns, &scratch, low..<(low + high), directions, reaches)
    let node = append(unknowns[(low + high)..<range.upperBound])
    parents[first] = node
    parents[second] = node
    return node
  }

  private mutating func append(_ unknowns: ArraySlice<Int32>) -> Int {
    order.append(contentsOf: unknowns)
    offsets.append(order.count)
    parents.append(-1)
    return parents.count - 1
  }

  private struct Strip {
    var direction: Int
    var start: Int32
    var end: Int32
    var size: Int
  }

  /// The strip of the fewest unknowns that leaves at least three tenths of the rest on either side.
  private static func bestStrip(
    _ unknowns: [Int32], _ range: Range<Int>, _ directions: [[Int32]], _ reaches: [Int32]
  ) -> Strip? {
    var best: Strip?
    for (direction, places) in directions.enumerated() {
      var (lowest, highest) = (Int32.max, Int32.min)
      for k in range {
        let place = places[Int(unknowns[k])]
        lowest = min(lowest, place)
        highest = max(highest, place)
      }
      let width = Int(reaches[direction])
      let extent = Int(highest - lowest) + 1
      guard extent > width + 1 else { continue }
      var below = [Int](repeating: 0, count: extent + 1)
      for k in range { below[Int(places[Int(unknowns[k])] - lowest) + 1] += 1 }
      for k in 0..<extent { below[k + 1] += below[k] }
      for start in 1..<(extent - width) where below[start] > 0 {
        let size = below[start + width] - below[start]
        let rest = range.count - size
        guard 10 * min(below[start], rest - below[start]) >= 3 * rest, size < best?.size ?? .max
        else { continue }
        best = Strip(
          direction: direction, start: lowest + Int32(start), end: lowest + Int32(start + width),
          size: size)
      }
    }
    guard let best, 3 * best.size < 2 * range.count else { return nil }
    return best
  }
}
