import Foundation
import Plotting

/// A figure for each mark, as a paper would have it; their pictures are stored.
enum ReferenceMarks {
  private static let t = (0...240).map { Double($0) / 8 }
  private static let damped = t.map { exp(-$0 / 12) * cos($0) }
  private static let coordinates = (0...40).map { Double($0) / 10 - 2 }

  private static func hill(_ x: Double, _ y: Double) -> Double {
    exp(-x * x - y * y) - 0.6 * exp(-(x - 1) * (x - 1) - (y + 0.7) * (y + 0.7))
  }
  private static let hills = coordinates.map { y in coordinates.map { hill($0, y) } }

  private static func pendulum(_ q: Double, _ p: Double) -> (Double, Double) {
    (p, -sin(q) - 0.2 * p)
  }

  /// Values over five decades, with one that is missing.
  private static let cells: [[Double]] = [
    [1, 8, 27, 64, 125], [2, 16, .nan, 128, 250], [3, 24, 81, 192, 375], [4, 32, 108, 256, 50_000],
  ]
  private static let tongue: [[Double]] = coordinates.map { strength in
    coordinates.map { (strength + 2) / (strength + 2 + 2 * abs($0)) }
  }
  private static let peaks: [[Double]] = (0..<9).map { k in
    t.map { time in
      let distance = time - 6 - 2 * Double(k)
      return 1 / (1 + distance * distance)
    }
  }
  private static func curve(_ size: Double) -> DataCollapse.Curve {
    let x = (0...20).map { 0.5 + Double($0) / 20 }
    let root = size.squareRoot()
    return DataCollapse.Curve(size: size, x: x, y: x.map { (1 + tanh(($0 - 1) * root)) / root })
  }
  private static let glow: [[Double]] = (0...30).map { i in
    let sine = sin(Double(i) * .pi / 30)
    return (0...60).map { exp(2 * sine * cos(Double($0) * .pi / 30)) }
  }

