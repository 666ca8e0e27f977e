import ComplexModule
import Foundation
public import Plotting
public import QuantumDynamics

extension Pseudospectrum {
  /// Where a change of the Liouvillian of norm ε can put an eigenvalue: log₁₀ ε = −log₁₀ ‖(z − L)⁻¹‖ over
  /// the complex plane.
  ///
  /// - Parameters:
  ///   - spectrum: eigenvalues to draw as points, or nil.
  ///   - map: the colours.
  /// - Returns: a plot of Im z against Re z; change it by modifiers as any plot.
  public func plot(with spectrum: LiouvillianSpectrum? = nil, map: ColorMap = .viridis) -> Plot {
    let exponents = resolventNorms.map { $0.map { $0 > 0 ? -log10($0) : Double.nan } }
    // Points of the grid that happen to lie on an eigenvalue would take all colours for themselves.
    let ascending = exponents.joined().filter(\.isFinite).sorted()
    let least = ascending.isEmpty ? 0 : ascending[ascending.count / 50]
    let greatest = ascending.last ?? 1
    let levels = exponents.map { $0.map { $0.isNaN ? $0 : Swift.max($0, least) } }
    let points = spectrum?.eigenvalues.map(\.value) ?? []
    let filled = FilledContour(
      x: realParts, y: imaginaryParts, z: levels, map: map,
      scaling: greatest > least ? .range(least...greatest) : .automatic
    )
    .colorBar("$\\log_{10} \\varepsilon$")
    let range = (realParts.min() ?? 0, realParts.max() ?? 1)
    let height = (imaginaryParts.min() ?? 0, imaginaryParts.max() ?? 1)
    let shown = points.filter {
      $0.real >= range.0 && $0.real <= range.1 && $0.imaginary >= height.0
        && $0.imaginary <= height.1
    }
    return Plot {
      filled
      filled.lines.color(.black).width(0.4)
      VerticalLine(0).color(.white)
      if !shown.isEmpty {
        Scatter(shown.map(\.real), shown.map(\.imaginary)).color(.red).marker(.circle, size: 3)
      }
    }
    .xLabel("$\\mathrm{Re}\\,z$").yLabel("$\\mathrm{Im}\\,z$")
  }
}
