import ComplexModule
public import Plotting
public import QuantumDynamics

extension LiouvillianSpectrum {
  /// The eigenvalues in the complex plane, with the steady state and a measure of the gap.
  ///
  /// Full circles are eigenvalues known to 1 % of their modulus or better; open ones are those of
  /// ill-conditioned modes, which rounding errors move further than that. Above 20 000 eigenvalues
  /// their density is drawn.
  ///
  /// - Returns: a plot of Im λ against Re λ; change it by modifiers as any plot.
  public func plot() -> Plot {
    let decaying = eigenvalues.filter { !$0.isZero }
    let steady = eigenvalues.filter(\.isZero).map(\.value)
    let uncertain = decaying.filter(\.isUncertain).map(\.value)
    let certain = decaying.filter { !$0.isUncertain }.map(\.value)
    return Plot {
      if let gap, gap > 0 { GapMarker(gap) }
      if !certain.isEmpty {
        ComplexSpectrum(real: certain.map(\.real), imaginary: certain.map(\.imaginary)).color(.blue)
      }
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

extension RegionSpectrum {
  /// The eigenvalues of the region in the complex plane, with the region's outline.
  ///
  /// - Returns: a plot of Im λ against Re λ; change it by modifiers as any plot.
  public func plot() -> Plot {
    let (low, high) = (region.realRange.lowerBound, region.realRange.upperBound)
    let height = region.largestFrequency
    var plot = spectrum.plot()
    plot.marks.insert(
      Line([low, high, high, low, low], [-height, -height, height, height, -height])
        .color(.gray).dashes(.dotted).label("region"), at: 0)
    return plot
  }
}

extension LiouvillianEigenvalue {
  /// Whether the error bound is over 1 % of the modulus; false where no bound was calculated.
  fileprivate var isUncertain: Bool { (uncertainty ?? 0) > 0.01 * value.length }
}
