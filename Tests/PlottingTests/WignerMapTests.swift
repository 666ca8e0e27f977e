import Foundation
import Plotting
import Testing

@Suite struct WignerMapTests {
  /// The vacuum: W = exp(−x² − p²)/π, with marginals exp(−x²)/√π.
  private static let places = (0...80).map { -4 + 0.1 * Double($0) }
  private static let vacuum = places.map { p in
    places.map { x in exp(-x * x - p * p) / .pi }
  }

  @Test func marginalsAreIntegrals() {
    let map = WignerMap(Self.vacuum, x: -4...4, p: -4...4)
    for (place, density) in zip(Self.places, map.positionDistribution) {
      // The trapezoidal rule is exact to rounding for a Gaussian; the cut tails are e⁻¹⁶.
      #expect(abs(density - exp(-place * place) / Double.pi.squareRoot()) < 1e-7)
    }
    // Unequal steps: momenta twice as far apart.
    let wide = WignerMap(
      stride(from: 0, to: 81, by: 2).map { Self.vacuum[$0] }, x: -4...4, p: -4...4)
    #expect(wide.momentumDistribution.count == 41)
    #expect(abs(wide.positionDistribution[40] - 1 / Double.pi.squareRoot()) < 1e-7)
  }

  @Test func functionsAndTablesAreTheSame() {
    let function = WignerMap(x: -4...4, p: -4...4, columns: 81, rows: 81) { x, p in
      exp(-x * x - p * p) / .pi
    }
    for (row, other) in zip(function.values, Self.vacuum) {
      // Places differ by rounding only.
      #expect(zip(row, other).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  @Test func colorsDivergeFromZero() throws {
    let list = try SampleFigures.wigner.displayList()
    let bar = try #require(list.groups.first { $0.role == "colorbar" })
    guard case .image(let image, _) = bar.items[0] else {
      Issue.record("the bar is not an image")
      return
    }
    // The greatest magnitude is negative here; zero is in the middle all the same.
    let middle = ColorMap.vik(0.5).bytes
    let row = 4 * (image.height / 2)
    #expect(
      zip(image.pixels[row..<(row + 3)], middle).allSatisfy { abs(Int($0) - Int($1)) <= 3 })
  }

  @Test func marginalsLineUpWithTheMap() throws {
    for style in SampleFigures.styles {
      let list = try SampleFigures.wigner.style(style).displayList()
      let data = list.groups.filter { $0.role == "data" }.compactMap(\.clip)
      try #require(data.count == 4)
      let (map, top, right) = (data[0], data[2], data[3])
      #expect(abs(top.minX - map.minX) < 1e-9 && abs(top.maxX - map.maxX) < 1e-9)
      #expect(abs(right.minY - map.minY) < 1e-9 && abs(right.maxY - map.maxY) < 1e-9)
      #expect(top.maxY < map.minY && right.minX > map.maxX)
      // Equal units along both axes: cells of the image are as wide as high.
      #expect(abs(map.width / 8.2 - map.height / 6.2) < 0.01 * map.width / 8.2)
    }
  }

  @Test func thePeakOfAMarginalIsAboveThatOfTheMap() throws {
    // A Gaussian about x = 2, p = −1.
    let rows = Self.places.map { p in
      Self.places.map { x in exp(-(x - 2) * (x - 2) - (p + 1) * (p + 1)) / .pi }
    }
    let list = try WignerMap(rows, x: -4...4, p: -4...4).displayList()
    let groups = list.groups.filter { $0.role == "data" }
    func outline(_ group: DisplayGroup) -> [Point] {
      group.items.flatMap { item -> [Point] in
        guard case .path(let path, nil, _?) = item else { return [] }
        return path.elements.compactMap {
          switch $0 {
          case .move(let point), .line(let point): point
          default: nil
          }
        }
      }
    }
    let map = try #require(groups[0].clip)
    let peak = try #require(outline(groups[1]).min { $0.y < $1.y })
    #expect(abs((peak.x - map.minX) / map.width - (2 + 4.05) / 8.1) < 1e-6)
    let side = try #require(outline(groups[2]).max { $0.x < $1.x })
    #expect(abs((map.maxY - side.y) / map.height - (-1 + 4.05) / 8.1) < 1e-6)
  }

  @Test func mistakesAreExplained() {
    func code(_ map: WignerMap) -> PlottingError.Code? {
      do {
        _ = try map.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    #expect(code(WignerMap([], x: 0...1, p: 0...1)) == .emptyData)
    #expect(code(WignerMap([[1, 2], [3]], x: 0...1, p: 0...1)) == .irregularGrid)
    #expect(code(WignerMap([[1, 2], [3, 4]], x: 0...0, p: 0...1)) == .emptyRange)
    #expect(code(WignerMap([[.nan, .nan], [.nan, .nan]], x: 0...1, p: 0...1)) == .noFiniteData)
    #expect(code(WignerMap([[1, 2], [3, 4]], x: 0...1, p: 0...1).reach(-1)) == .emptyRange)
    #expect(code(WignerMap([[0, 0], [0, 0]], x: 0...1, p: 0...1)) == nil)
  }

  @Test func alternativeTextNamesTheRange() throws {
    let text = try SampleFigures.wigner.displayList().altText
    #expect(
      text.contains("31 × 41") && text.contains("from −0.5 to") && text.contains("distributions"))
  }
}
