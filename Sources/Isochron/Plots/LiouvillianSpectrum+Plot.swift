import ComplexModule
public import Plotting
public import QuantumDynamics

extension LiouvillianSpectrum {
  /// The eigenvalues in the complex plane, with the steady state and a line at the gap.
  ///
  /// - Returns: a plot of Im λ against Re λ; change it by modifiers as any plot.
  public func plot() -> Plot {
    let decaying = eigenvalues.filter { !$0.isZero }.map(\.value)
    let steady = eigenvalues.filter(\.isZero).map(\.value)
    return Plot {
      if let gap {
        VerticalLine(-gap).dashes(.dashed).color(.gray).label("gap")
      }
      if !decaying.isEmpty {
        Scatter(decaying.map(\.real), decaying.map(\.imaginary)).color(.blue)
      }
      if !steady.isEmpty {
        Scatter(steady.map(\.real), steady.map(\.imaginary))
          .marker(.diamond).color(.vermilion).label("steady state")
      }
    }
    .xLabel("$\\mathrm{Re}\\,\\lambda$").yLabel("$\\mathrm{Im}\\,\\lambda$")
  }
}
