public import Plotting
public import QuantumDynamics

extension MasterEquationSolution {
  /// The expectation values that were observed, against time, one line each.
  ///
  /// - Returns: a plot; without observables, one of the purity.
  public func plot() -> Plot {
    let names = expectationValues.keys.sorted()
    return Plot {
      for name in names { Line(times, self[name]).label(name) }
      if names.isEmpty { Line(times, purity).label("purity") }
    }
    .xLabel("$t$")
  }
}
