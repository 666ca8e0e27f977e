import _LinearAlgebraShims

/// The factored fronts of a tree, in the order in which solves read them.
final class FrontStorage<Scalar: FrontScalar> {
  /// The number of numbers stored.
  let storedCount: Int

  private let largestBorder: Int
  private let largestPivotCount: Int
  private let order: [Int32]
  private let pivotOffsets: [Int64]
  private let borderOffsets: [Int64]
  private let border: [Int32]
  private let lowerOffsets: [Int64]
  private let upperOffsets: [Int64]
  // Written by `factor` only.
  private let exchanges: UnsafeMutablePointer<Int32>
  private let lower: UnsafeMutableRawPointer
  private let upper: UnsafeMutableRawPointer

  /// Makes room for the factors.
  init(_ tree: FrontTree) {
    let count = tree.dissection.count
    order = tree.dissection.order
    pivotOffsets = tree.dissection.offsets.map { Int64($0) }
    border = tree.borders.flatMap { $0 }
    largestBorder = tree.borders.lazy.map(\.count).max() ?? 0
    let pivotCounts = (0..<count).map { tree.dissection.range($0).count }
    largestPivotCount = pivotCounts.max() ?? 0
    let sizes = (0..<count).map {
      Scalar.storedCount(pivots: pivotCounts[$0], border: tree.borders[$0].count)
    }
    var borderOffsets = [Int64(0)]
    for border in tree.borders {
      borderOffsets.append((borderOffsets.last ?? 0) + Int64(border.count))
    }
    var (lowerOffsets, upperOffsets) = ([Int64](), [Int64](repeating: 0, count: count))
    var (lowerCount, upperCount) = (Int64(0), Int64(0))
    for size in sizes {
      lowerOffsets.append(lowerCount)
      lowerCount += size.lower
    }
    // Solves go down the tree with U, and read forward through memory.
    for node in (0..<count).reversed() {
      upperOffsets[node] = upperCount
      upperCount += sizes[node].upper
    }
    self.borderOffsets = borderOffsets
    self.lowerOffsets = lowerOffsets
    self.upperOffsets = upperOffsets
    storedCount = Int(lowerCount + upperCount)
    exchanges = .allocate(capacity: max(1, tree.size))
    lower = Self.allocate(lowerCount)
    upper = Self.allocate(upperCount)
  }

  private static func allocate(_ count: Int64) -> UnsafeMutableRawPointer {
    let byteCount = max(Int(count), 1) * MemoryLayout<Scalar>.stride
    let start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    isochron_prefer_large_pages(start, Int64(byteCount))
    return start
  }

  deinit {
    exchanges.deallocate()
    lower.deallocate()
    upper.deallocate()
  }

