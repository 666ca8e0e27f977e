import Plotting

/// Kinds of axes and grids for the checks of the layout: a new kind is tested by adding it here.
extension SampleFigures {
  static let twin = Plot { Line(times, wave).label("population") }
    .xLabel("time", unit: "µs").yLabel("population").yColor(.blue)
    .rightAxis("entropy $S$", unit: "nats", color: .red) {
      Line(times, times.map { 3e7 * $0 / (1 + $0) }).color(.red).label("entropy")
    }
    .topAxis("frequency", unit: "GHz", range: 0...9)
    .title("Two quantities")

  static let wordy = Plot { Line(times, wave.map { 1e-6 * $0 }).label("a name of several words") }
    .title(
      "A title of many words that would never fit into a single line of any column of a journal"
    )
    .xLabel("a horizontal quantity whose name is far too long for one line, even on a slide")
    .yLabel("a vertical quantity $\\langle a^\\dagger a \\rangle$ whose name is as long as that")

  static let broken = Plot {
    Scatter([0.1, 0.5, 0.9, 100.2, 100.5, 104], [1, 2, 3, 4, 2, 1000]).label("counts")
    Line([0, 105], [1, 5])
  }.xBreak(2...99).yBreak(8...990).xLabel("$x$").yLabel("counts").title("Cut out")

  static let symmetric = Plot {
    Line(over: -1000...1000, count: 500) { $0 * $0 * $0 / 1000 }
  }.xScale(.symlog(threshold: 1)).yScale(.symlog(threshold: 0.1)).xLabel("$x$").yLabel("$x^3$")

  static let partOfADecade = Plot { Line(over: 2...7) { $0 * $0 } }
    .xScale(.log).yScale(.log).xLabel("$N$").yLabel("gap")

  static let nonPositive = Plot { Line((0...50).map(Double.init), (0...50).map { Double($0) - 3 }) }
    .xScale(.log).yScale(.log).xLabel("$N$").yLabel("$N - 3$")

  static let legends = Plot {
    Line(times, wave).label("the mean-field limit of infinitely many spins")
    Line(times, wave.map { -$0 }).label("finite size")
  }.legend(.bottomLeft).yRange(-6...2)

  static let longNames = Plot {
    for k in 0..<2 {
      Line(times, times.map { cosine($0 + Double(k)) })
        .label("a name in the legend that says everything about mode \(k), at length and in words")
    }
  }

  static let named = Plot { Line((0..<12).map(Double.init), Array(wave.prefix(12))) }
    .xTicks(.labeled((0..<12).map { TickLabel(Double($0), "state number \($0)") }))
    .yTicks(.at((0..<60).map { Double($0) / 20 }))
    .topAxis(
      "", range: 0...3,
      ticks: .labeled([TickLabel(1, "first words"), TickLabel(1.1, "more words")]))

  static let axes: [(name: String, plot: Plot)] = [
    ("twin", twin), ("wordy", wordy), ("broken", broken), ("symmetric", symmetric),
    ("part of a decade", partOfADecade), ("non-positive", nonPositive), ("legends", legends),
    ("named", named),
    ("long names", longNames), ("long names beside", longNames.legend(.right)),
  ]

  static func bars(_ upper: Double) -> Plot {
    Plot {
      Heatmap(
        z: (0..<9).map { row in (0..<12).map { Double($0 * row) } }, scaling: .range(0...upper)
      ).colorBar("$W(x, p)$")
    }.xLabel("$x$").yLabel("$p$")
  }

  static let nested = Figure(style: .prl, columns: .double) {
    Grid(columns: 3) {
      lines.span(columns: 2)
      spectrum
      Grid(columns: 2) {
        lines
        spectrum
        orbit
        large
      }.sharedX().sharedY().span(columns: 2)
      map.span(rows: 2)
      large.span(columns: 2)
    }.panelLabels().columnWidths([1, 1, 1.4])
  }

  static let sharing = Figure(style: .nature, columns: .double) {
    Grid(columns: 3) { for _ in 0..<5 { lines } }.sharedX(.all).sharedY(.all).sharedLegend()
      .sharedXLabel("scaled time $\\kappa t$").sharedYLabel("magnetization")
      .panelLabels(.letters).title(
        "What all panels show, in words that need two lines at least here, as titles do")
  }

  static let oneBar = Figure(style: .prl, columns: .double) {
    Grid(columns: 2) { for _ in 0..<4 { bars(88) } }.sharedColorBar().sharedX().sharedY()
      .panelLabels()
  }

  static let stacked = Figure(style: .prl, columns: .double, height: .centimeters(16)) {
    Grid(columns: 2) {
      twin
      broken
    }
    Grid(columns: 3) {
      wordy
      sphere
      symmetric
    }.panelLabels()
  }

  static let grids: [(name: String, drawable: any Drawable)] = [
    ("nested", nested), ("sharing", sharing), ("one bar", oneBar), ("stacked", stacked),
  ]
}
