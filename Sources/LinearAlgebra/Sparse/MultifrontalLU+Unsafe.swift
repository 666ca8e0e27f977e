import Preconditions
import COpenBLAS
import Foundation

/// The factorization of a sparse real matrix along a dissection of its unknowns (multifrontal method).
///
/// Rows are exchanged only among the unknowns of one node, and a pivot that vanishes there is replaced by one of
/// the size of rounding errors: whoever solves with the factors looks at the residual and takes `SparseLU`, the
/// plain reference, where it does not get small. In exchange nothing is ordered or analysed by searching.
///
/// Reference: I. S. Duff, J. K. Reid, ACM Trans. Math. Softw. 9, 302 (1983).
package final class MultifrontalLU: @unchecked Sendable {
  /// The number of unknowns.
  package let size: Int
  /// The number of entries in the factors.
  package let entryCount: Int
  /// How many pivots were replaced.
  package private(set) var replacedPivotCount = 0

  private let dissection: Dissection
  /// The unknowns outside each node that its elimination changes; those of the parent first.
  private let boundaries: [[Int32]]
  private let panels: UnsafeMutablePointer<Double>
  private let panelOffsets: [Int]
  private let exchanges: UnsafeMutablePointer<Int32>

  deinit {
    panels.deallocate()
    exchanges.deallocate()
  }

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: square and finite.
  ///   - shift: a number that is subtracted from the diagonal.
  ///   - dissection: of the same matrix.
  ///   - progress: called now and then with the fraction that is done.
  /// - Throws: `LinearAlgebraError`: `cancelled`, or `outOfMemory` where the factors exceed three quarters of the
  ///   machine's memory.
  package init(
    _ matrix: SparseMatrix<Double>, shift: Double = 0, dissection: Dissection,
    progress: (Double) -> Void = { _ in }
  ) throws {
    OpenBLAS.prepare()
    size = matrix.rowCount
    self.dissection = dissection
    let mirrored = MirroredRows(matrix)
    boundaries = Self.boundaries(matrix, mirrored, dissection)
    var offsets = [0]
    var total = 0
    for node in 0..<dissection.count {
      let (own, outer) = (dissection.width(node), boundaries[node].count)
      total += own * (own + 2 * outer)
      offsets.append(total)
    }
    panelOffsets = offsets
    entryCount = total
    // Asking first: the system promises memory that it does not have, and ends the process later.
    guard UInt64(8 * total) <= ProcessInfo.processInfo.physicalMemory / 4 * 3 else {
      throw LinearAlgebraError(
        .outOfMemory,
        "The factors of a matrix of \(matrix.rowCount) rows would take \(total / 125_000_000) GB. Use an "
          + "iterative method or a smaller system.")
    }
    panels = .allocate(capacity: max(total, 1))
    exchanges = .allocate(capacity: max(matrix.rowCount, 1))
    try factor(matrix, mirrored, shift, progress)
  }

  /// For each node the later unknowns that couple to it or to what was eliminated below it.
  private static func boundaries(
    _ matrix: SparseMatrix<Double>, _ mirrored: MirroredRows, _ dissection: Dissection
  ) -> [[Int32]] {
    var nodes = [Int32](repeating: 0, count: matrix.rowCount)
    for node in 0..<dissection.count {
      for k in dissection.range(node) { nodes[Int(dissection.order[k])] = Int32(node) }
    }
    var result = [[Int32]](repeating: [], count: dissection.count)
    var children = [[Int]](repeating: [], count: dissection.count)
    var marks = [Int32](repeating: -1, count: matrix.rowCount)
    matrix.columnIndices.withUnsafeBufferPointer { columns in
      for node in 0..<dissection.count {
        let own = Int32(node)
        let parent = Int32(dissection.parents[node])
        var (near, far): ([Int32], [Int32]) = ([], [])
        func add(_ unknown: Int) {
          guard nodes[unknown] > own, marks[unknown] != own else { return }
          marks[unknown] = own
          if nodes[unknown] == parent {
            near.append(Int32(unknown))
          } else {
            far.append(Int32(unknown))
          }
        }
        for child in children[node] { for unknown in result[child] { add(Int(unknown)) } }
        for k in dissection.range(node) {
          let unknown = Int(dissection.order[k])
          for p in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] { add(columns[p]) }
          for p in mirrored.offsets[unknown]..<mirrored.offsets[unknown + 1] {
            add(Int(mirrored.rows[p]))
          }
        }
        result[node] = near + far
        if parent >= 0 { children[Int(parent)].append(node) }
      }
    }
    return result
  }

  private func factor(
    _ matrix: SparseMatrix<Double>, _ mirrored: MirroredRows, _ shift: Double,
    _ progress: (Double) -> Void
  ) throws {
    let rounding = max(matrix.largestModulus, .leastNormalMagnitude) * 0x1p-52
    // Schur complements wait here for their parent.
    var waiting = [UnsafeMutablePointer<Double>?](repeating: nil, count: dissection.count)
    defer { for pointer in waiting { pointer?.deallocate() } }
    var children = [[Int]](repeating: [], count: dissection.count)
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: max(size, 1))
    places.initialize(repeating: -1, count: max(size, 1))
    defer { places.deallocate() }
    for node in 0..<dissection.count {
      if node.isMultiple(of: 64) {
        try Cancellation.check("a factorization, \(node) of \(dissection.count) parts")
        progress(Double(panelOffsets[node]) / Double(max(entryCount, 1)))
      }
      let range = dissection.range(node)
      let outer = boundaries[node]
      let front = Front(
        own: range.count, outer: outer.count, panel: panels + panelOffsets[node])
      for (place, k) in range.enumerated() { places[Int(dissection.order[k])] = Int32(place) }
      for (place, unknown) in outer.enumerated() {
        places[Int(unknown)] = Int32(range.count + place)
      }
      for k in range {
        let unknown = Int(dissection.order[k])
        let here = Int(places[unknown])
        for p in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          let there = Int(places[matrix.columnIndices[p]])
          if there >= 0 { front.element(here, there).pointee += matrix.values[p] }
        }
        for p in mirrored.offsets[unknown]..<mirrored.offsets[unknown + 1] {
          let there = Int(places[Int(mirrored.rows[p])])
          if there >= front.own { front.element(there, here).pointee += mirrored.values[p] }
        }
        front.element(here, here).pointee -= shift
      }
      for child in children[node] {
        guard let update = waiting[child] else { continue }
        front.add(update, boundaries[child], places, inParent: range.count)
        update.deallocate()
        waiting[child] = nil
      }
      for k in range { places[Int(dissection.order[k])] = -1 }
      for unknown in outer { places[Int(unknown)] = -1 }
      replacedPivotCount += front.eliminate(exchanges + range.lowerBound, rounding)
      let parent = dissection.parents[node]
      if parent >= 0, front.outer > 0 {
        waiting[node] = front.update
        children[parent].append(node)
      } else {
        front.update.deallocate()
      }
    }
    progress(1)
  }

  /// Solves A x = b.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  package func solve(_ rightHandSide: [Double]) -> [Double] {
    solve(rightHandSide, transposed: false)
  }

  /// Solves Aᵀ x = b.
  ///
  /// - Parameter rightHandSide: b.
  /// - Returns: x.
  package func solveTransposed(_ rightHandSide: [Double]) -> [Double] {
    solve(rightHandSide, transposed: true)
  }

  private func solve(_ rightHandSide: [Double], transposed: Bool) -> [Double] {
    requirePrecondition(rightHandSide.count == size, "The right-hand side does not fit the matrix.")
    var solution = rightHandSide
    let widest = (0..<dissection.count).map { dissection.width($0) + boundaries[$0].count }.max()
    let work = UnsafeMutablePointer<Double>.allocate(capacity: max(1, widest ?? 0))
    defer { work.deallocate() }
    solution.withUnsafeMutableBufferPointer { x in
      for node in 0..<dissection.count { sweep(node, x, work, transposed, isForward: true) }
      for node in (0..<dissection.count).reversed() {
        sweep(node, x, work, transposed, isForward: false)
      }
    }
    return solution
  }

  /// One node's part of the substitution, forward with the first factor or backward with the second.
  private func sweep(
    _ node: Int, _ x: UnsafeMutableBufferPointer<Double>, _ work: UnsafeMutablePointer<Double>,
    _ transposed: Bool, isForward: Bool
  ) {
    let range = dissection.range(node)
    let (own, outer) = (range.count, boundaries[node].count)
    guard own > 0 else { return }
    let (n, m) = (Int32(own), Int32(outer))
    let panel = panels + panelOffsets[node]
    let lead = n + m
    let right = panel + own * (own + outer)
    let rest = work + own
    for (k, p) in range.enumerated() { work[k] = x[Int(dissection.order[p])] }
    let trans = transposed ? CblasTrans : CblasNoTrans
    let exchanged = exchanges + range.lowerBound
    if isForward {
      if transposed {
        cblas_dtrsv(CblasColMajor, CblasUpper, trans, CblasNonUnit, n, panel, lead, work, 1)
        if outer > 0 {
          cblas_dgemv(CblasColMajor, trans, n, m, 1, right, n, work, 1, 0, rest, 1)
        }
      } else {
        for k in 0..<own {
          let other = Int(exchanged[k]) - 1
          if other != k { (work[k], work[other]) = (work[other], work[k]) }
        }
        cblas_dtrsv(CblasColMajor, CblasLower, trans, CblasUnit, n, panel, lead, work, 1)
        if outer > 0 {
          cblas_dgemv(CblasColMajor, trans, m, n, 1, panel + own, lead, work, 1, 0, rest, 1)
        }
      }
      for (k, unknown) in boundaries[node].enumerated() { x[Int(unknown)] -= rest[k] }
    } else {
      for (k, unknown) in boundaries[node].enumerated() { rest[k] = x[Int(unknown)] }
      if transposed {
        if outer > 0 {
          cblas_dgemv(CblasColMajor, trans, m, n, -1, panel + own, lead, rest, 1, 1, work, 1)
        }
        cblas_dtrsv(CblasColMajor, CblasLower, trans, CblasUnit, n, panel, lead, work, 1)
        for k in (0..<own).reversed() {
          let other = Int(exchanged[k]) - 1
          if other != k { (work[k], work[other]) = (work[other], work[k]) }
        }
      } else {
        if outer > 0 {
          cblas_dgemv(CblasColMajor, trans, n, m, -1, right, n, rest, 1, 1, work, 1)
        }
        cblas_dtrsv(CblasColMajor, CblasUpper, trans, CblasNonUnit, n, panel, lead, work, 1)
      }
    }
    for (k, p) in range.enumerated() { x[Int(dissection.order[p])] = work[k] }
  }
}

