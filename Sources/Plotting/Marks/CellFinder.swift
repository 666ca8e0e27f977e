/// Finds the cell of an axis that a value falls into.
struct CellFinder {
  struct Place {
    var cell: Int
    /// The centre below, and how far the value is on the way to the next.
    var lower: Int
    var fraction: Double
  }
  var edges: [Double]
  var centers: [Double]

  func place(_ value: Double) -> Place? {
    guard let first = edges.first, let last = edges.last, value >= first, value <= last else {
      return nil
    }
    let cell = min(Self.below(value, in: edges), centers.count - 1)
    let lower = Self.below(value, in: centers)
    let next = min(lower + 1, centers.count - 1)
    let gap = centers[next] - centers[lower]
    return Place(
      cell: cell, lower: lower,
      fraction: gap > 0 ? min(max((value - centers[lower]) / gap, 0), 1) : 0)
  }

  /// The last of ascending numbers that is not above a value; the first if all are.
  private static func below(_ value: Double, in numbers: [Double]) -> Int {
    var low = 0
    var high = numbers.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if numbers[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
