import Plotting
import Testing

/// Marks that say the same in two ways are drawn alike.
@Suite struct MarksTwoWaysTests {
  private static let x = (0..<20).map { Double($0) / 2 }
  private static let y = x.map { 3 + $0 - 0.1 * $0 * $0 }

  /// What a mark draws inside the axes, of one range for both sides of a comparison.
  private func data(_ marks: any Mark...) throws -> [DisplayItem] {
    try Plot(marks: marks).xRange(-1...11).yRange(-1...9).style(.prl).displayList().groups
      .filter { $0.role == "data" }.flatMap(\.items)
  }

  @Test func anAreaIsABandFromZero() throws {
    let zeros = Self.x.map { _ in 0.0 }
    #expect(
      try data(Area(Self.x, Self.y)) == data(Band(Self.x, low: zeros, high: Self.y)))
  }

  @Test func equalErrorsAreErrorsOfBothSides() throws {
    let error = Self.x.map { 0.1 + 0.01 * $0 }
    #expect(
      try data(ErrorBars(Self.x, Self.y, yError: error))
        == data(ErrorBars(Self.x, Self.y, below: error, above: error)))
  }

  @Test func aMapOfAFunctionIsAMapOfItsValues() throws {
    func height(_ x: Double, _ y: Double) -> Double { x * y }
    let places = (0..<5).map { Double($0) }
    let rows = places.map { y in places.map { height($0, y) } }
    #expect(
      try data(Heatmap(z: rows, x: 0...4, y: 0...4)) == data(Heatmap(x: places, y: places, z: rows))
    )
  }

  @Test func aMapGivenBackwardsIsTheSameMap() throws {
    let places = [0.0, 1, 2, 3]
    let rows = places.map { y in places.map { $0 - 2 * y } }
    let backwards = Heatmap(
      x: places.reversed(), y: places.reversed(), z: rows.reversed().map { $0.reversed() })
    #expect(try data(Heatmap(x: places, y: places, z: rows)) == data(backwards))
  }

  @Test func linesOfFilledContoursAreContoursAtItsLevels() throws {
    let places = (0..<12).map { Double($0) }
    let rows = places.map { y in places.map { $0 * y - y } }
    let levels = [10.0, 30, 60]
    let filled = FilledContour(x: places, y: places, z: rows, levels: levels)
    #expect(
      try data(filled.lines.color(.black))
        == data(Contour(x: places, y: places, z: rows, levels: levels).color(.black)))
  }

  @Test func stackedBarsAreBarsFromTheirBase() throws {
    let places = [0.0, 1, 2]
    let high = [0.5, 1, 0.25]
    #expect(
      try data(Bars(places, high).stacked(on: [2, 2, 2]))
        == data(Bars(places, high.map { 2 + $0 }, base: 2)))
  }

  @Test func aCurveIsTheLineThroughItsValues() throws {
    let curve = Line(over: 0...9, count: 10) { $0 * $0 / 10 }
    let points = Line((0..<10).map(Double.init), (0..<10).map { Double($0 * $0) / 10 })
    #expect(try data(curve) == data(points))
  }

  @Test func aSlopedLineIsALineFromSideToSide() throws {
    let sloped = try data(SlopedLine(slope: 0.5, intercept: 1).color(.red).dashes(.solid).width(1))
    let line = try data(Line([-1, 11], [0.5, 6.5]).color(.red).width(1))
    func places(_ items: [DisplayItem]) -> [Point] {
      guard case .path(let path, _, _)? = items.first else { return [] }
      return path.elements.compactMap { element in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
    let (points, straight) = (places(sloped), places(line))
    let (start, end) = (try #require(straight.first), try #require(straight.last))
    let (first, last) = (try #require(points.first), try #require(points.last))
    #expect(first.x <= start.x + 1e-9 && last.x >= end.x - 1e-9)
    for point in points {
      let expected = start.y + (point.x - start.x) / (end.x - start.x) * (end.y - start.y)
      // Rounding of coordinates of some hundred points.
      #expect(abs(point.y - expected) < 1e-9)
    }
  }

  @Test func aHistogramIsBarsOfItsCounts() throws {
    let histogram = Histogram(Self.y, bins: .count(5))
    let (edges, heights) = histogram.binned
    let counted = heights.indices.map { bin in
      Double(
        Self.y.count {
          $0 >= edges[bin]
            && (bin == heights.count - 1 ? $0 <= edges[bin + 1] : $0 < edges[bin + 1])
        })
    }
    #expect(heights == counted && heights.reduce(0, +) == Double(Self.y.count))
  }
}
