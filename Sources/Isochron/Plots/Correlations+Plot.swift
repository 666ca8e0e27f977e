import ComplexModule
public import Plotting
public import QuantumDynamics

extension CorrelationFunction {
  /// The real and, where there is one, the imaginary part against the delay, with the limit of long
  /// delays.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let greatest = values.map(\.length).max() ?? 0
    let isComplex = values.contains { abs($0.imaginary) > 1e-9 * greatest }
    return Plot {
      if let limit { HorizontalLine(limit.real).color(.gray).dashes(.dashed) }
      if isComplex {
        Line(delays, values.map(\.real)).label("real part")
        Line(delays, values.map(\.imaginary)).label("imaginary part")
      } else {
        Line(delays, values.map(\.real))
      }
    }
    .xLabel("$\\tau$").yLabel("$\\langle A(\\tau)\\,B(0) \\rangle$")
  }
}

extension TimeResolvedCorrelation {
  /// The real part as a map over time and delay.
  ///
  /// - Parameter map: the colours.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(map: ColorMap = .viridis) -> Plot {
    Plot {
      Heatmap(
        z: delays.indices.map { delay in times.indices.map { values[$0][delay].real } }, x: times,
        y: delays, map: map
      ).colorBar("$\\mathrm{Re}\\,\\langle A(t+\\tau)\\,B(t) \\rangle$")
    }
    .xLabel("$t$").yLabel("$\\tau$")
  }
}

extension EmissionSpectrum {
  /// S(ω), with a line where the coherent part is; its δ has no height.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    // Rounding errors of a mean that vanishes are no line.
    let isCoherent = coherentPart.length > 1e-9 * incoherentPart.length
    return Plot {
      if isCoherent {
        VerticalLine(0).color(.gray).dashes(.dashed).label("coherent line")
      }
      Line(frequencies, values)
    }
    .xLabel("$\\omega$").yLabel("$S(\\omega)$")
  }
}
