import Foundation
import Isochron

/// Figures of 6 × 4 inches, PNG at 150 dots per inch; tasks/figures.py does the same with matplotlib.
func figureBenchmarks() -> [Benchmark] {
  let t: [Double] = .linear(0, 100, count: 10_000)
  func lines() -> Plot {
    Plot {
      for k in 1...3 { Line(t, t.map { sin($0 * Double(k)) }).label("$m_\(k)$") }
    }
    .xLabel("$\\kappa t$").yLabel("$m$").size(width: .inches(6), height: .inches(4))
  }
  return inFormats("3 lines x 10^4") { lines() }
    + inFormats("scatter 10^5") { points(100_000) }
    + inFormats("scatter 10^6", [.png]) { points(1_000_000) }
    + inFormats("heat map 512 x 512 with bar") { heatMap() }
    + inFormats("filled contours 200 x 200", [.png]) { contours() }
    + inFormats("Bloch sphere, 10^4 points") { bloch(t) }
    + inFormats("2 x 2 panels, 10^4 points each") {
      let panel = lines()
      return Figure(columns: .width(.inches(7)), height: .inches(5)) {
        Grid(columns: 2) { for _ in 0..<4 { panel } }
      }
    }
}

/// One task for each format: what is drawn is made from arrays that are there, as the peer's is.
private func inFormats(
  _ name: String, _ formats: [FigureFormat] = [.png, .svg, .pdf],
  _ figure: @escaping () -> some Drawable
) -> [Benchmark] {
  formats.map { format in
    Benchmark("\(name), \(format.rawValue.uppercased())") {
      let drawable = figure()
      return {
        switch format {
        case .png: _ = try drawable.pngData(pixelsPerInch: 150)
        case .svg: _ = try drawable.svg()
        case .pdf: _ = try drawable.pdfData()
        }
        return nil
      }
    }
  }
}

private func points(_ count: Int) -> Plot {
  let angles = (0..<count).map { Double($0) * 2.399963 }
  let radii = (0..<count).map { sqrt(Double($0) / Double(count)) }
  return Plot {
    Scatter(zip(radii, angles).map { $0 * cos($1) }, zip(radii, angles).map { $0 * sin($1) })
      .marker(.circle, size: 1)
  }
  .size(width: .inches(6), height: .inches(4))
}

private func heatMap() -> Plot {
  let rows: [Double] = (0..<512).map { sin(0.02 * Double($0)) }
  let columns: [Double] = (0..<512).map { cos(0.03 * Double($0)) }
  let z: [[Double]] = rows.map { row in columns.map { row * $0 } }
  return Plot { Heatmap(z: z).colorBar("$W$") }.size(width: .inches(6), height: .inches(4))
}

private func contours() -> Plot {
  let x: [Double] = .linear(-3, 3, count: 200)
  let y: [Double] = .linear(-2, 2, count: 200)
  let z: [[Double]] = y.map { y in x.map { sin(1.5 * $0) * cos(2 * y) + 0.2 * $0 } }
  return Plot { FilledContour(x: x, y: y, z: z).colorBar("$V$") }
    .size(width: .inches(6), height: .inches(4))
}

private func bloch(_ t: [Double]) -> BlochSphere {
  let path = t.map { SIMD3(polar: 0.3 + 0.02 * $0, azimuth: 3 * $0) }
  return BlochSphere {
    SphereTrajectory(path.map(\.x), path.map(\.y), path.map(\.z)).colored(by: t)
  }
  .size(width: .inches(4), height: .inches(4))
}
