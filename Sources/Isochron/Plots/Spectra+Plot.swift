public import Plotting
import RealModule
public import SignalAnalysis

extension PowerSpectrum {
  /// The power against frequency on a logarithmic scale, with lines that stand out marked.
  ///
  /// - Parameter decades: how many decades below the highest value are shown.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(decades: Double = 10) -> Plot {
    let top = values.max() ?? 1
    let floor = top * Double.pow(10, -decades)
    let lines = peaks(threshold: Double.pow(10, -decades / 2)).prefix(6)
    return Plot {
      Line(frequencies, values.map { max($0, floor) })
      if !lines.isEmpty {
        Scatter(lines.map(\.frequency), lines.map(\.value)).open().color(.vermilion)
      }
    }
    .yScale(.log).yRange(floor...(top * 3))
    .xLabel(unit == .angular ? "$\\omega$" : "$f$")
    .yLabel(scaling == .density ? "power density" : "power")
  }
}

extension SlidingSpectrum {
  /// The power over time and frequency, its colours logarithmic over six decades.
  ///
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      Spectrogram(times: times, frequencies: frequencies, powers: values)
        .colorBar(scaling == .density ? "power density" : "power")
    }
    .xLabel("$t$").yLabel(unit == .angular ? "$\\omega$" : "$f$")
  }
}

extension SampledSignal {
  /// The values against time.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot { Plot { Line(times, values) }.xLabel("$t$") }
}
