import ComplexModule
import QuantumCore
public import Plotting
public import QuantumDynamics

extension FloquetSpectrum {
  /// The multipliers in the complex plane, within the unit circle, with those of steady states.
  ///
  /// - Returns: a plot of Im μ against Re μ; change it by modifiers as any plot.
  public func plot() -> Plot {
    let values = multipliers.map(\.value)
    let steady = values.filter { ($0 - 1).length < 1e-8 }
    let others = values.filter { ($0 - 1).length >= 1e-8 }
    let angles: [Double] = .linear(0, 2 * .pi, count: 361)
    return Plot {
      Line(angles.map(Double.cos), angles.map(Double.sin)).color(.gray).width(0.7)
      if !others.isEmpty {
        ComplexSpectrum(real: others.map(\.real), imaginary: others.map(\.imaginary)).color(.blue)
      }
      if !steady.isEmpty {
        Scatter(steady.map(\.real), steady.map(\.imaginary))
          .marker(.diamond).color(.vermilion).label("steady state")
      }
    }
    .xLabel("$\\mathrm{Re}\\,\\mu$").yLabel("$\\mathrm{Im}\\,\\mu$").aspect(.equal)
  }
}

extension FloquetModes {
  /// The quasienergies as levels, between the ends −π/T and π/T of their zone.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let end = Double.pi / period
    return Plot {
      Scatter(modes.indices.map(Double.init), modes.map(\.quasienergy))
      HorizontalLine(end).color(.gray).dashes(.dashed)
      HorizontalLine(-end).color(.gray).dashes(.dashed)
    }
    .xLabel("mode").yLabel("quasienergy")
  }
}

extension PeriodicSteadyState {
  /// The state at the beginning of a period, as `DensityMatrix.plot` draws it.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(names: [String]? = nil) -> Plot { densityMatrix.plot(names: names) }
}
