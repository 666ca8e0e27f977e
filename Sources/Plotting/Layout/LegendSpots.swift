/// What a legend might hide, on a raster of 2 points so that many at one spot count once.
///
/// Sums over all spots to the left and above make each count four look-ups.
struct LegendSpots {
  private static let step = 2.0
  private let box: Rectangle
  private let columns: Int
  private let rows: Int
  /// Spots in columns before and rows before, (columns + 1) × (rows + 1).
  private var sums: [Int32]

  init(_ obstacles: [Point], in box: Rectangle) {
    self.box = box
    columns = max(1, Int(box.width / Self.step) + 1)
    rows = max(1, Int(box.height / Self.step) + 1)
    var isTaken = [Bool](repeating: false, count: columns * rows)
    for point in obstacles {
      let column = ((point.x - box.minX) / Self.step).rounded()
      let row = ((point.y - box.minY) / Self.step).rounded()
      guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { continue }
      isTaken[Int(row) * columns + Int(column)] = true
    }
    let line = columns + 1
    sums = Array(repeating: 0, count: line * (rows + 1))
    for row in 0..<rows {
      var inRow: Int32 = 0
      for column in 0..<columns {
        if isTaken[row * columns + column] { inRow += 1 }
        sums[(row + 1) * line + column + 1] = sums[row * line + column + 1] + inRow
      }
    }
  }

  /// How many spots a rectangle hides.
  func count(in rectangle: Rectangle) -> Int {
    func first(_ place: Double, _ count: Int) -> Int {
      Int(min(max((place / Self.step).rounded(.up), 0), Double(count)))
    }
    func end(_ place: Double, _ count: Int) -> Int {
      Int(min(max((place / Self.step).rounded(.down) + 1, 0), Double(count)))
    }
    let left = first(rectangle.minX - box.minX, columns)
    let right = max(left, end(rectangle.maxX - box.minX, columns))
    let top = first(rectangle.minY - box.minY, rows)
    let bottom = max(top, end(rectangle.maxY - box.minY, rows))
    let line = columns + 1
    return Int(
      sums[bottom * line + right] - sums[top * line + right] - sums[bottom * line + left]
        + sums[top * line + left])
  }
}
