import Foundation
import Plotting
import Testing

@Suite struct PolarPlotTests {
  private func disk(_ list: DisplayList) throws -> (center: Point, radius: Double) {
    let frame = try #require(list.frames("disk").first)
    return (Point(frame.midX, frame.midY), frame.width / 2)
  }

  private func markers(_ list: DisplayList) -> [Point] {
    list.groups.filter { $0.role == "data" }.flatMap(\.items).flatMap { item -> [Point] in
      if case .markers(_, let positions, _, _) = item { positions } else { [] }
    }
  }

  private func points(_ list: DisplayList) -> [Point] {
    list.groups.filter { $0.role == "data" }.flatMap(\.items).flatMap { item -> [Point] in
      guard case .path(let path, _, _) = item else { return [] }
      return path.elements.compactMap {
        switch $0 {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
  }

  @Test func anglesGoCounterclockwiseFromTheRight() throws {
    let list = try PolarPlot { Scatter([0, .pi / 2], [1, 2]) }.radialRange(0...2).displayList()
    let (center, radius) = try disk(list)
    let places = markers(list)
    #expect(abs(places[0].x - center.x - radius / 2) < 1e-9 && abs(places[0].y - center.y) < 1e-9)
    #expect(abs(places[1].x - center.x) < 1e-9 && abs(places[1].y - center.y + radius) < 1e-9)
  }

  @Test func zeroAndDirectionCanBeChosen() throws {
    let list = try PolarPlot { Scatter([0, .pi / 2], [1, 1]) }.radialRange(0...1)
      .zero(at: 90, isClockwise: true).displayList()
    let (center, radius) = try disk(list)
    let places = markers(list)
    #expect(abs(places[0].x - center.x) < 1e-9 && abs(places[0].y - center.y + radius) < 1e-9)
    #expect(abs(places[1].x - center.x - radius) < 1e-9)
  }

  @Test func nothingIsDrawnOutsideTheDisk() throws {
    let angles = SampleFigures.angles
    let list = try PolarPlot {
      Line(angles, angles.map { 3 * sin($0) })
      Band(angles, low: angles.map { _ in 0.2 }, high: angles.map { 2 + cos($0) })
      Bars([1, 2], [5, 0.5])
      Histogram([1, 1, 1, 2], bins: .count(3))
      HorizontalSpan(0.5...7)
      Line(angles, angles.map { 2 * $0 }).colored(by: angles)
    }.radialRange(0...1).displayList()
    let (center, radius) = try disk(list)
    let reach = points(list).map { hypot($0.x - center.x, $0.y - center.y) }.max() ?? .infinity
    #expect(reach <= radius * (1 + 1e-6))
    #expect(reach > radius * 0.999)
  }

  @Test func linesEndExactlyAtTheRim() throws {
    // The chord from radius 0 to radius 2 at one angle leaves the disk of radius 1 half way.
    let list = try PolarPlot { Line([1, 1], [0, 2]) }.radialRange(0...1).displayList()
    let (center, radius) = try disk(list)
    let ends = points(list).map { hypot($0.x - center.x, $0.y - center.y) }
    #expect(ends.count == 2 && abs(ends[1] - radius) < 1e-6)
  }

  @Test func aBarIsASectorOfARing() throws {
    let bars = Bars([0], [1], base: 0.5).barWidth(.pi / 2)
    let list = try PolarPlot { bars }.radialRange(0...1).displayList()
    let (center, radius) = try disk(list)
    // Shoelace formula: a quarter of the ring between half the radius and the radius.
    let corners = points(list)
    let area = corners.indices.reduce(0.0) { sum, index in
      let (a, b) = (corners[index], corners[(index + 1) % corners.count])
      return sum + (a.x - center.x) * (b.y - center.y) - (b.x - center.x) * (a.y - center.y)
    }
    let expected = Double.pi / 4 * radius * radius * 0.75
    // Chords of one degree miss 0.01 % of the area of an arc.
    #expect(abs(abs(area) / 2 - expected) < 1e-4 * expected)
  }

  @Test func namesOfAnglesStandOutsideAndNumbersInside() throws {
    for style in SampleFigures.styles {
      for plot in [SampleFigures.polarLines, SampleFigures.polarHistogram] {
        let list = try plot.style(style).displayList()
        let (center, radius) = try disk(list)
        for frame in list.frames("tick-label") where frame.maxX < list.size.width * 0.9 {
          let corners = [
            Point(frame.minX, frame.minY), Point(frame.maxX, frame.minY),
            Point(frame.minX, frame.maxY), Point(frame.maxX, frame.maxY),
          ]
          let far = corners.map { hypot($0.x - center.x, $0.y - center.y) }.max() ?? 0
          let across = max(frame.minX - center.x, center.x - frame.maxX, 0)
          let down = max(frame.minY - center.y, center.y - frame.maxY, 0)
          #expect(far < radius || hypot(across, down) > radius, "\(style.name) \(frame)")
        }
      }
    }
  }

  @Test func numbersAvoidData() throws {
    // Everything but one sector is covered.
    let plot = PolarPlot {
      Bars([.pi], [1]).barWidth(1.74 * .pi)
    }.radialRange(0...1).angleTicks(.multiplesOfPi)
    let list = try plot.displayList()
    let (center, _) = try disk(list)
    let numbers = list.groups.filter { $0.role == "tick-label" }.filter {
      // Those on patches are the radial ones.
      if case .path? = $0.items.first { true } else { false }
    }.compactMap(\.frame)
    #expect(numbers.count >= 2)
    for number in numbers { #expect(number.midX > center.x, "\(number)") }
  }

  @Test func heatMapsFillTheDiskAndNothingElse() throws {
    let map = ColorMap(name: "grey", hexColors: [0x000000, 0xffffff])
    let plot = PolarPlot {
      // 1 in the upper half, 0 in the lower.
      Heatmap(x: 0...(2 * .pi), y: 0...1, columns: 121, rows: 5, map: map) { angle, _ in
        sin(angle) > 0 ? 1 : 0
      }
    }
    let image = try #require(
      try plot.displayList().leaves.compactMap { item -> RasterImage? in
        if case .image(let image, _) = item { image } else { nil }
      }.first)
    func pixel(_ across: Double, _ down: Double) -> [UInt8] {
      let place =
        4 * (Int(down * Double(image.height)) * image.width + Int(across * Double(image.width)))
      return Array(image.pixels[place..<(place + 4)])
    }
    #expect(pixel(0.5, 0.25) == [255, 255, 255, 255])
    #expect(pixel(0.5, 0.75) == [0, 0, 0, 255])
    #expect(pixel(0.02, 0.02)[3] == 0)
  }

  @Test func mistakesAreExplained() {
    func code(_ plot: PolarPlot) -> PlottingError.Code? {
      do {
        _ = try plot.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    #expect(code(PolarPlot {}) == .emptyData)
    #expect(code(PolarPlot { Line([1], [.nan]) }) == .noFiniteData)
    #expect(code(PolarPlot { Line([1, 2], [1]) }) == .mismatchedLengths)
    #expect(code(PolarPlot { Line([1, 2], [1, 2]) }.radialRange(1...1)) == .emptyRange)
    #expect(code(PolarPlot { SlopedLine(slope: 1) }) == .incompatibleAxes)
    #expect(code(PolarPlot {}.radialRange(0...1)) == nil)
    #expect(code(PolarPlot { Line([0, 1], [-1, -2]) }) == nil)
    #expect(code(PolarPlot { Line([0, 1], [0.1, 100]) }.radialScale(.log)) == nil)
  }

  @Test func alternativeTextNamesTheRadius() throws {
    let text = try SampleFigures.polarLines.displayList().altText
    #expect(text.contains("Polar plot of S(φ)") || text.contains("Polar plot of 𝑆(𝜑)"))
    #expect(text.contains("181 points"))
  }
}
