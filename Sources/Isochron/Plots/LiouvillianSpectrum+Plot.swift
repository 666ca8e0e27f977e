import ComplexModule
public import Plotting
public import QuantumDynamics

extension LiouvillianSpectrum {
  /// The eigenvalues in the complex plane, with the steady state and a line at the gap.
  ///
  /// Full circles are eigenvalues known to 1 % of their modulus or better; open ones are those of
  /// ill-conditioned modes, which rounding errors move further than that.
  ///
  /// - Returns: a plot of Im λ against Re λ; change it by modifiers as any plot.
  public func plot() -> Plot {
    let decaying = eigenvalues.filter { !$0.isZero }
    let steady = eigenvalues.filter(\.isZero).map(\.value)
    let uncertain = decaying.filter(\.isUncertain).map(\.value)
    let certain = decaying.filter { !$0.isUncertain }.map(\.value)
    return Plot {
      if let gap { VerticalLine(-gap).dashes(.dashed).color(.gray).label("gap") }
      if !certain.isEmpty { Scatter(certain.map(\.real), certain.map(\.imaginary)).color(.blue) }
      if !uncertain.isEmpty {
        Scatter(uncertain.map(\.real), uncertain.map(\.imaginary))
          .open().color(.gray).label("ill-conditioned")
      }
      if !steady.isEmpty {
        Scatter(steady.map(\.real), steady.map(\.imaginary))
          .marker(.diamond).color(.vermilion).label("steady state")
      }
    }
    .xLabel("$\\mathrm{Re}\\,\\lambda$").yLabel("$\\mathrm{Im}\\,\\lambda$")
  }
}

extension LiouvillianEigenvalue {
  /// Whether the error bound is over 1 % of the modulus; false where no bound was calculated.
  fileprivate var isUncertain: Bool { (uncertainty ?? 0) > 0.01 * value.length }
}
