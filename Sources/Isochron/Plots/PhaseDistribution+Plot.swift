public import Plotting
public import QuantumSynchronization

extension PhaseDistribution {
  /// S(φ) over the circle, with the preferred phase marked where there is one.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      HorizontalLine(0).color(.gray)
      if maximum > 1e-9 { VerticalLine(maximumAngle).dashes(.dashed).color(.gray) }
      Line(angles, values)
    }
    .xLabel("$\\varphi$").yLabel("$S(\\varphi)$").xTicks(.multiplesOfPi).xRange(0...(2 * .pi))
  }
}
