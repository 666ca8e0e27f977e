import Numerics
public import Plotting
public import TruncatedWigner

extension TruncatedWignerEnsemble {
  /// An observable against time: its mean, the envelope of all trajectories as a band, and kept trajectories dashed.
  ///
  /// - Parameters:
  ///   - name: of the observable; without one the first by name.
  ///   - trajectoryCount: how many of the kept trajectories are drawn.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ name: String? = nil, trajectoryCount: Int = 3) -> Plot {
    let name = name ?? observables.keys.sorted().first ?? ""
    let one = observable(name)
    let kept = trajectories.prefix(trajectoryCount).compactMap { $0.values[name]?.map(\.real) }
    return Plot {
      Band(times, low: one.minima, high: one.maxima).color(.gray).opacity(0.25).label("envelope")
      for values in kept { Line(times, values).dashes(.dashed).color(.gray) }
      Line(times, one.means.map(\.real)).color(.vermilion).label("mean")
    }
    .xLabel("$t$").yLabel(name)
  }
}
