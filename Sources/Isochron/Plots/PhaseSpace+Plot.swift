public import PhaseSpace
public import Plotting

extension ModeQuasiprobability {
  /// The function over x and p with equal units on both axes, colours symmetric about 0 where it is negative.
  ///
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot() -> Plot {
    let name = s == 0 ? "$W(x, p)$" : s == -1 ? "$Q(x, p)$" : "$W_s(x, p)$"
    let hasNegative = minimum < -1e-3 * maximum
    return Plot {
      Heatmap(
        z: values, x: positions, y: momenta, map: hasNegative ? .balance : .viridis,
        scaling: hasNegative ? .centered(on: 0) : .automatic
      ).smooth().colorBar(name)
    }
    .xLabel("$x$").yLabel("$p$").aspect(.equal)
  }
}

extension SpinQuasiprobability {
  /// The function as a map over the angles; θ = 0, which is m = +S, is on top.
  ///
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      Heatmap(
        z: values, x: azimuths, y: polarAngles.map { -$0 }, map: map, scaling: scaling
      ).smooth().colorBar("$W(\\theta, \\varphi)$")
    }
    .xLabel("$\\varphi$").xTicks(.multiplesOfPi).yLabel("$\\theta$").yTicks(
      .labeled([
        TickLabel(0, "0"), TickLabel(-.pi / 2, "$\\pi/2$"), TickLabel(-.pi, "$\\pi$"),
      ]))
  }

  /// The function as the colour of a sphere.
  ///
  /// - Returns: a sphere; turn it by `.view(azimuth:elevation:)`.
  public func sphere() -> BlochSphere {
    BlochSphere { SphereSurface(values: values, map: map, scaling: scaling) }
  }

  private var hasNegative: Bool { minimum < -1e-3 * maximum }
  private var map: ColorMap { hasNegative ? .balance : .viridis }
  private var scaling: ColorScaling { hasNegative ? .centered(on: 0) : .automatic }
}

extension SampledDensity {
  /// The density over x and p with equal units on both axes.
  ///
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      Heatmap(z: values, x: positions, y: momenta, map: .viridis).colorBar("density")
    }
    .xLabel("$x$").yLabel("$p$").aspect(.equal)
  }
}

extension JointPhaseDistribution {
  /// S of two spins' phases as a map.
  ///
  /// - Parameters:
  ///   - first: the spin of the horizontal axis, counted from 0.
  ///   - second: that of the vertical axis.
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot(_ first: Int = 0, _ second: Int = 1) -> Plot {
    let grid = values(of: second, first)
    return Plot {
      Heatmap(
        z: grid.values, x: grid.angles, y: grid.angles, map: .balance, scaling: .centered(on: 0)
      ).smooth().colorBar("$S(\\varphi_{\(first)}, \\varphi_{\(second)})$")
    }
    .xLabel("$\\varphi_{\(first)}$").xTicks(.multiplesOfPi)
    .yLabel("$\\varphi_{\(second)}$").yTicks(.multiplesOfPi).aspect(.equal)
  }
}
