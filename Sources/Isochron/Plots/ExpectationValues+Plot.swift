import ComplexModule
public import Plotting
public import QuantumDynamics

extension MasterEquationSolution {
  /// The expectation values that were observed, against time, one line each.
  ///
  /// - Returns: a plot; without observables, one of the purity.
  public func plot() -> Plot {
    observedPlot(times, expectationValues, otherwise: ("purity", purity))
  }
}

extension SchroedingerSolution {
  /// The expectation values that were observed, against time, one line each.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot { observedPlot(times, expectationValues) }
}

extension PermutationInvariantSolution {
  /// The expectation values that were observed, against time, one line each; imaginary parts, dashed,
  /// where there are any.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let names = expectationValues.keys.sorted()
    return Plot {
      for name in names {
        if let values = expectationValues[name] {
          Line(times, values.map(\.real)).label(name)
          if values.contains(where: { abs($0.imaginary) > 1e-9 * $0.length }) {
            Line(times, values.map(\.imaginary)).dashes(.dashed).label("\(name), imaginary part")
          }
        }
      }
    }
    .xLabel("$t$")
  }
}

extension StroboscopicSolution {
  /// The expectation values that were observed, once in each period, a mark for each.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let names = expectationValues.keys.sorted()
    return Plot {
      for name in names {
        Line(times, self[name]).marker(.circle, size: times.count > 100 ? 2 : nil).width(0.5)
          .label(name)
      }
    }
    .xLabel("$t$")
  }
}

extension TrajectoryEnsemble {
  /// The averages over the trajectories against time, each with a band of one standard error up and
  /// down.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let means = expectationValues
    let errors = standardErrors
    return Plot {
      for (index, name) in means.keys.sorted().enumerated() {
        let values = means[name] ?? []
        let color = FigureStyle.notebook.colorCycle[index % FigureStyle.notebook.colorCycle.count]
        if let error = errors[name], error.count == values.count {
          Band(
            times, low: zip(values, error).map { $0 - $1 }, high: zip(values, error).map { $0 + $1 }
          )
          .color(color)
        }
        Line(times, values).color(color).label(name)
      }
    }
    .xLabel("$t$")
  }

  /// When the trajectories jumped: a row for each of the first ones, a colour for each channel.
  ///
  /// - Parameter count: how many trajectories are shown.
  /// - Returns: a plot; empty where the jumps were not kept.
  public func jumpPlot(first count: Int = 40) -> Plot {
    let rows = jumps.prefix(count)
    let channels = Set(rows.joined().map(\.channel)).sorted()
    return Plot {
      for channel in channels {
        let marks = rows.enumerated().flatMap { row, list in
          list.filter { $0.channel == channel }.map { (time: $0.time, row: Double(row)) }
        }
        Scatter(marks.map(\.time), marks.map(\.row)).marker(.circle, size: 2.4)
          .label("channel \(channel)")
      }
    }
    .xLabel("$t$").yLabel("trajectory").legend(channels.count > 1 ? .above : .none)
  }
}

/// Lines of expectation values, or of another quantity where none were observed.
private func observedPlot(
  _ times: [Double], _ values: [String: [Double]],
  otherwise: (name: String, values: [Double])? = nil
) -> Plot {
  Plot {
    for name in values.keys.sorted() { Line(times, values[name] ?? []).label(name) }
    if values.isEmpty, let otherwise { Line(times, otherwise.values).label(otherwise.name) }
  }
  .xLabel("$t$")
}
