import Plotting

/// Figures whose pictures are stored: a new one is tested by being added here.
enum ReferenceFigures {
  private static let t = (0...300).map { Double($0) / 5 }
  private static let wave = t.map { time in
    let x = time.remainder(dividingBy: 8) / 4
    return (1 - x * x) * (1 - time / 80)
  }

  private static let lines = Plot {
    Line(t, wave).label("$m_x$")
    Line(t, wave.map { 0.5 - $0 }).label("$\\langle S_y \\rangle / S$").dashes(.dashed)
    Band(t, low: wave.map { $0 - 0.1 }, high: wave.map { $0 + 0.1 })
    HorizontalLine(0)
  }.xLabel("$\\kappa t$").yLabel("magnetization $m$")

  private static let map = Plot {
    Heatmap(
      z: (0..<24).map { row in (0..<36).map { Double((row - 12) * ($0 - 18)) } }, map: .vik,
      scaling: .range(-200...200)
    ).colorBar("$W(x, p)$")
  }.xLabel("$x$").yLabel("$p$")

  private static let path = BlochSphere {
    SphereTrajectory(
      t.map { 0.9 - $0 / 50 }, t.map { 0.5 - $0 / 90 }, t.map { $0 / 90 - 0.4 }
    ).colored(by: t).colorBar("$\\kappa t$")
    SphereVector(0.3, -0.6, 0.7).label("field")
  }

  static let all: [(name: String, drawable: any Drawable)] = [
    ("notebook", lines.title("A driven spin")), ("prl", lines.style(.prl)),
    ("nature", lines.style(.nature)), ("ieee", lines.style(.ieee)),
    ("dark", lines.style(.dark)), ("talk", lines.style(.talk)), ("map", map.style(.prl)),
    (
      "logarithmic",
      Plot { Scatter((1...40).map(Double.init), (1...40).map { 1 / Double($0 * $0) }).label("gap") }
        .xScale(.log).yScale(.log).xLabel("$N$").style(.prl)
    ),
    (
      "part-of-a-decade",
      Plot { Line(over: 2...7) { $0 * $0 } }.xScale(.log).yScale(.log).style(.prl)
    ),
    (
      "symlog",
      Plot { Line(over: -100...100, count: 2001) { $0 * $0 * $0 } }.xScale(.symlog(threshold: 1))
        .yScale(.symlog(threshold: 1)).style(.prl)
    ),
    (
      "angles",
      Plot { Line(over: -7...7) { $0 * $0 } }.xTicks(.multiplesOfPi).yTicks(.spaced(10))
        .xLabel("angle", unit: "rad").style(.nature)
    ),
    (
      "offset", Plot { Line(t.map { 1e7 + $0 }, wave.map { 3e6 * $0 }) }.style(.prl)
    ),
    (
      "twin",
      Plot { Line(t, wave).color(.blue) }.xLabel("time", unit: "µs").yLabel("population")
        .yColor(.blue)
        .rightAxis("entropy", unit: "nats", color: .red) {
          Line(t, t.map { 1e4 * $0 / (5 + $0) }).color(.red)
        }.topAxis("periods", range: 0...7.5).style(.prl)
    ),
    (
      "broken",
      Plot { Scatter([0.1, 0.5, 0.9, 100.2, 100.5, 104], [1, 2, 3, 4, 2, 1000]) }
        .xBreak(2...99).yBreak(8...990).xLabel("$x$").yLabel("counts").style(.prl)
    ),
    (
      "wrapped",
      lines.title("A title of many words that would never fit into a single line of a column")
        .yLabel("a quantity whose name takes more room than most columns have").style(.prl)
    ),
    (
      "nested",
      Figure(style: .prl, columns: .double) {
        Grid(columns: 3) {
          lines.span(columns: 2)
          path
          Grid(columns: 2) { for _ in 0..<4 { lines } }.sharedX().sharedY().span(columns: 2)
          map
        }.columnWidths([1, 1, 1.4]).panelLabels()
      }
    ),
    (
      "shared",
      Figure(style: .nature, columns: .double) {
        Grid(columns: 3) { for _ in 0..<5 { lines } }.sharedX(.all).sharedY(.all).sharedLegend()
          .sharedXLabel("scaled time $\\kappa t$").sharedYLabel("magnetization").title("Five runs")
          .panelLabels(.letters)
      }
    ),
    (
      "one-bar",
      Figure(style: .prl, columns: .double) {
        Grid(columns: 2) { for _ in 0..<4 { map } }.sharedX().sharedY().sharedColorBar()
      }
    ),
    (
      "mathematics",
      Plot { Line([0, 1], [0, 1]) }
        .title(
          "$\\dot\\rho = -\\frac{i}{\\hbar}[H, \\rho] + \\sum_k \\gamma_k \\mathcal{D}[L_k]\\rho$"
        )
        .xLabel("$\\langle \\hat S_z^2 \\rangle$, $\\left(\\frac{a}{b}\\right)$, $\\ket{\\psi}$")
        .yLabel("$\\sqrt{x^2 + y^2}$").style(.prl)
    ),
    ("problem", Plot { Line([0, 1], [0, 1]) }.xLabel("$\\kapa t$").style(.prl)),
  ]
}
