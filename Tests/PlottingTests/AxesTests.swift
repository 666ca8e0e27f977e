import Plotting
import Testing

@Suite struct AxesTests {
  private func code(_ drawable: any Drawable) -> PlottingError.Code? {
    do {
      _ = try drawable.displayList()
      return nil
    } catch { return (error as? PlottingError)?.code }
  }

  private func texts(_ list: DisplayList, role: String) -> [String] {
    list.groups.filter { $0.role == role }.map { group in
      DisplayList(size: list.size, items: group.items).texts.joined()
    }
  }

  @Test func textsOfAWholeFigureDoNotOverlap() throws {
    let roles: Set = ["tick-label", "axis-label", "axis-factor", "title", "panel-label"]
    for (name, drawable) in SampleFigures.all {
      let list = try drawable.displayList()
      let frames = list.groups.filter { roles.contains($0.role) }.compactMap(\.frame)
      #expect(overlapping(frames).isEmpty, "\(name): \(overlapping(frames))")
      // A colour bar belongs to its panel but is not to cover any other's text.
      for bar in list.frames("colorbar") {
        #expect(!frames.contains { $0.overlaps(bar.inset(by: 0.5)) && !bar.holds($0) }, "\(name)")
      }
    }
  }

  @Test func marksOfTwinAxesFollowTheirOwnNumbers() throws {
    let plot = Plot { Line([0, 1], [0, 1]) }.yRange(0...1)
      .rightAxis("r", range: 0...1000) { Line([0, 1], [0, 1000]) }
    let list = try plot.displayList()
    let ends = list.leaves.compactMap { item -> [Point]? in
      guard case .path(let path, nil, let stroke?) = item, stroke.width == 1.5 else { return nil }
      return path.elements.compactMap {
        switch $0 {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
    try #require(ends.count == 2)
    #expect(ends[0] == ends[1])
    let numbers = texts(list, role: "tick-label")
    #expect(numbers.contains("1000") && numbers.contains("0.4"))
    #expect(texts(list, role: "axis-label") == ["r"])
  }

  @Test func unitsFollowTheStyle() throws {
    let plot = Plot { Line([0, 1], [0, 1]) }.xLabel("time", unit: "µs")
    #expect(texts(try plot.displayList(), role: "axis-label") == ["time (µs)"])
    let slashed = plot.style(.notebook.with { $0.unitNotation = .slash })
    #expect(texts(try slashed.displayList(), role: "axis-label") == ["time\u{a0}/\u{a0}µs"])
  }

  @Test func brokenAxesDrawNothingInTheirGaps() throws {
    let list = try SampleFigures.broken.displayList()
    let clips = list.groups.filter { $0.role == "data" }.compactMap(\.clip)
    // Two marks in two times two pieces.
    #expect(clips.count == 8)
    #expect(overlapping(Array(Set(clips))).isEmpty)
    let columns = Set(clips.map(\.minX)).sorted()
    try #require(columns.count == 2)
    let first = try #require(clips.first { $0.minX == columns[0] })
    #expect(columns[1] - first.maxX > 3)
    let numbers = texts(list, role: "tick-label")
    #expect(numbers.contains("1000") && numbers.contains("0") && !numbers.contains("500"))
  }

  @Test func piecesAreInProportion() throws {
    let plot = Plot { Line([0, 10, 90, 100], [1, 2, 3, 4]) }.xBreak(20...70)
    let list = try plot.displayList()
    let clips = list.groups.filter { $0.role == "data" }.compactMap(\.clip)
    try #require(clips.count == 2)
    // 0 … 20 against 70 … 100.
    #expect(abs(clips[0].width / clips[1].width - 20.0 / 30) < 1e-9)
  }

  @Test func impossibleAxesAreExplained() {
    let line = Plot { Line([0, 1], [0, 1]) }
    #expect(code(line.xBreak(5...9)) == .emptyRange)
    #expect(code(line.yScale(.symlog(threshold: 0))) == .emptyRange)
    #expect(
      code(line.yBreak(0.3...0.5).rightAxis("r", range: 0...1)) == .incompatibleAxes)
    #expect(code(line.xRange(-1...1).xScale(.log)) == .nonPositiveOnLogScale)
  }

  @Test func nonPositiveValuesAreGapsOnLogarithmicAxes() throws {
    let list = try Plot { Line([1, 2, 3, 4, 5], [1, 10, -1, 10, 1]) }.yScale(.log).displayList()
    let moves = list.leaves.compactMap { item -> Int? in
      guard case .path(let path, nil, let stroke?) = item, stroke.width == 1.5 else { return nil }
      return path.elements.count { if case .move = $0 { true } else { false } }
    }
    #expect(moves == [2])
  }

  @Test func longTextsAreWrapped() throws {
    let list = try SampleFigures.wordy.style(.prl).displayList()
    let axes = try #require(list.frames("panel").first)
    let title = try #require(list.frames("title").first)
    #expect(title.width <= axes.width && title.height > 2 * FigureStyle.prl.titleSize)
    // Only one of the two names is turned.
    let names = list.frames("axis-label")
    #expect(names.contains { $0.width <= axes.width && $0.height > 8 })
    #expect(names.contains { $0.height <= axes.height && $0.width > 8 })
  }

  @Test func namesThatWouldCoverEachOtherAreTurned() throws {
    let list = try SampleFigures.named.displayList()
    let names = list.groups.filter { $0.role == "tick-label" }.filter { group in
      DisplayList(size: list.size, items: group.items).texts.joined().contains("state")
    }.compactMap(\.frame)
    #expect(names.count == 12 && names.allSatisfy { $0.height > $0.width })
    let few = Plot { Line([0, 1], [0, 1]) }.xTicks(
      .labeled([TickLabel(0, "off"), TickLabel(1, "on")]))
    #expect(try few.displayList().frames("tick-label").contains { $0.width > $0.height })
  }

  @Test func linesBreakAtSpacesOutsideFormulas() {
    #expect(
      LineBreaking.words(of: "rate $a + b$ of $\\$5$ now") == [
        "rate", "$a + b$", "of", "$\\$5$", "now",
      ])
    let lines = LineBreaking.lines(of: "aa bb cc dd", width: 8) { Double($0.count) }
    #expect(lines == ["aa bb", "cc dd"])
    let long = LineBreaking.lines(of: "incompressible a", width: 3) { Double($0.count) }
    #expect(long == ["incompressible", "a"])
  }
}
