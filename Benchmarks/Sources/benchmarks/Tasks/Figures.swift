import Foundation
import Isochron

/// Figures of 6 × 4 inches, PNG at 150 dots per inch; tasks/figures.py does the same with matplotlib.
func figureBenchmarks() -> [Benchmark] {
  let t: [Double] = .linear(0, 100, count: 10_000)
  let lines = Plot {
    for k in 1...3 { Line(t, t.map { sin($0 * Double(k)) }).label("$m_\(k)$") }
  }
  .xLabel("$\\kappa t$").yLabel("$m$").size(width: .inches(6), height: .inches(4))

  func figure(_ name: String, prepare: @escaping () throws -> () throws -> Void) -> Benchmark {
    Benchmark(name) {
      let draw = try prepare()
      return {
        try draw()
        return nil
      }
    }
  }
  return [
    figure("3 lines x 10^4, PNG") { { _ = try lines.pngData(pixelsPerInch: 150) } },
    figure("3 lines x 10^4, SVG") { { _ = try lines.svg() } },
    figure("3 lines x 10^4, PDF") { { _ = try lines.pdfData() } },
    figure("heat map 512 x 512 with bar, PNG") {
      let z = (0..<512).map { i in
        (0..<512).map { j in sin(Double(i) * 0.02) * cos(Double(j) * 0.03) }
      }
      let heat = Plot { Heatmap(z: z).colorBar("$W$") }
        .size(width: .inches(6), height: .inches(4))
      return { _ = try heat.pngData(pixelsPerInch: 150) }
    },
    figure("Bloch sphere, 10^4 points, PNG") {
      let path = t.map { time in
        SIMD3(polar: 0.3 + 0.02 * time, azimuth: 3 * time)
      }
      let sphere = BlochSphere {
        SphereTrajectory(path.map(\.x), path.map(\.y), path.map(\.z)).colored(by: t)
      }
      .size(width: .inches(4), height: .inches(4))
      return { _ = try sphere.pngData(pixelsPerInch: 150) }
    },
    figure("2 x 2 panels, 10^4 points each, PNG") {
      let panels = Figure(columns: .double) {
        Grid(columns: 2) { for _ in 0..<4 { lines } }
      }
      return { _ = try panels.pngData(pixelsPerInch: 150) }
    },
  ]
}
