import Plotting
import Testing

/// Axes that grow the other way, bars of colours at every side, markers on the edge.
@Suite struct AxisSidesTests {
  private func markers(_ list: DisplayList) -> [Point] {
    list.leaves.flatMap { item -> [Point] in
      if case .markers(_, let positions, _, _) = item { positions } else { [] }
    }
  }

  @Test func invertedAxesMirrorThePoints() throws {
    let plot = Plot { Scatter([0, 1, 3], [0, 2, 9]) }.xRange(0...4).yRange(0...10)
    let usual = try plot.displayList()
    let mirrored = try plot.invertedX().invertedY().displayList()
    let first = try #require(usual.frames("panel").first)
    let second = try #require(mirrored.frames("panel").first)
    for (place, image) in zip(markers(usual), markers(mirrored)) {
      let across = (place.x - first.minX) / first.width + (image.x - second.minX) / second.width
      let down = (place.y - first.minY) / first.height + (image.y - second.minY) / second.height
      #expect(abs(across - 1) < 1e-9 && abs(down - 1) < 1e-9)
    }
    #expect(usual.texts.sorted() == mirrored.texts.sorted())
  }

  @Test func anInvertedHeatMapIsTheHeatMapOfTheReversedRows() throws {
    func image(_ plot: Plot) throws -> RasterImage? {
      try plot.displayList().leaves.compactMap { item -> RasterImage? in
        if case .image(let image, _) = item { image } else { nil }
      }.first
    }
    let rows: [[Double]] = [[0, 1, 2], [3, 4, 5]]
    let inverted = try image(Plot { Heatmap(z: rows) }.invertedX().invertedY())
    let reversed = try image(Plot { Heatmap(z: rows.reversed().map { $0.reversed() }) })
    #expect(inverted == reversed)
  }

  @Test func invertedLogarithmicAndBrokenAxesAreDrawn() throws {
    let list = try Plot {
      Line([1, 10, 1000], [1, 2, 3]); Bars([1, 2, 3], [1, 2, 3])
    }
    .xScale(.log).yScale(.log).invertedX().invertedY().displayList()
    #expect(list.texts.contains { $0.hasPrefix("10") })
    let broken = try Plot { Scatter([0, 1, 9, 10], [0, 1, 2, 3]) }.xBreak(2...8).invertedX()
      .displayList()
    let places = markers(broken).map(\.x)
    #expect(places == places.sorted(by: >) && places.count == 4)
  }

  @Test(arguments: ColorBarSide.allCases) func colourBarsStandAtEverySide(_ side: ColorBarSide)
    throws
  {
    for style in SampleFigures.styles {
      let plot = SampleFigures.map.colorBar("a name", side: side).title("A title").style(style)
      let list = try plot.displayList()
      let bar = try #require(list.frames("colorbar").first)
      let panel = try #require(list.frames("panel").first)
      switch side {
      case .right: #expect(bar.minX > panel.maxX)
      case .left: #expect(bar.maxX < panel.minX)
      case .top: #expect(bar.maxY < panel.minY)
      case .bottom: #expect(bar.minY > panel.maxY)
      }
      for group in list.groups {
        guard let frame = group.frame else { continue }
        #expect(list.page.holds(frame), "\(style.name) \(group.role)")
      }
      let texts = list.groups.filter {
        ["tick-label", "axis-label", "axis-factor", "title", "colorbar"].contains($0.role)
      }.compactMap(\.frame)
      #expect(overlapping(texts).isEmpty, "\(style.name) \(side)")
    }
  }

  @Test(arguments: ColorBarSide.allCases) func sharedColourBarsToo(_ side: ColorBarSide) throws {
    let plot = SampleFigures.map.colorBar("$Q$", side: side)
    let list = try Figure(style: .prl, columns: .double) {
      Grid(columns: 2) {
        plot; plot
      }.sharedColorBar().sharedXLabel("x").sharedYLabel("y")
        .title("Both")
    }.displayList()
    #expect(list.frames("colorbar").count == 1)
    for group in list.groups {
      guard let frame = group.frame else { continue }
      #expect(list.page.holds(frame), "\(group.role)")
    }
    let texts = list.groups.filter {
      ["tick-label", "axis-label", "axis-factor", "title", "colorbar"].contains($0.role)
    }.compactMap(\.frame)
    #expect(overlapping(texts).isEmpty)
  }

  @Test func aMarkerOnTheEdgeIsWhole() throws {
    let list = try Plot { Scatter([0, 1, 2], [0, 1, 2]).marker(.circle, size: 12) }
      .xRange(0...1).yRange(0...1).displayList()
    // The point at 2 is outside: it is not there at all.
    #expect(markers(list).count == 2)
    let clip = try #require(list.groups.first { $0.role == "data" }?.clip)
    for place in markers(list) {
      let whole = Rectangle(x: place.x - 6, y: place.y - 6, width: 12, height: 12)
      #expect(clip.holds(whole))
    }
  }

  @Test func linesEndAtTheAxesThoughMarkersDoNot() throws {
    let list = try Plot { Line([-1, 0, 1], [0, 0, 0]).marker(.circle).width(4) }.xRange(0...1)
      .displayList()
    let panel = try #require(list.frames("panel").first)
    let inside = try #require(list.groups.first { $0.role == "inside" })
    let clip = try #require(inside.clip)
    #expect(panel.holds(clip) && clip.holds(panel))
  }
}
