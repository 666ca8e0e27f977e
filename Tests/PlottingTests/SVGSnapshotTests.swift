import Foundation
import Plotting
import Testing

/// Documents compared with stored ones, without what says nothing about the figure: salts of ids,
/// digits beyond a tenth of a point, the bytes of fonts.
///
/// `ISOCHRON_UPDATE_SNAPSHOTS=1 swift test --filter SVGSnapshotTests` stores them anew; look at the
/// difference before committing it.
@Suite struct SVGSnapshotTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Oracles/Snapshots")

  private static let x = (0...20).map { Double($0) / 2 }
  private static let y = x.map { $0 * (10 - $0) / 25 }

  private static let figures: [(name: String, drawable: any Drawable)] = [
    (
      "lines",
      Plot {
        Line(x, y).label("$m_z$")
        Line(x, y.map { 0.5 * $0 }).label("half").dashes(.dashed)
        HorizontalLine(0.5)
      }.xLabel("$\\kappa t$").yLabel("magnetization").title("A driven spin").style(.prl)
    ),
    (
      "logarithmic",
      Plot { Scatter([1, 10, 100, 1000], [2, 0.1, 0.03, 1e-4]) }.xScale(.log).yScale(.log)
        .xLabel("$N$").yLabel("gap").style(.nature)
    ),
    (
      "twin",
      Plot { Line(x, y) }.xLabel("time", unit: "µs").yLabel("population")
        .rightAxis("entropy", unit: "nats", color: .red) { Line(x, y.map { 900 * $0 }).color(.red) }
        .style(.ieee)
    ),
    (
      "broken",
      Plot { Scatter([0, 1, 2, 100, 101], [1, 2, 3, 50, 52]) }.xBreak(3...99).yBreak(5...48)
        .style(.prl)
    ),
    (
      "map",
      Plot { Heatmap(z: [[0, 1, 2], [3, 4, 5]], map: .viridis).colorBar("$W$") }
        .xTicks(.at([0, 1, 2])).yTicks(.at([0, 1])).style(.prl)
    ),
    (
      "grid",
      Figure(style: .prl, columns: .double) {
        Grid(columns: 3) {
          Plot { Line(x, y) }.span(columns: 2)
          Plot { Line(x, y) }.xTicks(.multiplesOfPi)
          Grid(columns: 2) { for _ in 0..<2 { Plot { Line(x, y) } } }.sharedY().span(columns: 3)
        }.panelLabels()
      }
    ),
    (
      "symlog",
      Plot { Line([-100, -1, 0, 1, 100], [-2, -1, 0, 1, 2]) }.xScale(.symlog(threshold: 1))
        .style(.dark)
    ),
    (
      "sphere",
      BlochSphere {
        SphereTrajectory([1, 0.7, 0, -0.7], [0, 0.7, 1, 0.7], [0, 0.1, 0.2, 0.3])
        SphereVector(0.3, -0.6, 0.7).label("field")
        SpherePoint(0, 0, -1)
      }.style(.prl)
    ),
    (
      "problem",
      Plot { Line(x, y) }.xLabel("$\\kapa t$").yLabel("$\\frac{a}{b}$").style(.prl)
    ),
  ]

  /// Marks whose drawing is short enough to be read; those of thousands of steps have pictures only.
  private static let marks: [(name: String, drawable: any Drawable)] = MarkFiguresTests.plots.filter
  {
    [
      "step", "error bars", "bars", "histogram", "spans", "sloped line", "arrow", "annotation",
      "corner text", "inset", "unequal cells", "contour", "filled contour", "quiver", "spectrum",
      "waterfall", "torus", "hinton",
    ].contains($0.name)
  }.map { ("mark-" + $0.name.replacing(" ", with: "-"), $0.plot.style(.prl)) }

  private static let all = figures + marks

  @Test(arguments: all.map(\.name))
  func documentsAreAsStored(name: String) throws {
    let figure = try #require(Self.all.first { $0.name == name })
    let document = Self.normalized(try figure.drawable.svg(text: .selectable))
    let file = Self.folder.appendingPathComponent("\(name).svg")
    if ProcessInfo.processInfo.environment["ISOCHRON_UPDATE_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(
        at: Self.folder, withIntermediateDirectories: true)
      try Data(document.utf8).write(to: file)
    }
    let stored = try String(contentsOf: file, encoding: .utf8)
    let (new, old) = (document.split(separator: "\n"), stored.split(separator: "\n"))
    let difference = zip(new, old).first { $0 != $1 }
    #expect(
      document == stored,
      "\(name): \(difference.map { "\($0) instead of \($1)" } ?? "\(new.count) lines instead of \(old.count)")"
    )
  }

  private static func normalized(_ document: String) -> String {
    let salted = document.replacing(/i[0-9a-z]{8,13}-/, with: "i-")
      .replacing(/font\/otf;base64,[A-Za-z0-9+\/=]+/, with: "font/otf")
    return salted.replacing(/-?[0-9]*\.[0-9]+/) { match in
      let text = String(match.output)
      guard let value = Double(text.hasPrefix(".") ? "0" + text : text.replacing("-.", with: "-0."))
      else { return text }
      let tenths = (value * 10).rounded() / 10
      return tenths == 0 ? "0" : String(tenths)
    }
  }
}