extension Dissection {
  fileprivate func range(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }
  fileprivate func width(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
}

/// The columns of a matrix, as rows of its transpose.
private struct MirroredRows {
  var offsets: [Int]
  var rows: [Int32]
  var values: [Double]

  init(_ matrix: SparseMatrix<Double>) {
    var offsets = [Int](repeating: 0, count: matrix.columnCount + 1)
    for column in matrix.columnIndices { offsets[column + 1] += 1 }
    for k in 0..<matrix.columnCount { offsets[k + 1] += offsets[k] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: matrix.storedCount)
    var values = [Double](repeating: 0, count: matrix.storedCount)
    for i in 0..<matrix.rowCount {
      for p in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
        let column = matrix.columnIndices[p]
        rows[next[column]] = Int32(i)
        values[next[column]] = matrix.values[p]
        next[column] += 1
      }
    }
    self.offsets = offsets
    self.rows = rows
    self.values = values
  }
}

/// A dense matrix on a node's own unknowns and its boundary: (own + outer) × own on the left, own × outer above, and
/// what is handed to the parent.
private struct Front {
  let own: Int
  let outer: Int
  let left: UnsafeMutablePointer<Double>
  let above: UnsafeMutablePointer<Double>
  let update: UnsafeMutablePointer<Double>

