public import NonlinearDynamics
public import Plotting

extension FlowTrajectory {
  /// All variables against time, a line each.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      for name in variables { Line(times, self[name]).label(name) }
    }
    .xLabel("$t$")
  }

  /// One variable against another.
  ///
  /// - Parameters:
  ///   - x: the name of the variable along x.
  ///   - y: the name of the variable along y.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ x: String, _ y: String) -> Plot {
    Plot { Line(self[x], self[y]) }.xLabel(x).yLabel(y)
  }
}

extension LimitCycle {
  /// All variables over one period, a line each.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      for name in variables { Line(times, self[name]).label(name) }
    }
    .xLabel("$t$")
  }

  /// The orbit in the plane of two variables.
  ///
  /// - Parameters:
  ///   - x: the name of the variable along x.
  ///   - y: the name of the variable along y.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ x: String, _ y: String) -> Plot {
    Plot { Line(self[x], self[y]) }.xLabel(x).yLabel(y)
  }
}

extension PoincareSection {
  /// The passages in the plane of two variables.
  ///
  /// - Parameters:
  ///   - x: the name of the variable along x.
  ///   - y: the name of the variable along y.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ x: String, _ y: String) -> Plot {
    Plot { Scatter(self[x], self[y]).marker(.circle, size: 1.5) }.xLabel(x).yLabel(y)
  }
}

extension LyapunovSpectrum {
  /// The running estimates of the exponents against time.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      HorizontalLine(0).color(.gray)
      for (k, estimate) in running.enumerated() {
        Line(times, estimate).label("$\\lambda_\(k + 1)$")
      }
    }
    .xLabel("$t$").yLabel("$\\lambda$")
  }
}
