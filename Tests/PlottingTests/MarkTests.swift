import Plotting
import Testing

@Suite struct MarkTests {
  private func polylines(_ list: DisplayList) -> [[Point]] {
    let data = list.groups.filter { $0.role == "data" }.flatMap(\.items)
    return data.flatMap { item -> [[Point]] in
      guard case .path(let path, _, _?) = item else { return [] }
      var lines: [[Point]] = []
      for element in path.elements {
        switch element {
        case .move(let point): lines.append([point])
        case .line(let point): lines[lines.count - 1].append(point)
        default: break
        }
      }
      return lines
    }
  }

  @Test func notANumberSplitsALine() throws {
    let list = try Plot { Line([0, 1, 2, 3, 4], [0, 1, .nan, 1, 0]) }.displayList()
    #expect(polylines(list).map(\.count) == [2, 2])
  }

  @Test func thinningKeepsExtremes() {
    var state: UInt64 = 7
    let points = (0..<100_000).map { index -> Point in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Point(Double(index) * 0.002, Double(state >> 40) / 1e5)
    }
    let thinned = Polyline.decimated(points)
    #expect(thinned.count < 4 * 900)
    #expect(thinned.first == points.first && thinned.last == points.last)
    #expect(thinned.map(\.y).max() == points.map(\.y).max())
    #expect(thinned.map(\.y).min() == points.map(\.y).min())
    // Each column of pixels keeps its own extremes.
    for column in stride(from: 0.0, to: 200, by: 12) {
      func inside(_ point: Point) -> Bool {
        (point.x / 0.24).rounded(.down) == (column / 0.24).rounded(.down)
      }
      #expect(points.filter(inside).map(\.y).max() == thinned.filter(inside).map(\.y).max())
    }
  }

  @Test func shortLinesAreNotThinned() {
    let points = (0..<50).map { Point(0.001 * Double($0), Double($0)) }
    #expect(Polyline.decimated(points) == points)
  }

  @Test func clippingKeepsWhatIsInsideAndItsDirection() {
    let box = Rectangle(x: 0, y: 0, width: 10, height: 10)
    let crossing = Polyline.clipped(
      [Point(-5, 5), Point(15, 5), Point(15, 20), Point(5, -5)], to: box)
    #expect(crossing.count == 2)
    #expect(crossing[0] == [Point(0, 5), Point(10, 5)])
    #expect(Polyline.clipped([Point(-5, -5), Point(-1, 20)], to: box).isEmpty)
    let inside = [Point(1, 1), Point(2, 9), Point(9, 2)]
    #expect(Polyline.clipped(inside, to: box) == [inside])
  }

  @Test func coordinatesFarOffThePageAreCut() throws {
    let plot = Plot { Line([0, 1, 2], [-1e12, 0.5, 1e12]) }.yRange(0...1)
    let list = try plot.displayList()
    let reach = polylines(list).joined().map { max(abs($0.x), abs($0.y)) }.max() ?? .infinity
    #expect(reach < 1000)
  }

  @Test func colorsCycleAndOwnColorsDoNotCount() throws {
    let plot = Plot {
      Line([0, 1], [0, 0])
      Line([0, 1], [1, 1]).color(.black)
      HorizontalLine(0.5)
      Line([0, 1], [2, 2])
    }
    let list = try plot.displayList()
    let colors = list.groups.filter { $0.role == "data" }.flatMap(\.items).compactMap {
      if case .path(_, _, let stroke?) = $0 { stroke.color } else { nil }
    }
    let style = FigureStyle.notebook
    #expect(
      colors == [style.colorCycle[0], .black, style.mutedForeground, style.colorCycle[1]])
  }

  @Test func heatMapPutsRowZeroAtTheBottomAndLeavesHolesClear() throws {
    let map = ColorMap(name: "grey", hexColors: [0x000000, 0xffffff])
    let plot = Plot { Heatmap(z: [[0, 1], [.nan, 1]], map: map) }
    let image = try #require(
      try plot.displayList().leaves.compactMap { item -> RasterImage? in
        if case .image(let image, _) = item { image } else { nil }
      }.first)
    #expect(image.width == 2 && image.height == 2)
    #expect(Array(image.pixels[0..<4]) == [0, 0, 0, 0])
    #expect(Array(image.pixels[8..<12]) == [0, 0, 0, 255])
    #expect(Array(image.pixels[12..<16]) == [255, 255, 255, 255])
  }

  @Test func divergingScaleHasItsMiddleAtItsCenter() throws {
    let ends = try ColorScaling.centered(on: 1).ends(for: [-1, 0, 2, .nan])
    #expect(ends == (-1, 3))
    let cyclic = try ColorScaling.cyclic(period: 2, from: -1).ends(for: [])
    #expect(cyclic == (-1, 1))
  }

  @Test func colorMapsReachTheirEnds() {
    for map in [
      ColorMap.viridis, .magma, .inferno, .plasma, .cividis, .batlow, .vik, .balance, .romaO,
      .phase,
    ] {
      #expect(map.hexColors.count == 256, "\(map.name)")
      #expect(map(0) == Color(hex: map.hexColors[0]))
      #expect(map(1) == Color(hex: map.hexColors[255]))
      #expect(map(-3) == map(0) && map(7) == map(1))
    }
    // Cyclic maps meet: the ends differ no more than neighbours do.
    for map in [ColorMap.romaO, .phase] {
      let ends = zip(map(0).bytes, map(1).bytes).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(map.isCyclic && ends <= 6, "\(map.name): \(ends)")
    }
  }

  @Test func builderTakesLoopsAndConditions() {
    let hasReference = true
    let plot = Plot {
      for k in 0..<3 { Line([0, 1], [0, Double(k)]) }
      if hasReference { HorizontalLine(0) }
      if plotCount > 2 { VerticalLine(0) } else { Scatter([0], [0]) }
    }
    #expect(plot.marks.count == 5)
  }

  private var plotCount: Int { 3 }

  @Test func alternativeTextTellsWhatIsThere() throws {
    let text = try SampleFigures.lines.displayList().altText
    #expect(text.contains("A weakly driven spin") && text.contains("401 points"))
    #expect(!text.contains("$") && !text.contains("\\"))
    let own = try SampleFigures.lines.altText("My words.").displayList().altText
    #expect(own == "My words.")
    let grid = try SampleFigures.grid.displayList().altText
    #expect(grid.contains("Panel (d)"))
  }
}
