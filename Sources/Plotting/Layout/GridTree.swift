/// A grid whose panels are numbered: what the layout measures and places.
///
/// The room around a panel's box is known from the round before; that of a nested grid is that of
/// its outer panels, so that its axes line up with those of its neighbours.
struct GridTree {
  indirect enum Content {
    case leaf(Int)
    case grid(GridTree)
  }

  struct Cell {
    var columns: Range<Int>
    var rows: Range<Int>
    var content: Content
  }

  let cells: [Cell]
  let columnCount: Int
  let rowCount: Int
  let columnWidths: [Double]
  let rowHeights: [Double]

  /// The greatest room that panels need at the four sides of their columns and rows.
  struct Room {
    var left: [Double]
    var right: [Double]
    var top: [Double]
    var bottom: [Double]
  }

  /// Room needed along the columns and rows.
  func room(_ insets: [Insets]) -> Room {
    var room = Room(
      left: Array(repeating: 0, count: columnCount), right: Array(repeating: 0, count: columnCount),
      top: Array(repeating: 0, count: rowCount), bottom: Array(repeating: 0, count: rowCount))
    for cell in cells {
      let own: Insets
      switch cell.content {
      case .leaf(let index): own = insets[index]
      case .grid(let inner): own = inner.outerInsets(insets)
      }
      room.left[cell.columns.lowerBound] = max(room.left[cell.columns.lowerBound], own.left)
      room.right[cell.columns.upperBound - 1] = max(
        room.right[cell.columns.upperBound - 1], own.right)
      room.top[cell.rows.lowerBound] = max(room.top[cell.rows.lowerBound], own.top)
      room.bottom[cell.rows.upperBound - 1] = max(room.bottom[cell.rows.upperBound - 1], own.bottom)
    }
    return room
  }

  /// Room that the outer panels need beyond the grid's box.
  func outerInsets(_ insets: [Insets]) -> Insets {
    let room = room(insets)
    return Insets(
      left: room.left.first ?? 0, right: room.right.last ?? 0, top: room.top.first ?? 0,
      bottom: room.bottom.last ?? 0)
  }

  /// Distances between the boxes of neighbouring columns and rows.
  private func gaps(_ room: Room, gap: Double) -> (across: [Double], down: [Double]) {
    (
      (0..<max(0, columnCount - 1)).map { room.right[$0] + gap + room.left[$0 + 1] },
      (0..<max(0, rowCount - 1)).map { room.bottom[$0] + gap + room.top[$0 + 1] }
    )
  }

  private static func shares(_ given: [Double], count: Int) -> [Double] {
    let weights = given.count == count ? given : Array(repeating: 1, count: count)
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private func widths(_ width: Double, gaps: [Double]) -> [Double] {
    let free = width - gaps.reduce(0, +)
    return Self.shares(columnWidths, count: columnCount).map { $0 * free }
  }

  private static func extent(_ range: Range<Int>, _ lengths: [Double], _ gaps: [Double]) -> Double {
    range.map { lengths[$0] }.reduce(0, +) + range.dropLast().map { gaps[$0] }.reduce(0, +)
  }

  /// Heights of the rows by the shapes that their panels prefer; panels with different wishes meet.
  func naturalHeights(
    width: Double, insets: [Insets], gap: Double, aspect: (Int) -> Double
  ) -> [Double] {
    let room = room(insets)
    let (across, down) = gaps(room, gap: gap)
    let widths = widths(width, gaps: across)
    func wish(_ cell: Cell) -> Double {
      let own = Self.extent(cell.columns, widths, across)
      switch cell.content {
      case .leaf(let index): return own * aspect(index)
      case .grid(let inner):
        return inner.naturalHeight(width: own, insets: insets, gap: gap, aspect: aspect)
      }
    }
    var heights = [Double?](repeating: nil, count: rowCount)
    for row in 0..<rowCount {
      let wishes = cells.filter { $0.rows == row..<(row + 1) }.map(wish)
      if let low = wishes.min(), let high = wishes.max() { heights[row] = (low + high) / 2 }
    }
    // Rows that only panels over several rows have: what those miss, in equal parts.
    for cell in cells where cell.rows.contains(where: { heights[$0] == nil }) {
      let open = cell.rows.filter { heights[$0] == nil }
      let known =
        cell.rows.compactMap { heights[$0] }.reduce(0, +)
        + cell.rows.dropLast().map { down[$0] }.reduce(0, +)
      let share = max(0.2 * wish(cell), wish(cell) - known) / Double(open.count)
      for row in open { heights[row] = share }
    }
    let natural = heights.map { $0 ?? 0 }
    guard rowHeights.count == rowCount else { return natural }
    return Self.shares(rowHeights, count: rowCount).map { $0 * natural.reduce(0, +) }
  }

  /// Height of the box that the grid prefers at a width.
  func naturalHeight(
    width: Double, insets: [Insets], gap: Double, aspect: (Int) -> Double
  ) -> Double {
    naturalHeights(width: width, insets: insets, gap: gap, aspect: aspect).reduce(0, +)
      + gaps(room(insets), gap: gap).down.reduce(0, +)
  }

  /// Where a panel is put.
  struct Placement: Equatable {
    var box = Rectangle(x: 0, y: 0, width: 0, height: 0)
    /// Left edge of all that belongs to the panel's column.
    var left = 0.0
  }

  /// Puts all panels into a box that their axes fill from edge to edge.
  func place(
    in box: Rectangle, insets: [Insets], gap: Double, aspect: (Int) -> Double,
    leftRoom: Double = 0, into placements: inout [Placement]
  ) {
    let room = room(insets)
    let (across, down) = gaps(room, gap: gap)
    let widths = widths(box.width, gaps: across)
    let natural = naturalHeights(width: box.width, insets: insets, gap: gap, aspect: aspect)
    let free = box.height - down.reduce(0, +)
    let total = natural.reduce(0, +)
    let heights = natural.map { $0 / total * free }
    for cell in cells {
      let (column, row) = (cell.columns.lowerBound, cell.rows.lowerBound)
      let own = Rectangle(
        x: box.x + zip(widths, across).prefix(column).map { $0 + $1 }.reduce(0, +),
        y: box.y + zip(heights, down).prefix(row).map { $0 + $1 }.reduce(0, +),
        width: Self.extent(cell.columns, widths, across),
        height: Self.extent(cell.rows, heights, down))
      let reach = max(room.left[column], column == 0 ? leftRoom : 0)
      switch cell.content {
      case .leaf(let index): placements[index] = Placement(box: own, left: own.minX - reach)
      case .grid(let inner):
        inner.place(
          in: own, insets: insets, gap: gap, aspect: aspect, leftRoom: reach, into: &placements)
      }
    }
  }

  /// Panels that stand in one row of this grid or of one within it.
  var rows: [[Int]] {
    (0..<rowCount).map { row in
      cells.filter { $0.rows.lowerBound == row }.compactMap {
        if case .leaf(let index) = $0.content { index } else { nil }
      }
    }
      + cells.flatMap { cell -> [[Int]] in
        if case .grid(let inner) = cell.content { inner.rows } else { [] }
      }
  }
}
