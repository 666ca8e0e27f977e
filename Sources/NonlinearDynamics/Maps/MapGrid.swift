/// The values on a grid, some calculated, others interpolated.
struct MapGrid {
  let columns: Int
  let rows: Int
  /// `values[k][j][i]`.
  private(set) var values: [[[Double]]]
  private(set) var isComputed: [[Bool]]
  private(set) var isComplete = true
  private var isKnown: [[Bool]]

  typealias Calculation = ([(i: Int, j: Int)]) -> [[Double]?]

  init(columns: Int, rows: Int, measurements: Int) {
    self.columns = columns
    self.rows = rows
    let plane = Array(repeating: Array(repeating: Double.nan, count: columns), count: rows)
    values = Array(repeating: plane, count: measurements)
    isComputed = Array(repeating: Array(repeating: false, count: columns), count: rows)
    isKnown = isComputed
  }

  var pointCount: Int { columns * rows }

  /// Calculates all points.
  mutating func fill(_ calculate: Calculation) {
    compute((0..<rows).flatMap { j in (0..<columns).map { (i: $0, j: j) } }, calculate)
  }

  private mutating func compute(_ points: [(i: Int, j: Int)], _ calculate: Calculation) {
    let new = points.filter { !isComputed[$0.j][$0.i] }
    for (point, result) in zip(new, calculate(new)) {
      guard let result else {
        isComplete = false
        continue
      }
      for (k, value) in result.enumerated() { values[k][point.j][point.i] = value }
      isComputed[point.j][point.i] = true
      isKnown[point.j][point.i] = true
    }
  }

  /// Calculates a coarse grid, then the finer points of cells across which the decisive measurement changes, and
  /// interpolates the other cells.
  mutating func refine(
    stride first: Int, decisive: Int, difference: Double, _ calculate: Calculation
  ) {
    var stride = first
    compute(
      Self.places(rows, stride).flatMap { j in Self.places(columns, stride).map { (i: $0, j: j) } },
      calculate)
    while stride > 1 {
      let half = stride / 2
      var wanted: [(i: Int, j: Int)] = []
      let (xs, ys) = (Self.places(columns, stride), Self.places(rows, stride))
      let fine = (Self.places(columns, half), Self.places(rows, half))
      for (top, bottom) in zip(ys, ys.dropFirst()) {
        for (left, right) in zip(xs, xs.dropFirst()) {
          // Neighbours of cells with a boundary are looked at too.
          guard differs(left, right, top, bottom, decisive, difference, margin: stride) else {
            continue
          }
          for j in fine.1 where j >= top && j <= bottom {
            for i in fine.0 where i >= left && i <= right { wanted.append((i, j)) }
          }
        }
      }
      compute(Self.unique(wanted), calculate)
      interpolate(xs, ys, fine.0, fine.1)
      stride = half
    }
  }

  private static func places(_ count: Int, _ stride: Int) -> [Int] {
    var result = Array(Swift.stride(from: 0, to: count, by: stride))
    if result.last != count - 1 { result.append(count - 1) }
    return result
  }

  private static func unique(_ points: [(i: Int, j: Int)]) -> [(i: Int, j: Int)] {
    var seen: Set<SIMD2<Int>> = []
    return points.filter { seen.insert(SIMD2($0.i, $0.j)).inserted }
  }

  private func differs(
    _ left: Int, _ right: Int, _ top: Int, _ bottom: Int, _ decisive: Int, _ difference: Double,
    margin: Int
  ) -> Bool {
    var (low, high) = (Double.infinity, -Double.infinity)
    for j in stride(from: max(0, top - margin), through: min(rows - 1, bottom + margin), by: 1) {
      for i in stride(from: max(0, left - margin), through: min(columns - 1, right + margin), by: 1)
      where isComputed[j][i] {
        let value = values[decisive][j][i]
        guard value.isFinite else { return true }
        low = min(low, value)
        high = max(high, value)
      }
    }
    return high - low > difference
  }

  /// Points of the finer grid that were not calculated, from the corners of their cells.
  private mutating func interpolate(_ xs: [Int], _ ys: [Int], _ fineX: [Int], _ fineY: [Int]) {
    for (top, bottom) in zip(ys, ys.dropFirst()) {
      for (left, right) in zip(xs, xs.dropFirst()) {
        for j in fineY where j >= top && j <= bottom {
          for i in fineX where i >= left && i <= right && !isKnown[j][i] {
            let u = Double(i - left) / Double(right - left)
            let v = Double(j - top) / Double(bottom - top)
            for k in values.indices {
              let upper = (1 - u) * values[k][top][left] + u * values[k][top][right]
              let lower = (1 - u) * values[k][bottom][left] + u * values[k][bottom][right]
              values[k][j][i] = (1 - v) * upper + v * lower
            }
            isKnown[j][i] = true
          }
        }
      }
    }
  }
}
