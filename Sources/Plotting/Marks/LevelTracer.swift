/// Curves at which numbers on a grid pass a level, and the regions where they are above it, by
/// marching squares.
///
/// Each cell gives the polygon of its part above the level, counterclockwise. Sides that two cells
/// share cancel, what remains is joined to closed outlines: holes turn the other way, so that
/// filling by the winding rule leaves them out. Cells with a corner that is not finite are holes.
struct LevelTracer {
  let grid: SampledGrid

  /// A place in the coordinates of the data.
  struct Place {
    var x: Double
    var y: Double
  }

  /// What a level divides.
  struct Result {
    /// Outlines of the parts above the level.
    var regions: [[Place]]
    /// Where the level is passed; closed curves repeat their first place.
    var lines: [[Place]]
  }

  /// A corner of the grid, or the place where the level is passed on the side to the right of it or
  /// above it: 3 · corner + 0, 1 or 2.
  private typealias Node = Int

  private func isWhole(_ row: Int, _ column: Int) -> Bool {
    guard row >= 0, column >= 0, row < grid.rowCount - 1, column < grid.columnCount - 1 else {
      return false
    }
    return grid[row, column].isFinite && grid[row, column + 1].isFinite
      && grid[row + 1, column].isFinite && grid[row + 1, column + 1].isFinite
  }

  /// Traces a level; −∞ gives the outline of all cells.
  func trace(_ level: Double) -> Result {
    var contour: [Node: Node] = [:]
    var outline: [Node: [Node]] = [:]
    for row in 0..<(grid.rowCount - 1) {
      for column in 0..<(grid.columnCount - 1) {
        addCell(row, column, level, &contour, &outline)
      }
    }
    return Result(regions: closed(outline, level), lines: joined(contour, level))
  }

  private func addCell(
    _ row: Int, _ column: Int, _ level: Double, _ contour: inout [Node: Node],
    _ outline: inout [Node: [Node]]
  ) {
    guard isWhole(row, column) else { return }
    let corners = [
      grid[row, column], grid[row, column + 1], grid[row + 1, column + 1], grid[row + 1, column],
    ]
    let above = corners.map { $0 >= level }
    guard above.contains(true) else { return }
    let base = row * grid.columnCount + column
    // Eight places around the cell: corners at even ones, passages at odd ones.
    let nodes: [Node] = [
      3 * base, 3 * base + 1, 3 * (base + 1), 3 * (base + 1) + 2,
      3 * (base + grid.columnCount + 1), 3 * (base + grid.columnCount) + 1,
      3 * (base + grid.columnCount), 3 * base + 2,
    ]
    let isOpen = [
      !isWhole(row - 1, column), !isWhole(row, column + 1), !isWhole(row + 1, column),
      !isWhole(row, column - 1),
    ]
    if isOpen.contains(false), !above.contains(false), !isOpen.contains(true) { return }
    for polygon in Self.polygons(above, middle: corners.reduce(0, +) / 4 >= level) {
      for (index, start) in polygon.enumerated() {
        let end = polygon[(index + 1) % polygon.count]
        let side = start / 2
        let last = end == 0 ? 8 : end
        if last > start, last <= 2 * side + 2 {
          // Along a side of the cell.
          if isOpen[side] { outline[nodes[start], default: []].append(nodes[end]) }
        } else {
          contour[nodes[start]] = nodes[end]
          outline[nodes[start], default: []].append(nodes[end])
        }
      }
    }
  }

  /// The parts of a cell above the level as places around it; at a saddle the mean of the corners
  /// decides whether two parts are joined.
  private static func polygons(_ above: [Bool], middle: Bool) -> [[Int]] {
    var around: [Int] = []
    for corner in 0..<4 {
      if above[corner] { around.append(2 * corner) }
      if above[corner] != above[(corner + 1) % 4] { around.append(2 * corner + 1) }
    }
    guard around.count == 6, above[0] == above[2], above[1] == above[3], !middle else {
      return [around]
    }
    return above[0] ? [[0, 1, 7], [4, 5, 3]] : [[2, 3, 1], [6, 7, 5]]
  }

  private func place(_ node: Node, _ level: Double) -> Place {
    let corner = node / 3
    let (row, column) = (corner / grid.columnCount, corner % grid.columnCount)
    let here = grid[row, column]
    switch node % 3 {
    case 1:
      let fraction = Self.fraction(here, grid[row, column + 1], level)
      return Place(
        x: grid.x[column] + fraction * (grid.x[column + 1] - grid.x[column]), y: grid.y[row])
    case 2:
      let fraction = Self.fraction(here, grid[row + 1, column], level)
      return Place(x: grid.x[column], y: grid.y[row] + fraction * (grid.y[row + 1] - grid.y[row]))
    default: return Place(x: grid.x[column], y: grid.y[row])
    }
  }

  private static func fraction(_ start: Double, _ end: Double, _ level: Double) -> Double {
    start == end ? 0.5 : min(max((level - start) / (end - start), 0), 1)
  }

  private func closed(_ outline: [Node: [Node]], _ level: Double) -> [[Place]] {
    var rest = outline
    var loops: [[Place]] = []
    for start in outline.keys.sorted() {
      while rest[start]?.isEmpty == false {
        var loop: [Place] = []
        var node = start
        while let next = rest[node]?.popLast() {
          loop.append(place(node, level))
          node = next
          if node == start { break }
        }
        if loop.count > 2 { loops.append(loop) }
      }
    }
    return loops
  }

  private func joined(_ contour: [Node: Node], _ level: Double) -> [[Place]] {
    var rest = contour
    let ends = Set(contour.values)
    var lines: [[Place]] = []
    func follow(_ start: Node) {
      var line = [place(start, level)]
      var node = start
      while let next = rest.removeValue(forKey: node) {
        line.append(place(next, level))
        node = next
      }
      if line.count > 1 { lines.append(line) }
    }
    for start in contour.keys.sorted() where !ends.contains(start) { follow(start) }
    for start in contour.keys.sorted() where rest[start] != nil { follow(start) }
    return lines
  }
}
