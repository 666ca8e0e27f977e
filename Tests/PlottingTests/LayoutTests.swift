import Plotting
import Testing

@Suite struct LayoutTests {
  @Test func nothingIsOutsideThePage() throws {
    for (name, drawable) in SampleFigures.all {
      let list = try drawable.displayList()
      for group in list.groups {
        guard let frame = group.frame else { continue }
        #expect(list.page.holds(frame), "\(name): \(group.role) at \(frame), page \(list.size)")
      }
    }
  }

  @Test func labelsOverlapNeitherEachOtherNorTheAxes() throws {
    for (name, drawable) in SampleFigures.all {
      let list = try drawable.displayList()
      let panels = list.groups.filter { $0.role == "panel" }
      for panel in panels {
        let groups = DisplayList.groups(in: .group(panel))
        func frames(_ roles: String...) -> [Rectangle] {
          groups.filter { roles.contains($0.role) }.compactMap(\.frame)
        }
        let texts = frames(
          "tick-label", "axis-label", "axis-factor", "title", "panel-label")
        let pairs = overlapping(texts)
        #expect(pairs.isEmpty, "\(name): \(pairs)")
        for axes in frames("axes") {
          let covering = frames("tick-label", "axis-factor", "title", "axis-label").filter {
            $0.overlaps(axes.inset(by: 0.5))
          }
          // Outward ticks are part of the axes' frame; only the sphere has labels inside.
          #expect(covering.isEmpty, "\(name): \(covering) over axes \(axes)")
        }
      }
    }
  }

  @Test func legendIsInsideTheAxesOrClearOfThem() throws {
    for (name, drawable) in SampleFigures.all {
      let list = try drawable.displayList()
      for panel in list.groups where panel.role == "panel" {
        let groups = DisplayList.groups(in: .group(panel))
        guard let legend = groups.first(where: { $0.role == "legend" })?.frame,
          let axes = groups.first(where: { $0.role == "axes" })?.frame
        else { continue }
        #expect(
          axes.holds(legend) || !axes.inset(by: 0.5).overlaps(legend),
          "\(name): legend \(legend), axes \(axes)")
        let outer = groups.filter {
          ["tick-label", "title", "axis-label", "axis-factor", "panel-label"].contains($0.role)
        }.compactMap(\.frame)
        #expect(!outer.contains { $0.overlaps(legend) }, "\(name)")
      }
    }
  }

  @Test func legendAvoidsData() throws {
    // All data in the upper half: the legend has to go below.
    let plot = Plot {
      Line((0...100).map(Double.init), (0...100).map { 0.95 + 0.001 * Double($0 % 7) }).label("a")
    }.yRange(0...1)
    let list = try plot.displayList()
    let legend = try #require(list.frames("legend").first)
    let axes = try #require(list.frames("axes").first)
    #expect(legend.minY > axes.midY)
  }

  @Test func legendGoesAboveWhereItWouldHideDataEverywhere() throws {
    let list = try SampleFigures.crowded.displayList()
    let legend = try #require(list.frames("legend").first)
    let axes = try #require(list.frames("axes").first)
    #expect(legend.maxY <= axes.minY)
  }

  @Test func panelsOfAColumnShareTheirEdges() throws {
    let list = try SampleFigures.grid.displayList()
    let boxes = list.groups.filter { $0.role == "panel" }.compactMap(\.frame)
    try #require(boxes.count == 4)
    #expect(boxes[0].minX == boxes[2].minX && boxes[0].maxX == boxes[2].maxX)
    #expect(boxes[1].minX == boxes[3].minX && boxes[1].maxX == boxes[3].maxX)
    #expect(boxes[0].minY == boxes[1].minY && boxes[0].maxY == boxes[1].maxY)
    #expect(boxes[2].minY == boxes[3].minY && boxes[2].maxY == boxes[3].maxY)
  }

  @Test func panelLabelsCountUpAndLineUp() throws {
    let list = try SampleFigures.grid.displayList()
    let labels = list.groups.filter { $0.role == "panel-label" }
    let texts = labels.map { label in
      DisplayList(size: list.size, items: label.items).texts.joined()
    }
    #expect(texts == ["(a)", "(b)", "(c)", "(d)"])
    let frames = labels.compactMap(\.frame)
    try #require(frames.count == 4)
    // The label (c) belongs to a sphere, (d) to a plot in the same row; brackets have equal ink.
    #expect(abs(frames[2].minY - frames[3].minY) < 0.5)
    #expect(frames[0].minX == frames[2].minX)
  }

  @Test func figuresHaveTheWidthOfTheirColumn() throws {
    let plot = SampleFigures.lines
    let single = try Figure(style: .prl) { plot }.displayList()
    #expect(abs(single.size.width / 72 * 2.54 - 8.6) < 1e-9)
    let double = try Figure(style: .nature, columns: .double) { plot }.displayList()
    #expect(abs(double.size.width / 72 * 25.4 - 183) < 1e-9)
    let fixed = try Figure(columns: .width(.inches(4)), height: .centimeters(5)) { plot }
      .displayList()
    #expect(fixed.size == Size(288, 5 * 72 / 2.54))
  }

  @Test func colorBarIsAsHighAsItsPanel() throws {
    let list = try SampleFigures.map.displayList()
    let bar = try #require(list.frames("colorbar").first)
    let panel = try #require(list.frames("panel").first)
    // Half a line's width on each side is added to the bar's frame.
    #expect(abs(bar.minY - panel.minY) < 0.5 && abs(bar.maxY - panel.maxY) < 0.5)
    #expect(bar.minX > panel.maxX)
  }

  @Test func equalAspectGivesEqualUnits() throws {
    let square = Plot {
      Line([0, 1, 1, 0, 0], [0, 0, 1, 1, 0])
    }.aspect(.equal).size(width: .points(400), height: .points(220))
    let list = try square.displayList()
    let path = list.leaves.compactMap { item -> [Point]? in
      guard case .path(let path, nil, let stroke?) = item, stroke.width == 1.5 else { return nil }
      return path.elements.compactMap {
        switch $0 {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }.first
    let corners = try #require(path)
    let width = abs(corners[1].x - corners[0].x)
    let height = abs(corners[2].y - corners[1].y)
    #expect(abs(width - height) < 1e-6 * width)
  }

  @Test func aPageTooSmallSaysSo() {
    #expect(throws: PlottingError.self) {
      try SampleFigures.lines.size(width: .points(30), height: .points(20)).displayList()
    }
  }

  @Test func drawingTwiceGivesTheSameList() throws {
    for (name, drawable) in SampleFigures.all.prefix(9) {
      let first = try drawable.displayList()
      let second = try drawable.displayList()
      #expect(first == second, "\(name)")
    }
  }
}
