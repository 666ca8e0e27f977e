import Plotting

/// Figures that several suites draw.
enum Specimen {
  /// A plot with formulas in its labels.
  static var figure: Plot {
    let times = (0..<400).map { Double($0) / 10 }
    return Plot {
      Line(times, times.map { 1 / (1 + $0) }).label(#"$\langle\hat S_z\rangle/S$"#)
      Line(times, times.map { $0 / (1 + $0) }).label(#"$m_x$"#)
    }.xLabel(#"$\kappa t$"#).yLabel("Magnetization")
  }

  /// A page of labels in both families.
  static var labels: DisplayList {
    let sources = [
      "Magnetization", #"$\kappa t$"#, #"$|\psi\rangle$"#, #"$\varepsilon/\Gamma_+ = \frac{1}{2}$"#,
      #"$S_\mathrm{max}$"#, "−0.5", #"$\mathbf{n}$"#,
    ]
    var list = DisplayList(size: Size(300, 200), title: "Labels")
    for (row, source) in sources.enumerated() {
      for (column, family) in FontFamily.allCases.enumerated() {
        list.items += items(
          typeset(source, family: family, size: 8),
          at: Point(20 + 140 * Double(column), 20 + 24 * Double(row)))
      }
    }
    return list
  }

  /// Laid out text at a place.
  static func items(_ text: TypesetText, at place: Point) -> [DisplayItem] {
    let runs = text.runs.map { run -> DisplayItem in
      var run = run
      for index in run.glyphs.indices {
        run.glyphs[index].origin.x += place.x
        run.glyphs[index].origin.y += place.y
      }
      return .text(run)
    }
    let rules = text.rules.map { rule -> DisplayItem in
      let moved = Rectangle(
        x: rule.x + place.x, y: rule.y + place.y, width: rule.width, height: rule.height)
      return .path(Path(moved), fill: .black, stroke: nil)
    }
    return runs + rules
  }
}