  /// Numbers without a pattern, the same in every run.
  private static let scattered: [Double] = {
    var state: UInt64 = 42
    return (0..<2000).map { _ in
      // The mean of four uniform numbers: nearly normal.
      (0..<4).reduce(0.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 40) / Double(1 << 24) - 0.5
      }
    }
  }()

  private static let lines: [(name: String, drawable: any Drawable)] = [
    (
      "mark-step",
      Plot {
        Step([0, 2, 3, 5, 6, 9], [0, 1, 2, 1, 2, 3], jump: .after).marker(.circle).label("after")
        Step([0, 2, 3, 5, 6, 9], [4, 5, 4, 4, 5, 5], jump: .middle).label("middle")
      }.xLabel("$t$").style(.prl)
    ),
    (
      "mark-error-bars",
      Plot {
        ErrorBars([4, 8, 16, 32], [0.5, 0.26, 0.12, 0.06], yError: [0.1, 0.05, 0.02, 0.01])
          .label("data")
        ErrorBars([4, 8, 16], [1, 0.7, 0.5], below: [0.2, 0.1, 0.1], above: [0.3, 0.2, 0.2])
          .marker(.square).open().label("asymmetric")
        SlopedLine(exponent: -1, prefactor: 2).label("$\\propto 1/N$")
      }.xScale(.log).yScale(.log).xLabel("$N$").yLabel("gap").style(.prl)
    ),
    (
      "mark-bars",
      Plot {
        Bars([0.7, 0.2, 0.08]).barWidth(0.35).shifted(by: -0.18).label("steady")
        Bars([0.4, 0.3, 0.2]).barWidth(0.35).shifted(by: 0.18).label("thermal")
      }.xTicks(.categories(["$|0\\rangle$", "$|1\\rangle$", "$|2\\rangle$"])).style(.nature)
    ),
    (
      "mark-histogram",
      Plot { Histogram(scattered, normalization: .density).label("samples") }.xLabel("$x$")
        .style(.prl)
    ),
    (
      "mark-area",
      Plot {
        Area(t, damped.map { abs($0) }).color(.orange).label("area")
        Band(t, low: damped.map { $0 - 0.1 }, high: damped.map { $0 + 0.1 }).label("band")
      }.style(.dark)
    ),
    (
      "mark-scatter",
      Plot {
        Scatter(Array(scattered[..<300]), Array(scattered[300..<600]))
          .colored(by: scattered[..<300].map { $0 * $0 }).colorBar("$x^2$")
      }.style(.prl)
    ),
    (
      "mark-annotations",
      Plot {
        VerticalSpan(5...10).label("drive on")
        HorizontalLine(0)
        Line(t, damped)
        Annotation("first minimum", x: .pi, y: -0.77).arrow(right: 40, up: 8)
        Arrow(from: (12.6, 0.5), to: (18.8, 0.5)).double().text("$2\\pi$")
        CornerText("$\\kappa = 1/12$", .topRight)
      }.xLabel("$t$").style(.prl)
    ),
    (
      "mark-inset",
      Plot {
        Line(t, damped)
        Inset(x: 0.45...0.97, y: 0.55...0.97) {
          Plot { Line(t, damped).color(.red) }.xRange(18...28).yRange(-0.2...0.2)
        }.zoom()
      }.style(.prl)
    ),
    (
      "mark-markers",
      Plot {
        for (index, shape) in [
          Marker.Shape.circle, .square, .diamond, .triangleUp, .plus, .cross, .star,
        ]
        .enumerated() {
          Line([0, 1, 2], [0, 1, 1].map { $0 - Double(index) }).marker(shape)
          Scatter([3, 4], [1 - Double(index), 1 - Double(index)]).marker(shape, size: 7).open()
        }
      }.style(.notebook)
    ),
  ]

  private static let maps: [(name: String, drawable: any Drawable)] = [
    (
      "mark-diverging",
      Plot {
        Heatmap(
          x: coordinates, y: coordinates, z: hills, map: .vik, scaling: .centered(on: 0)
        ).smooth().colorBar("$W$")
      }.aspect(.equal).style(.prl)
    ),
    (
      "mark-unequal-cells",
      Plot {
        Heatmap(
          x: [1, 2, 5, 20, 100], y: [0, 1, 3, 8], z: cells, map: .batlow, scaling: .log
        ).colorBar("$z$")
      }.xScale(.log).style(.prl)
    ),
    (
      "mark-contour",
      Plot { Contour(x: coordinates, y: coordinates, z: hills).labels().colorBar("$V$") }.style(
        .prl)
    ),
    (
      "mark-filled-contour",
      Plot { FilledContour(x: coordinates, y: coordinates, z: hills, map: .batlow).colorBar("$V$") }
        .style(.prl)
    ),
    (
      "mark-quiver",
      Plot { Quiver(x: -3...3, y: -2...2) { pendulum($0, $1) }.coloredBySpeed().colorBar("speed") }
        .style(.prl)
    ),
    (
      "mark-portrait", Plot { PhasePortrait(x: -5...5, y: -3...3) { pendulum($0, $1) } }.style(.prl)
    ),
    (
      "mark-density",
      Plot { PointDensity(scattered.map { 2 * $0 }, scattered.reversed()) }.style(.prl)
    ),
    (
      "mark-tongue",
      ArnoldTongue(
        detuning: coordinates, strength: coordinates.map { $0 + 2 },
        order: tongue, threshold: 0.5
      ).plot("$S$").style(.prl)
    ),
    (
      "mark-regions",
      Plot {
        Regions(
          x: coordinates, y: coordinates, z: hills, thresholds: [0, 0.4],
          names: ["free", "weak", "locked"])
      }.style(.prl)
    ),
    (
      "mark-spectrogram",
      Plot {
        Spectrogram(
          (0..<1024).map { Double($0) / 16 },
          (0..<1024).map { sin(Double($0) / 16 * (4 + Double($0) / 64)) }
        ).colorBar("power")
      }.xLabel("$t$").yLabel("$\\omega$").style(.prl)
    ),
  ]

  private static let others: [(name: String, drawable: any Drawable)] = [
    (
      "mark-spectrum",
      Plot {
        GapMarker(0.4)
        ComplexSpectrum(
          real: [0] + scattered[..<150].map { -0.4 - 2 * abs($0) },
          imaginary: [0] + scattered[150..<300].map { 3 * $0 })
      }.xLabel("$\\mathrm{Re}\\,\\lambda$").yLabel("$\\mathrm{Im}\\,\\lambda$").style(.prl)
    ),
    (
      "mark-waterfall",
      Plot {
        Waterfall(t, peaks, parameters: (0..<9).map { 0.1 * Double($0) })
      }.style(.prl)
    ),
    (
      "mark-torus",
      Plot { TorusLine(t, t.map { 1.618 * $0 }).colored(by: t).colorBar("$t$") }.aspect(.equal)
        .xTicks(.multiplesOfPi).yTicks(.multiplesOfPi).style(.prl)
    ),
    (
      "mark-collapse",
      DataCollapse(critical: 1, xExponent: 0.5, yExponent: 0.5) {
        for size in [4.0, 16, 64] { curve(size) }
      }.plot(x: "drive $\\epsilon$", y: "$m$").style(.prl)
    ),
    (
      "mark-hinton",
      Hinton(
        real: [[0.5, 0.2, 0], [0.2, 0.3, 0.1], [0, 0.1, 0.2]],
        imaginary: [[0, 0.2, 0.1], [-0.2, 0, 0.1], [-0.1, -0.1, 0]]
      ).plot().style(.prl)
    ),
    (
      "mark-sphere",
      BlochSphere {
        SphereTrajectory(
          t.map { sin($0 / 14) * cos(2 * $0) }, t.map { sin($0 / 14) * sin(2 * $0) },
          t.map { cos($0 / 14) }
        ).colored(by: t).colorBar("$\\kappa t$")
        SphereVector(0.5, 0.6, 0.5).label("field")
        SpherePoint(0, 0, -1).label("pole")
      }.style(.prl)
    ),
    (
      "mark-sphere-surface",
      BlochSphere {
        SphereSurface(values: glow).colorBar("$Q$")
      }.style(.dark)
    ),
  ]

  static let all = lines + maps + others
}
