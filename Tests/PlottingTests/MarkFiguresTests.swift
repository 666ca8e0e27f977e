import Plotting
import Testing

/// One figure for each mark, in two styles: nothing sticks out, nothing covers another's text.
@Suite struct MarkFiguresTests {
  private static let x = (0..<40).map { Double($0) * 0.25 }
  private static let y = x.map { 4 * $0 - 0.4 * $0 * $0 }
  private static func hill(_ x: Double, _ y: Double) -> Double { 1 / (1 + x * x + y * y) }
  private static let coordinates = (0..<21).map { -2 + 0.2 * Double($0) }
  private static let hills = coordinates.map { y in coordinates.map { hill($0, y) } }

  static let plots: [(name: String, plot: Plot)] = [
    ("step", Plot { Step(x, y).label("step") }),
    ("error bars", Plot { ErrorBars(x, y, yError: x, xError: x.map { 0.01 * $0 }).label("data") }),
    ("bars", Plot { Bars([0.7, 0.2, 0.1]).label("populations") }),
    ("histogram", Plot { Histogram(y, bins: .count(8)).label("values") }),
    (
      "spans",
      Plot {
        VerticalSpan(1...2); HorizontalSpan(0...1); Line(x, y)
      }
    ),
    (
      "sloped line",
      Plot {
        Line(x, y); SlopedLine(slope: 1).label("guide")
      }
    ),
    (
      "arrow",
      Plot {
        Line(x, y); Arrow(from: (1, 1), to: (4, 8)).text("$\\Delta$")
      }
    ),
    (
      "annotation",
      Plot {
        Line(x, y); Annotation("top", x: 5, y: 10).arrow(right: 30, up: -30)
      }
    ),
    (
      "corner text",
      Plot {
        Line(x, y); CornerText("$N = 10$", .bottomRight)
      }
    ),
    (
      "inset",
      Plot {
        Line(x, y); Inset(x: 0.3...0.7, y: 0.1...0.5) { Plot { Line(x, y) } }
      }
    ),
    ("unequal cells", Plot { Heatmap(x: [1, 2, 5], y: [1, 10], z: [[1, 2, 3], [4, 5, 6]]) }),
    ("contour", Plot { Contour(x: coordinates, y: coordinates, z: hills).labels() }),
    (
      "filled contour",
      Plot { FilledContour(x: coordinates, y: coordinates, z: hills).colorBar("h") }
    ),
    ("quiver", Plot { Quiver(x: -1...1, y: -1...1) { (-$1, $0) } }),
    ("streamlines", Plot { Streamlines(x: -1...1, y: -1...1) { (-$1, $0) } }),
    ("phase portrait", Plot { PhasePortrait(x: -1...1, y: -1...1) { ($1, -$0 - $1) } }),
    ("density", Plot { PointDensity(x, y) }),
    (
      "spectrum",
      Plot {
        GapMarker(1); ComplexSpectrum(real: x.map { -1 - $0 }, imaginary: y)
      }
    ),
    ("waterfall", Plot { Waterfall(x, [y, y, y]) }),
    ("torus", Plot { TorusLine(x, y) }),
    (
      "tongue",
      ArnoldTongue(
        detuning: coordinates, strength: coordinates, order: hills, threshold: 0.4
      ).plot()
    ),
    ("hinton", Hinton([[0.5, -0.2], [-0.2, 0.5]]).plot()),
    ("spectrogram", Plot { Spectrogram(x, y, windowLength: 16) }),
  ]

  @Test func everyMarkDrawsInsideItsPage() throws {
    for style in [FigureStyle.prl, .dark] {
      for (name, plot) in Self.plots {
        let list = try plot.style(style).displayList()
        for group in list.groups {
          guard let frame = group.frame else { continue }
          #expect(list.page.holds(frame), "\(name) \(style.name): \(group.role) at \(frame)")
        }
        let labels = overlapping(list.frames("contour-label"))
        #expect(labels.isEmpty, "\(name) \(style.name): \(labels)")
        #expect(list.groups.contains { $0.role == "data" && !$0.items.isEmpty }, "\(name)")
      }
    }
  }

  @Test func fixedPointsAreFoundAndNamed() throws {
    let portrait = PhasePortrait(x: -5...5, y: -3...3, samples: 40) { ($1, $0 - $0 * $0 * $0 - $1) }
    let kinds = portrait.fixedPoints.sorted { $0.x < $1.x }.map(\.kind)
    #expect(kinds == [.stable, .saddle, .stable])
    for (point, x) in zip(portrait.fixedPoints.sorted { $0.x < $1.x }, [-1.0, 0, 1]) {
      #expect(abs(point.x - x) < 1e-8 && abs(point.y) < 1e-8)
    }
  }

  @Test func histogramsKeepTheirNorm() {
    let (edges, heights) = Histogram(Self.y, bins: .count(7), normalization: .density).binned
    let area = heights.indices.reduce(0) { $0 + heights[$1] * (edges[$1 + 1] - edges[$1]) }
    #expect(abs(area - 1) < 1e-12)
  }

  @Test func aSpectrogramPeaksAtTheSignalsFrequency() throws {
    // A triangle of period 16 samples: its fundamental is bin 4 of 64.
    let times = (0..<512).map(Double.init)
    let signal = times.map { abs(($0 / 16) - ($0 / 16).rounded()) }
    let result = Spectrogram(times, signal, windowLength: 64, isAngular: false)
    for column in result.times.indices {
      let powers = result.powers.map { $0[column] }
      let strongest = try #require(powers.indices.max { powers[$0] < powers[$1] })
      #expect(abs(result.frequencies[strongest] - 1.0 / 16) < 1e-12)
    }
  }

  @Test func valuesThatALogarithmicAxisCannotShowAreCounted() throws {
    let list = try Plot { Line([1, 2, 3], [0, 1, 10]) }.yScale(.log).displayList()
    #expect(list.altText.contains("Left out") && list.altText.contains("1 of the points"))
  }

  @Test func collapsedCurvesHaveNoScatter() throws {
    let collapse = DataCollapse(critical: 1, xExponent: 0.5, yExponent: 1) {
      for size in [4.0, 16, 64] {
        DataCollapse.Curve(
          size: size, x: (0..<9).map { 1 + (Double($0) - 4) / size.squareRoot() },
          y: (0..<9).map { Double($0 * $0) / size })
      }
    }
    // Equal up to rounding errors.
    #expect(try #require(collapse.scatter) < 1e-12)
    _ = try collapse.plot().displayList()
  }

  @Test func levelledMarksTakeFunctionsAndTablesAlike() throws {
    let table = Plot { Contour(z: Self.hills, x: -2...2, y: -2...2) }
    let function = Plot { Contour(x: -2...2, y: -2...2, columns: 21, rows: 21, Self.hill) }
    func path(_ plot: Plot) throws -> Int {
      try plot.displayList().leaves.reduce(0) { count, item in
        if case .path(let path, _, _) = item { count + path.elements.count } else { count }
      }
    }
    #expect(try path(table) == path(function))
    let error = #expect(throws: PlottingError.self) {
      try Plot { FilledContour(z: [[1, 2], [3, 4]], levels: [2, 1]) }.displayList()
    }
    #expect(error?.message.hasPrefix("FilledContour needs finite levels") == true)
  }
}
