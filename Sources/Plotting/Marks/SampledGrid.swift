import Preconditions
import Foundation

/// Numbers at the points of a rectangular grid, with what is wrong about them, if anything.
///
/// Maps, contours and flows are made from it, so that all take the same arguments and complain in
/// the same words.
public struct SampledGrid: Sendable, Hashable {
  /// The values: `values[row * columnCount + column]`, row 0 at the least y.
  var values: [Double]
  /// Coordinates of the columns, ascending.
  var x: [Double]
  /// Coordinates of the rows, ascending.
  var y: [Double]
  /// Why the arrays that it was made from do not fit together.
  var problem: PlottingError?

  var columnCount: Int { x.count }
  var rowCount: Int { y.count }

  subscript(row: Int, column: Int) -> Double { values[row * x.count + column] }

  /// Rows at equal distances over ranges.
  init(z: [[Double]], x: ClosedRange<Double>?, y: ClosedRange<Double>?, of mark: String) {
    let columns = z.first?.count ?? 0
    self.init(
      z: z, x: Self.places(x ?? 0...Double(max(0, columns - 1)), count: columns),
      y: Self.places(y ?? 0...Double(max(0, z.count - 1)), count: z.count), of: mark)
    let isWhole = columns > 0 && z.allSatisfy { $0.count == columns }
    guard isWhole else { return }
    let ends = [x?.lowerBound, x?.upperBound, y?.lowerBound, y?.upperBound].compactMap { $0 }
    if !ends.allSatisfy(\.isFinite) || (columns > 1 && x?.length == 0)
      || (z.count > 1 && y?.length == 0)
    {
      problem = PlottingError(
        .emptyRange,
        "\(mark) of \(z.count) × \(columns) values needs ranges of positive finite length, "
          + "got x \(Self.text(x)) and y \(Self.text(y)).")
    }
  }

  private static func text(_ range: ClosedRange<Double>?) -> String {
    range.map { "from \($0.lowerBound) to \($0.upperBound)" } ?? "automatic"
  }

  /// Rows at coordinates, which may be unequally spaced or descending.
  init(z: [[Double]], x: [Double], y: [Double], of mark: String) {
    let columns = z.first?.count ?? 0
    values = Array(z.joined())
    self.x = x
    self.y = y
    if let odd = z.firstIndex(where: { $0.count != columns }) {
      problem = PlottingError(
        .irregularGrid,
        "\(mark) needs rows of equal length: row 0 has \(columns) values, row \(odd) has "
          + "\(z[odd].count). Fill missing cells with .nan.")
    } else if values.isEmpty {
      problem = PlottingError(
        .emptyData, "\(mark) has no data: it has no rows or empty ones. Give at least one value.")
    } else if x.count != columns || y.count != z.count {
      problem = PlottingError(
        .mismatchedLengths,
        "\(mark) has \(z.count) rows of \(columns) values, but \(y.count) y and \(x.count) x "
          + "coordinates. Rows go with y, columns with x; transpose z if they are swapped.")
    }
    guard problem == nil else { return }
    if Self.isAscending(x.reversed()), x.count > 1 {
      self.x.reverse()
      values = Array(z.map { $0.reversed() }.joined())
    }
    if Self.isAscending(y.reversed()), y.count > 1 {
      self.y.reverse()
      let rows = values
      values = (0..<z.count).reversed().flatMap { rows[($0 * columns)..<(($0 + 1) * columns)] }
    }
    if let axis = !Self.isAscending(self.x) ? "x" : !Self.isAscending(self.y) ? "y" : nil {
      problem = PlottingError(
        .irregularGrid,
        "\(mark) needs finite coordinates that ascend or descend, but those of \(axis) do not. "
          + "Sort the rows or columns, or draw scattered points by Scatter.")
    }
  }

  /// A function at the points of a grid.
  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int, of mark: String,
    _ function: (Double, Double) -> Double
  ) {
    requirePrecondition(
      columns >= 2 && rows >= 2, "\(mark) needs at least 2 × 2 points, got \(rows) × \(columns).")
    let xs = Self.places(x, count: columns)
    let ys = Self.places(y, count: rows)
    self.init(z: ys.map { y in xs.map { function($0, y) } }, x: x, y: y, of: mark)
  }

  static func places(_ range: ClosedRange<Double>, count: Int) -> [Double] {
    guard count > 1 else { return Array(repeating: range.lowerBound, count: count) }
    return (0..<count).map { range.lowerBound + Double($0) / Double(count - 1) * range.length }
  }

  private static func isAscending(_ values: [Double]) -> Bool {
    values.allSatisfy(\.isFinite) && zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Whether coordinates are equally spaced to a thousandth of their distance.
  static func isRegular(_ values: [Double]) -> Bool {
    guard let first = values.first, let last = values.last, values.count > 2 else { return true }
    let step = (last - first) / Double(values.count - 1)
    return values.enumerated().allSatisfy {
      abs($0.element - first - Double($0.offset) * step) <= 1e-3 * step
    }
  }

  /// Edges of the cells about coordinates: half way between neighbours as the scale has it.
  static func edges(_ values: [Double], scale: AxisScale) -> [Double] {
    let places = values.map { scale.position(of: $0) }
    guard let first = places.first, let last = places.last else { return [] }
    guard places.count > 1 else {
      return [scale.value(at: first - 0.5), scale.value(at: first + 0.5)]
    }
    let middles = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    let ends = (
      first - (places[1] - first) / 2, last + (last - places[places.count - 2]) / 2
    )
    return ([ends.0] + middles + [ends.1]).map { scale.value(at: $0) }
  }

  /// Refuses what does not fit together or cannot be shown on the scales.
  func check(_ mark: String, xScale: AxisScale, yScale: AxisScale, leastCount: Int = 1) throws {
    if let problem { throw problem }
    guard rowCount >= leastCount, columnCount >= leastCount else {
      throw PlottingError(
        .emptyData,
        "\(mark) needs at least \(leastCount) × \(leastCount) values, got \(rowCount) × "
          + "\(columnCount).")
    }
    try DataCheck.checkPositive(x, of: mark, axis: "x", scale: xScale)
    try DataCheck.checkPositive(y, of: mark, axis: "y", scale: yScale)
  }

  /// From the first to the last coordinate.
  var extent: DataExtent {
    DataExtent(
      x: ClosedRange(finiteExtentOf: x), y: ClosedRange(finiteExtentOf: y), isTightX: true,
      isTightY: true)
  }

  /// Size and range in words.
  func summary(_ label: String?) -> String {
    "\(rowCount) × \(columnCount) values" + (label.map { " of \($0)" } ?? "") + " "
      + DataCheck.text(ClosedRange(finiteExtentOf: values)) + ", x "
      + DataCheck.text(ClosedRange(finiteExtentOf: x)) + ", y "
      + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}
