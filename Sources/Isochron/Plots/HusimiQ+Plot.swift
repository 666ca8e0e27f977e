public import Plotting
public import QuantumCore

extension HusimiQ {
  /// Q(θ, φ) as a map over the angles; θ = 0, which is m = +S, is on top.
  ///
  /// - Parameter map: the colours.
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot(map: ColorMap = .viridis) -> Plot {
    Plot {
      Heatmap(z: values, x: azimuths, y: polarAngles.map { -$0 }, map: map, scaling: scaling)
        .smooth().colorBar("$Q(\\theta, \\varphi)$")
    }
    .xLabel("$\\varphi$").xTicks(.multiplesOfPi).yLabel("$\\theta$").yTicks(
      .labeled([
        TickLabel(0, "0"), TickLabel(-.pi / 2, "$\\pi/2$"), TickLabel(-.pi, "$\\pi$"),
      ]))
  }

  /// Q(θ, φ) as the colour of a sphere.
  ///
  /// - Parameter map: the colours.
  /// - Returns: a sphere; turn it by `.view(azimuth:elevation:)`.
  public func sphere(map: ColorMap = .viridis) -> BlochSphere {
    BlochSphere { SphereSurface(values: values, map: map, scaling: scaling) }
  }

  private var scaling: ColorScaling { .range(0...Swift.max(maximum, .leastNormalMagnitude)) }
}
