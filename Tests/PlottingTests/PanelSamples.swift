import Foundation
import Plotting

/// Panels without plain axes that every check of the layout goes through.
extension SampleFigures {
  static let angles = (0...180).map { Double($0) * .pi / 90 }

  static let polarLines = PolarPlot {
    Line(angles, angles.map { 1 + 0.6 * cos($0) }).label("$K = 1$")
    Line(angles, angles.map { abs(cos(2 * $0)) }).label("a name of several words")
    Scatter([0.5, 1.4, 4], [1.5, 0.4, 1]).colored(by: [1, 2, 3]).colorBar("time")
    HorizontalLine(1)
  }.radialLabel("$S(\\varphi)$").title("Phases of an ensemble of oscillators in a long title")

  static let polarHistogram = PolarPlot {
    Histogram(angles.map { sin($0) * 3 }, bins: .edges((-12...12).map { Double($0) * .pi / 12 }))
    VerticalSpan(0.2...0.9)
    Bars([2.5, 3], [20, 10])
  }.angleTicks(.degrees(every: 30)).zero(at: 90, isClockwise: true).radialLabel("number of values")

  static let polarMap = PolarPlot {
    Heatmap(x: 0...(2 * .pi), y: 0...3, columns: 73, rows: 20) { $0 * $1 * 1e-7 }.colorBar("$Q$")
  }.angleTicks(.multiplesOfPi(parts: 6), isSymmetric: true)

  static let husimi = (0...24).map { row in
    (0...48).map { column in 1 + sin(Double(row) * .pi / 24) * cos(Double(column) * .pi / 24) }
  }

  private static let path = (
    x: angles.map { 0.9 * cos(3 * $0) }, y: angles.map { 0.9 * sin(3 * $0) },
    z: angles.map { $0 / 4 - 0.7 }
  )

  static let mollweide = SphereMap(.mollweide) {
    SphereSurface(values: husimi).colorBar("$Q(\\theta, \\varphi)$", side: .bottom)
    SphereTrajectory(path.x, path.y, path.z).label("path")
    SphereText("start", 0, 0, 1)
  }.title("A map of the sphere").angleTicks(.degrees(every: 30))

  static let hammer = SphereMap(.hammer) {
    SphereTrajectory(path.x, path.y, path.z).colored(by: angles).colorBar("$t$")
    SpherePoint(-1, 0, 0.2)
  }.center(azimuth: 90)

  static let lambert = SphereMap(.lambert) { SphereSurface(values: husimi).colorBar("$Q$") }

  static let city = MatrixCity(
    real: [[0.5, 0, 0.3], [0, 0.02, 0.05], [0.3, 0.05, 0.46]],
    imaginary: [[0, 0.05, 0.3], [-0.05, 0, 0.1], [-0.3, -0.1, 0]]
  ).names(["00", "01", "\\uparrow\\downarrow"]).title("A density matrix with a title of many words")

  static let signedCity = MatrixCity(
    (0..<12).map { row in (0..<12).map { column in 1e-6 * cos(Double(row * column)) } })

  static let wigner = WignerMap(
    (0..<31).map { row in
      (0..<41).map { column in
        let (x, p) = (Double(column - 20) / 5, Double(row - 15) / 5)
        return (x * x + p * p - 0.5) * exp(-x * x - p * p)
      }
    }, x: -4...4, p: -3...3
  ).contours([0]).title("A state with one excitation")

  static let torus = Torus {
    TorusLine(angles, angles.map { 1.618 * $0 }).colored(by: angles).colorBar("$\\omega t$")
    Scatter([0.3, 3], [1.2, -0.5]).label("fixed points")
  }.title("Two phases")

  static let panels: [(name: String, panel: @Sendable (FigureStyle) -> any Drawable)] = [
    ("polar lines", { polarLines.style($0) }),
    ("polar histogram", { polarHistogram.style($0) }),
    ("polar map", { polarMap.style($0) }), ("mollweide", { mollweide.style($0) }),
    ("hammer", { hammer.style($0) }), ("lambert", { lambert.style($0) }),
    ("city", { city.style($0) }), ("signed city", { signedCity.style($0) }),
    ("wigner", { wigner.style($0) }), ("plain wigner", { wigner.marginals(false).style($0) }),
    ("torus", { torus.style($0) }),
    ("oblique", { hammer.center(azimuth: 30, elevation: 40).style($0) }),
  ]

  static let panelGrid = Figure(style: .prl, columns: .double) {
    Grid(columns: 3) {
      polarLines
      polarHistogram
      polarMap
      sphere
      mollweide.span(columns: 2)
      hammer
      lambert
      lines
      city
      wigner
      torus
    }.panelLabels()
  }
}
