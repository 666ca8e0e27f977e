import Plotting
import Testing

/// The same figure made in two ways is the same figure.
@Suite struct TwoWaysTests {
  private let plot = SampleFigures.lines
  private let other = SampleFigures.spectrum

  @Test func aPlotIsAFigureOfOnePanel() throws {
    let alone = try plot.style(.prl).displayList()
    let figure = try Figure(style: .prl) { plot }.title("A weakly driven spin").displayList()
    #expect(alone == figure)
  }

  @Test func stackedPanelsAreAGridOfOneColumn() throws {
    let stacked = try Figure(style: .prl) {
      plot
      other
    }.displayList()
    let grid = try Figure(style: .prl) {
      Grid(columns: 1) {
        plot
        other
      }
    }.displayList()
    #expect(stacked == grid)
  }

  @Test func aGridWithinAGridOfOneCellIsThatGrid() throws {
    let inner = Grid(columns: 2) {
      plot
      other
    }
    let direct = try Figure(style: .nature, columns: .double) { inner.panelLabels() }.displayList()
    let nested = try Figure(style: .nature, columns: .double) {
      Grid { inner }.panelLabels()
    }.displayList()
    #expect(direct == nested)
  }

  @Test func sharedRangesAreRangesGivenToEach() throws {
    let narrow = Plot { Line([0, 1], [0, 1]) }
    let wide = Plot { Line([0, 4], [0, 1]) }
    let shared = try Figure {
      Grid(columns: 2) {
        narrow
        wide
      }.sharedX(.all)
    }.displayList()
    let given = try Figure {
      Grid(columns: 2) {
        narrow.xRange(0...4)
        wide
      }
    }.displayList()
    #expect(shared.items == given.items)
  }

  @Test func marksOfASecondAxisWithTheSameRangeLieOnTheFirst() throws {
    let both = Plot {
      Line([0, 1], [0, 3]).color(.blue)
      Line([0, 1], [3, 0]).color(.red)
    }.yRange(0...3)
    let twin = Plot { Line([0, 1], [0, 3]).color(.blue) }.yRange(0...3)
      .rightAxis("", range: 0...3, ticks: .none) { Line([0, 1], [3, 0]).color(.red) }
    func data(_ plot: Plot) throws -> [DisplayGroup] {
      // At one size: the second axis takes room from the first.
      try plot.displayList().groups.filter { $0.role == "data" }
    }
    #expect(try data(both).map(\.items) == data(twin).map(\.items))
  }

  @Test func unitsAreOnlyAWayToWriteTheName() throws {
    #expect(
      try plot.xLabel("time", unit: "s").displayList().items
        == plot.xLabel("time (s)").displayList().items)
  }
}
