public import Plotting
public import SignalAnalysis

extension ScalingCollapse {
  /// The curves in scaled variables, with the data as they are in an inset.
  ///
  /// - Parameters:
  ///   - x: name of the control parameter; mathematics between dollars.
  ///   - y: name of the observable.
  ///   - size: name of the system size.
  ///   - showsRaw: whether an inset shows the data as they are.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(
    x: String = "$x$", y: String = "$y$", size: String = "$N$", showsRaw: Bool = true
  ) -> Plot {
    DataCollapse(
      critical: critical.value, xExponent: xExponent.value, yExponent: yExponent.value
    ) {
      for curve in curves { DataCollapse.Curve(size: curve.size, x: curve.x, y: curve.y) }
    }
    .plot(x: x, y: y, size: size, showsRaw: showsRaw)
  }
}
