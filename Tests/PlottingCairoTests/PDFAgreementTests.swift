import Plotting
import PlottingCairo
import Testing

/// A PDF page as another program draws it is the PNG image of the same figure.
@Suite struct PDFAgreementTests {
  private static let t = (0...600).map { Double($0) / 10 }
  private static let wave = t.map {
    ($0 - 30) * ($0 - 30) / 900 - 0.3 * ($0.remainder(dividingBy: 7))
  }
  private static let lines = Plot {
    Line(t, wave).label("$m_x$")
    Line(t, wave.map { -$0 }).label("$\\langle S_y \\rangle$").dashes(.dashed)
    Band(t, low: wave.map { $0 - 0.2 }, high: wave.map { $0 + 0.2 })
  }.xLabel("$\\kappa t$").yLabel("magnetization").title("A driven spin")

  private static let map = Plot {
    Heatmap(z: (0..<20).map { row in (0..<30).map { Double(row * $0) } }).colorBar("$W(x, p)$")
  }.xLabel("$x$")

  private static let figures: [(name: String, drawable: any Drawable)] = [
    ("lines", lines.style(.prl)), ("dark", lines.style(.dark)), ("poster", lines.style(.poster)),
    ("map", map.style(.ieee)),
    (
      "twin",
      lines.style(.nature).rightAxis("entropy", unit: "nats", color: .red) {
        Line(t, wave.map { 1e5 * $0 }).color(.red)
      }.topAxis("periods", range: 0...9)
    ),
    (
      "broken",
      Plot { Scatter([0, 1, 2, 100, 101], [1, 2, 3, 50, 52]) }.xBreak(3...99).yBreak(5...48)
    ),
    (
      "logarithmic",
      Plot { Scatter(t, wave).opacity(0.5) }.xScale(.log).yScale(.symlog(threshold: 0.1))
    ),
    (
      "grid",
      Figure(style: .prl, columns: .double) {
        Grid(columns: 3) {
          lines.span(columns: 2)
          map
          Grid(columns: 2) {
            lines
            lines
          }.sharedY().span(columns: 3)
        }.panelLabels().title("Everything")
      }
    ),
    (
      "sphere",
      BlochSphere {
        SphereTrajectory(
          t.map { 0.9 - $0 / 60 }, t.map { 0.4 - $0 / 120 }, t.map { $0 / 100 - 0.3 })
      }
    ),
  ]

  private static let all = figures + ReferenceMarks.all

  @Test(arguments: all.map(\.name))
  func pagesLookAlike(name: String) throws {
    let figure = try #require(Self.all.first { $0.name == name })
    let list = try figure.drawable.displayList()
    let ours = try DecodedPNG(list.pngData(pixelsPerInch: 150))
    let theirs = try DecodedPNG(
      Poppler.output(of: "pdftoppm", ["-png", "-r", "150", "-singlefile"], on: list.pdfData()))
    #expect(abs(ours.width - theirs.width) <= 1 && abs(ours.height - theirs.height) <= 1)
    // Mean colours of tiles: poppler places lines and letters on other parts of a pixel.
    let tile = 24
    var worst = 0.0
    for top in stride(from: 0, to: min(ours.height, theirs.height) - tile, by: tile) {
      for left in stride(from: 0, to: min(ours.width, theirs.width) - tile, by: tile) {
        for channel in 0..<3 {
          let difference =
            mean(ours, left, top, tile, channel) - mean(theirs, left, top, tile, channel)
          worst = max(worst, abs(difference))
        }
      }
    }
    // The squares of matrices have many edges that are moved, four in a tile.
    let limit = name == "mark-hinton" ? 20.0 : 15
    // Of 255. Level and upright lines of PNG are moved to whole pixels, which changes tiles by up to
    // 13; a missing letter of 9 points changes its tile by about 20.
    #expect(worst < limit, "\(name): \(worst)")
  }

  private func mean(_ page: DecodedPNG, _ left: Int, _ top: Int, _ tile: Int, _ channel: Int)
    -> Double
  {
    var sum = 0
    for row in top..<(top + tile) {
      for column in left..<(left + tile) {
        sum += Int(page.pixels[4 * (row * page.width + column) + channel])
      }
    }
    return Double(sum) / Double(tile * tile)
  }
}
