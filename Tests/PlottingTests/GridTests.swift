import Plotting
import Testing

@Suite struct GridTests {
  private let line = Plot { Line([0, 1], [0, 1]) }.xLabel("$x$").yLabel("$y$")

  private func panels(_ drawable: any Drawable) throws -> [Rectangle] {
    try drawable.displayList().groups.filter { $0.role == "panel" }.compactMap(\.frame)
  }

  private func near(_ first: Double, _ second: Double) -> Bool { abs(first - second) < 1e-6 }

  @Test func panelsOverSeveralCellsReachFromEdgeToEdge() throws {
    let figure = Figure(style: .prl, columns: .double) {
      Grid(columns: 3) {
        line.span(columns: 2)
        line.span(rows: 2)
        line
        line
      }
    }
    let boxes = try panels(figure)
    try #require(boxes.count == 4)
    #expect(near(boxes[0].minX, boxes[2].minX) && near(boxes[0].maxX, boxes[3].maxX))
    #expect(near(boxes[1].minY, boxes[0].minY) && near(boxes[1].maxY, boxes[3].maxY))
    #expect(boxes[1].minX > boxes[0].maxX)
  }

  @Test func nestedGridsLineUpWithTheirNeighbours() throws {
    let figure = Figure(style: .prl, columns: .double) {
      Grid(columns: 2) {
        line
        Grid(columns: 2) { for _ in 0..<4 { line } }
        line
        line
      }
    }
    let boxes = try panels(figure)
    try #require(boxes.count == 7)
    // Panels 1 … 4 are the nested ones; 6 is below them.
    #expect(near(boxes[1].minX, boxes[6].minX) && near(boxes[2].maxX, boxes[6].maxX))
    #expect(near(boxes[1].minY, boxes[0].minY) && near(boxes[4].maxY, boxes[0].maxY))
  }

  @Test func columnsAndRowsKeepTheirRatios() throws {
    let figure = Figure(style: .prl, columns: .double) {
      Grid(columns: 2) { for _ in 0..<4 { line } }.columnWidths([2, 1]).rowHeights([1, 3])
    }
    let boxes = try panels(figure)
    #expect(near(boxes[0].width, 2 * boxes[1].width))
    #expect(near(3 * boxes[0].height, boxes[2].height))
  }

  @Test func sharedAxesShowTheSameRangeAndNumbersOnce() throws {
    let high = Plot { Line([0, 5], [0, 9]) }.xLabel("$x$").yLabel("$y$")
    let grid = Grid(columns: 2) {
      line
      high
      high
      line
    }.sharedX(.all).sharedY(.all)
    let list = try Figure(style: .prl, columns: .double) { grid }.displayList()
    let labels = list.groups.filter { $0.role == "panel" }.map { panel in
      DisplayList.groups(in: .group(panel)).filter { $0.role == "axis-label" }.count
    }
    #expect(labels == [1, 0, 2, 1])
    let dividers = list.groups.filter { $0.role == "data" }.compactMap { group -> Double? in
      guard case .path(let path, _, _)? = group.items.first,
        case .line(let end)? = path.elements.last
      else { return nil }
      return (end.x - (group.clip?.minX ?? 0)) / (group.clip?.width ?? 1)
    }
    // The line that ends at 1 ends at a fifth of an axis that shows 0 … 5.
    try #require(dividers.count == 4)
    #expect(near(dividers[0], 0.2) && near(dividers[3], 0.2) && near(dividers[1], 1))
  }

  @Test func whatIsSharedIsDrawnOnce() throws {
    let list = try SampleFigures.sharing.displayList()
    #expect(list.frames("legend").count == 1)
    #expect(list.frames("axis-label").count == 2)
    let bars = try SampleFigures.oneBar.displayList()
    #expect(bars.frames("colorbar").count == 1)
    let boxes = bars.groups.filter { $0.role == "panel" }.compactMap(\.frame)
    let bar = try #require(bars.frames("colorbar").first)
    // From the upper edge of the first row to the lower edge of the last; half a line's width more.
    #expect(abs(bar.minY - boxes[0].minY) < 0.5 && abs(bar.maxY - boxes[3].maxY) < 0.5)
  }

  @Test func impossibleSharingIsExplained() {
    func code(_ grid: Grid) -> PlottingError.Code? {
      do {
        _ = try Figure { grid }.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    let logarithmic = Plot { Line([1, 2], [1, 2]) }.yScale(.log)
    #expect(
      code(
        Grid(columns: 2) {
          line
          logarithmic
        }.sharedY()) == .incompatibleAxes)
    #expect(
      code(
        Grid(columns: 2) {
          SampleFigures.bars(1)
          SampleFigures.bars(2)
        }.sharedColorBar()) == .incompatibleAxes)
    #expect(code(Grid { line }.sharedColorBar()) == .emptyData)
    #expect(code(Grid { Grid { line }.sharedLegend() }) == .incompatibleAxes)
  }

  @Test func labelsOfARowStandAtOneHeight() throws {
    let list = try Figure(style: .nature) {
      Grid(columns: 2) {
        line.yLabel("a name so long that it reaches above the panel's box")
        line.rightAxis("", range: 0...3e8)
        line
        line
      }.panelLabels()
    }.displayList()
    let frames = list.frames("panel-label")
    try #require(frames.count == 4)
    // Brackets of all labels have the same height.
    #expect(near(frames[0].minY, frames[1].minY) && near(frames[2].minY, frames[3].minY))
  }

  @Test func labelsGoOnAfterTheAlphabet() throws {
    let small = Plot { Line([0, 1], [0, 1]) }.xTicks(.none).yTicks(.none)
    let figure = Figure(columns: .width(.inches(12))) {
      Grid(columns: 7) { for _ in 0..<28 { small } }.panelLabels()
    }
    let list = try figure.displayList()
    let labels = list.groups.filter { $0.role == "panel-label" }.map {
      DisplayList(size: list.size, items: $0.items).texts.joined()
    }
    #expect(labels.suffix(3) == ["(z)", "(aa)", "(ab)"])
  }
}
