import Plotting

/// Finding things in display lists, for checks of the layout.
extension DisplayList {
  /// All groups, nested ones too.
  var groups: [DisplayGroup] { items.flatMap { Self.groups(in: $0) } }

  /// Frames of the groups of a role.
  func frames(_ role: String) -> [Rectangle] {
    groups.filter { $0.role == role }.compactMap(\.frame)
  }

  /// All text in reading order of drawing.
  var texts: [String] {
    items.flatMap { Self.leaves(of: $0) }.compactMap {
      if case .text(let run) = $0 { run.text } else { nil }
    }
  }

  /// Everything drawn, without the groups.
  var leaves: [DisplayItem] { items.flatMap { Self.leaves(of: $0) } }

  /// The page.
  var page: Rectangle { Rectangle(x: 0, y: 0, width: size.width, height: size.height) }

  static func groups(in item: DisplayItem) -> [DisplayGroup] {
    guard case .group(let group) = item else { return [] }
    return [group] + group.items.flatMap { groups(in: $0) }
  }

  static func leaves(of item: DisplayItem) -> [DisplayItem] {
    guard case .group(let group) = item else { return [item] }
    return group.items.flatMap { leaves(of: $0) }
  }
}

extension Rectangle {
  /// Whether another rectangle is inside, but for a twentieth of a point.
  func holds(_ other: Rectangle) -> Bool {
    other.minX >= minX - 0.05 && other.maxX <= maxX + 0.05 && other.minY >= minY - 0.05
      && other.maxY <= maxY + 0.05
  }
}

/// Pairs that overlap.
func overlapping(_ frames: [Rectangle]) -> [(Rectangle, Rectangle)] {
  frames.indices.flatMap { first in
    frames.indices.filter { $0 > first && frames[first].overlaps(frames[$0]) }.map {
      (frames[first], frames[$0])
    }
  }
}

/// Figures that every check of the layout goes through: a new kind is tested by adding it here.
enum SampleFigures {
  static let times = (0...400).map { Double($0) * 0.15 }
  static let wave = times.map { cosine($0) }

  static func cosine(_ t: Double) -> Double {
    // A rational approximation would do: only the shape of the data matters here.
    var sum = 0.0
    for k in 0..<6 { sum += (k.isMultiple(of: 2) ? 1 : -1) / Double(2 * k + 1) * wiggle(t, k) }
    return sum
  }

  private static func wiggle(_ t: Double, _ k: Int) -> Double {
    let phase = t * Double(2 * k + 1) / 9
    let turn = phase - phase.rounded(.down)
    return 1 - 8 * (turn - 0.5) * (turn - 0.5)
  }

  static let lines = Plot {
    Line(times, wave).label("$m_x$")
    Line(times, wave.map { -$0 }).label("$\\langle S_y \\rangle / S$").dashes(.dashed)
    Band(times, low: wave.map { $0 - 0.2 }, high: wave.map { $0 + 0.2 }).label("spread")
    HorizontalLine(0)
  }.xLabel("$\\kappa t$").yLabel("magnetization $m$").title("A weakly driven spin")

  static let map = Plot {
    Heatmap(
      z: (0..<41).map { row in (0..<61).map { Double($0 * row) * 1e-7 } },
      x: -Double.pi...Double.pi, y: 0...Double.pi, map: .vik, scaling: .centered(on: 1e-5)
    ).colorBar("$Q(\\theta, \\phi)$")
  }.xLabel("$\\phi$").yLabel("$\\theta$").xTicks(.multiplesOfPi).yTicks(.multiplesOfPi)

  static let spectrum = Plot {
    Scatter(times.map { -$0 }, wave).label("$\\lambda_j$")
    VerticalLine(0)
    Annotation("gap", x: -0.5, y: 0)
  }.xLabel("Re $\\lambda$").yLabel("Im $\\lambda$")

  static let logarithmic = Plot {
    for power in 1...3 {
      Line(
        (1...100).map(Double.init),
        (1...100).map { n in (0..<power).reduce(1.0) { product, _ in product / Double(n) } }
      ).label("$N^{-\(power)}$")
    }
  }.xScale(.log).yScale(.log).xLabel("$N$").yLabel("gap")

  static let orbit = Plot {
    Line(wave, Array(wave.reversed())).colored(by: times, map: .batlow).colorBar("$t$")
  }.aspect(.equal).xLabel("$m_x$").yLabel("$m_y$")

  static let large = Plot { Line(times.map { 1e7 + $0 }, wave.map { $0 * 3e6 }) }
    .xLabel("detuning $\\Delta$").yLabel("power")

  static let crowded = Plot {
    for k in 0..<9 {
      Line(times, times.map { cosine($0 + Double(k)) }).label("mode \(k)")
    }
  }.xLabel("time").yLabel("amplitude")

  static let sphere = BlochSphere {
    SphereTrajectory(
      wave.map { 0.7 * $0 }, wave.map { 0.3 - 0.2 * $0 }, wave.map { 0.5 * $0 * $0 - 0.4 }
    ).colored(by: times).colorBar("$\\kappa t$")
    SpherePoint(0, 0, 1).label("start")
    SphereVector(0.5, -0.5, 0.6)
    SphereText("$|\\psi\\rangle$", 0.5, -0.5, 0.6)
  }.axisLabels(.qubit)

  static let plots: [(name: String, plot: Plot)] =
    [
      ("lines", lines), ("map", map), ("spectrum", spectrum), ("logarithmic", logarithmic),
      ("orbit", orbit), ("large", large), ("crowded", crowded),
    ] + axes

  static let styles: [FigureStyle] = [
    .notebook, .prl, .nature, .ieee, .talk, .poster, .dark, .prl.onDark,
  ]

  static let grid = Figure(style: .prl, columns: .double) {
    Grid(columns: 2) {
      lines
      map
      sphere
      logarithmic
    }.panelLabels()
  }

  static var all: [(name: String, drawable: any Drawable)] {
    var all: [(name: String, drawable: any Drawable)] = []
    for style in styles {
      for (name, plot) in plots { all.append(("\(name) \(style.name)", plot.style(style))) }
      all.append(("sphere \(style.name)", sphere.style(style)))
      for (name, panel) in panels { all.append(("\(name) \(style.name)", panel(style))) }
    }
    all.append(("grid", grid))
    all += grids
    all.append(("grid of panels", panelGrid))
    all.append(
      (
        "grid of six",
        Figure(style: .nature, columns: .double) {
          Grid(columns: 3) {
            lines
            orbit
            large
            spectrum
            logarithmic
            map
          }.panelLabels(.letters)
        }
      ))
    all.append(
      (
        "small grid",
        Figure(style: .prl) {
          Grid(columns: 2) {
            lines
            spectrum
            large
            logarithmic
          }.panelLabels()
        }
      ))
    return all
  }
}