  init(own: Int, outer: Int, panel: UnsafeMutablePointer<Double>) {
    self.own = own
    self.outer = outer
    left = panel
    above = panel + own * (own + outer)
    update = .allocate(capacity: max(1, outer * outer))
    left.initialize(repeating: 0, count: own * (own + 2 * outer))
    update.initialize(repeating: 0, count: max(1, outer * outer))
  }

  @inline(__always)
  func element(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
    if column < own { return left + (row + (own + outer) * column) }
    return row < own
      ? above + (row + own * (column - own)) : update + (row - own + outer * (column - own))
  }

  /// Adds a child's result, whose unknowns in this node come first.
  func add(
    _ child: UnsafeMutablePointer<Double>, _ unknowns: [Int32],
    _ places: UnsafeMutablePointer<Int32>, inParent width: Int
  ) {
    let count = unknowns.count
    let targets = unknowns.map { places[Int($0)] }
    let inner = targets.prefix { $0 < Int32(width) }.count
    targets.withUnsafeBufferPointer { targets in
      for c in 0..<count {
        let source = child + count * c
        let column = Int(targets[c])
        if c < inner {
          let target = left + (own + outer) * column
          for r in 0..<count { target[Int(targets[r])] += source[r] }
        } else {
          let top = above + own * (column - own)
          for r in 0..<inner { top[Int(targets[r])] += source[r] }
          let bottom = update + (outer * (column - own) - own)
          for r in inner..<count { bottom[Int(targets[r])] += source[r] }
        }
      }
    }
  }

  /// Eliminates the own unknowns.
  ///
  /// - Returns: how many pivots were replaced.
  func eliminate(_ exchanges: UnsafeMutablePointer<Int32>, _ rounding: Double) -> Int {
    guard own > 0 else { return 0 }
    let (n, m) = (Int32(own), Int32(outer))
    let lead = n + m
    _ = LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, n, n, left, lead, exchanges)
    var replaced = 0
    for k in 0..<own {
      let pivot = left + (k + (own + outer) * k)
      if !(abs(pivot.pointee) >= rounding) {
        pivot.pointee = pivot.pointee < 0 ? -rounding : rounding
        replaced += 1
      }
    }
    guard outer > 0 else { return replaced }
    _ = LAPACKE_dlaswp_work(LAPACK_COL_MAJOR, m, above, n, 1, n, exchanges, 1)
    cblas_dtrsm(
      CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, n, m, 1, left, lead, above, n)
    cblas_dtrsm(
      CblasColMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, m, n, 1, left, lead,
      left + own, lead)
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, m, m, n, -1, left + own, lead, above, n, 1, update,
      m)
    return replaced
  }
}
