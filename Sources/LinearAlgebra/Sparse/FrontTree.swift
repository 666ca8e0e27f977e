/// What eliminating the unknowns of a sparse matrix along a dissection touches, before any number is known.
///
/// The unknowns of each node of the dissection are eliminated together, in a dense front with the later unknowns that
/// they couple to, its border. It depends on the pattern of the matrix only: one tree serves all shifts.
package struct FrontTree: Sendable {
  let dissection: Dissection

  /// The later places that each front changes, those of its parent first.
  let borders: [[Int32]]

  /// The fronts whose results each front takes up.
  let children: [[Int]]

  /// The place of each unknown in the order of elimination.
  let places: [Int32]

  /// The columns of the pattern: where those of each unknown begin, their rows, and their numbers in the matrix.
  let columns: (offsets: [Int], rows: [Int32], entries: [Int32])

  /// The number of unknowns.
  package var size: Int { places.count }

  /// The number of entries in the factors.
  package let entryCount: Int

  /// The largest number of unknowns of a front with its border.
  package let largestFront: Int

  /// Finds the fronts of a matrix.
  ///
  /// - Parameters:
  ///   - matrix: square; its pattern counts.
  ///   - directions: coordinates of all unknowns, one list for each direction in which cuts may go.
  package init<Scalar: MatrixScalar>(_ matrix: SparseMatrix<Scalar>, directions: [[Int32]]) {
    self.init(matrix, Dissection(matrix, directions: directions))
  }

  init<Scalar: MatrixScalar>(_ matrix: SparseMatrix<Scalar>, _ dissection: Dissection) {
    self.dissection = dissection
    let size = matrix.rowCount
    var places = [Int32](repeating: 0, count: size)
    for (place, unknown) in dissection.order.enumerated() { places[Int(unknown)] = Int32(place) }
    self.places = places
    columns = Self.columns(of: matrix)
    var children = [[Int]](repeating: [], count: dissection.count)
    for (node, parent) in dissection.parents.enumerated() where parent >= 0 {
      children[parent].append(node)
    }
    self.children = children
    let borders = Self.borders(matrix, columns, dissection, children, places)
    self.borders = borders
    var (entries, largest) = (0, 0)
    for node in 0..<dissection.count {
      let (own, outer) = (dissection.range(node).count, borders[node].count)
      entries += own * (own + 2 * outer)
      largest = max(largest, own + outer)
    }
    entryCount = entries
    largestFront = largest
  }

  private static func columns<Scalar: MatrixScalar>(
    of matrix: SparseMatrix<Scalar>
  ) -> (offsets: [Int], rows: [Int32], entries: [Int32]) {
    var offsets = [Int](repeating: 0, count: matrix.columnCount + 1)
    for column in matrix.columnIndices { offsets[column + 1] += 1 }
    for k in 0..<matrix.columnCount { offsets[k + 1] += offsets[k] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: matrix.storedCount)
    var entries = rows
    for i in 0..<matrix.rowCount {
      for p in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
        let column = matrix.columnIndices[p]
        rows[next[column]] = Int32(i)
        entries[next[column]] = Int32(p)
        next[column] += 1
      }
    }
    return (offsets, rows, entries)
  }

  private static func borders<Scalar: MatrixScalar>(
    _ matrix: SparseMatrix<Scalar>,
    _ columns: (offsets: [Int], rows: [Int32], entries: [Int32]), _ dissection: Dissection,
    _ children: [[Int]], _ places: [Int32]
  ) -> [[Int32]] {
    var result = [[Int32]](repeating: [], count: dissection.count)
    var marks = [Int32](repeating: -1, count: matrix.rowCount)
    for node in 0..<dissection.count {
      let range = dissection.range(node)
      let parent = dissection.parents[node]
      let next = parent < 0 ? range : dissection.range(parent)
      var (near, far): ([Int32], [Int32]) = ([], [])
      func add(_ place: Int32) {
        guard Int(place) >= range.upperBound, marks[Int(place)] != Int32(node) else { return }
        marks[Int(place)] = Int32(node)
        if next.contains(Int(place)) { near.append(place) } else { far.append(place) }
      }
      for child in children[node] { for place in result[child] { add(place) } }
      for k in range {
        let unknown = Int(dissection.order[k])
        for p in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          add(places[matrix.columnIndices[p]])
        }
        for p in columns.offsets[unknown]..<columns.offsets[unknown + 1] {
          add(places[Int(columns.rows[p])])
        }
      }
      result[node] = near + far
    }
    return result
  }
}

extension Dissection {
  /// The places that a node eliminates.
  func range(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }
}