  /// Replaces a right-hand side by the solution.
  func solve(_ numbers: UnsafeMutablePointer<Double>, transposed: Bool) {
    // Both parts of a front begin on a new line of the cache.
    let parts = [order.count, largestPivotCount + 16, largestBorder + 16].map {
      ($0 * Scalar.realComponentCount + 7) / 8 * 8
    }
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: parts.reduce(0, +) * MemoryLayout<Double>.stride, alignment: 64)
    defer { raw.deallocate() }
    let start = raw.assumingMemoryBound(to: Double.self)
    let work = FrontWork(
      numbers: start, own: start + parts[0], rest: start + parts[0] + parts[1])
    withFronts { Scalar.solve($0, numbers, work, transposed: transposed) }
  }

  /// Lends the factors to a solve.
  private func withFronts(_ body: (UnsafePointer<isochron_fronts>) -> Void) {
    var fronts = isochron_fronts()
    fronts.size = Int64(order.count)
    fronts.count = Int64(upperOffsets.count)
    fronts.exchanges = UnsafePointer(exchanges)
    fronts.lower = UnsafePointer(lower.assumingMemoryBound(to: Double.self))
    fronts.upper = UnsafePointer(upper.assumingMemoryBound(to: Double.self))
    order.withUnsafeBufferPointer { order in
      pivotOffsets.withUnsafeBufferPointer { pivotOffsets in
        borderOffsets.withUnsafeBufferPointer { borderOffsets in
          border.withUnsafeBufferPointer { border in
            lowerOffsets.withUnsafeBufferPointer { lowerOffsets in
              upperOffsets.withUnsafeBufferPointer { upperOffsets in
                fronts.order = order.baseAddress
                fronts.pivot_offsets = pivotOffsets.baseAddress
                fronts.border_offsets = borderOffsets.baseAddress
                fronts.border = border.baseAddress
                fronts.lower_offsets = lowerOffsets.baseAddress
                fronts.upper_offsets = upperOffsets.baseAddress
                body(&fronts)
              }
            }
          }
        }
      }
    }
  }

  /// Factors A − σ.
  ///
  /// - Returns: how many pivots were replaced.
  func factor(
    _ matrix: SparseMatrix<Scalar>, shift: Scalar, tree: FrontTree,
    _ determinant: inout ScaledProduct, progress: (Double) -> Void
  ) throws -> Int {
    let rounding =
      max(matrix.largestModulus, shift.modulus, .leastNormalMagnitude) * 0x1p-52
    let dissection = tree.dissection
    let count = dissection.count
    // Schur complements wait here for their parent.
    var waiting = [UnsafeMutablePointer<Scalar>?](repeating: nil, count: count)
    let rows = UnsafeMutablePointer<Int32>.allocate(capacity: max(tree.size, 1))
    rows.initialize(repeating: -1, count: max(tree.size, 1))
    let largest = (0..<count).map {
      dissection.range($0).count * (dissection.range($0).count + 2 * tree.borders[$0].count)
    }.max()
    let panel = UnsafeMutablePointer<Scalar>.allocate(capacity: max(1, largest ?? 0))
    defer {
      for pointer in waiting { pointer?.deallocate() }
      rows.deallocate()
      panel.deallocate()
    }
    var (replaced, done) = (0, 0)
    for node in 0..<count {
      if node.isMultiple(of: 64) {
        try Cancellation.check("a factorization, \(node) of \(count) parts")
        progress(Double(done) / Double(max(tree.entryCount, 1)))
      }
      let range = dissection.range(node)
      let border = tree.borders[node]
      done += range.count * (range.count + 2 * border.count)
      let front = Front(own: range.count, outer: border.count, panel: panel)
      for (row, place) in range.enumerated() { rows[place] = Int32(row) }
      for (row, place) in border.enumerated() { rows[Int(place)] = Int32(range.count + row) }
      for place in range {
        let unknown = Int(dissection.order[place])
        let here = place - range.lowerBound
        for p in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          let there = Int(rows[Int(tree.places[matrix.columnIndices[p]])])
          if there >= 0 { front.add(matrix.values[p], here, there) }
        }
        for p in tree.columns.offsets[unknown]..<tree.columns.offsets[unknown + 1] {
          let there = Int(rows[Int(tree.places[Int(tree.columns.rows[p])])])
          if there >= front.own {
            front.add(matrix.values[Int(tree.columns.entries[p])], there, here)
          }
        }
        front.add(-shift, here, here)
      }
      for child in tree.children[node] {
        guard let update = waiting[child] else { continue }
        front.add(update, tree.borders[child], rows)
        update.deallocate()
        waiting[child] = nil
      }
      for place in range { rows[place] = -1 }
      for place in border { rows[Int(place)] = -1 }
      replaced += front.eliminate(exchanges + range.lowerBound, rounding, &determinant)
      let stride = MemoryLayout<Scalar>.stride
      Scalar.store(
        pivots: front.own, border: front.outer, left: front.left, above: front.above,
        lower: lower + stride * Int(lowerOffsets[node]),
        upper: upper + stride * Int(upperOffsets[node]))
      if dissection.parents[node] >= 0, front.outer > 0 {
        waiting[node] = front.update
      } else {
        front.update.deallocate()
      }
    }
    progress(1)
    return replaced
  }
}
