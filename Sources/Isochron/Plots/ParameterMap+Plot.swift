public import NonlinearDynamics
public import Plotting

extension ParameterMap {
  /// A measurement over both parameters.
  ///
  /// - Parameters:
  ///   - name: of the measurement; the first where not given.
  ///   - map: the colours.
  ///   - scaling: how values become colours.
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func plot(
    _ name: String? = nil, map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) -> Plot {
    let name = name ?? names[0]
    return Plot {
      Heatmap(x: x, y: y, z: self[name], map: map, scaling: scaling).colorBar(name)
    }
    .xLabel(xName).yLabel(yName)
  }

  /// An Arnold tongue: the modulus of a frequency over both parameters, with the boundary of the locked region.
  ///
  /// - Parameters:
  ///   - name: of the frequency; the first measurement where not given.
  ///   - threshold: frequencies of smaller modulus are locked.
  ///   - map: the colours.
  /// - Returns: a plot with a colour bar; change it by modifiers as any plot.
  public func tongue(
    _ name: String? = nil, threshold: Double = 0.01, map: ColorMap = .viridis
  ) -> Plot {
    let moduli = self[name ?? names[0]].map { $0.map { abs($0) } }
    return Plot {
      Heatmap(x: x, y: y, z: moduli, map: map).colorBar("|\(name ?? names[0])|")
      Contour(x: x, y: y, z: moduli, levels: [threshold]).color(.white).width(1)
    }
    .xLabel(xName).yLabel(yName)
  }
}

extension Basins {
  /// The basins in the colours of their attractors, with the attractors' means.
  ///
  /// - Parameter map: the colours.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(map: ColorMap = .cividis) -> Plot {
    let most = Swift.max(1, Double(attractors.count - 1))
    return Plot {
      Heatmap(
        x: x, y: y, z: labels.map { $0.map { $0 < 0 ? .nan : Double($0) } }, map: map,
        scaling: .range(0...most))
    }
    .xLabel(xName).yLabel(yName)
  }
}

extension BifurcationDiagram {
  /// The values at the passages against the parameter, a dot each.
  ///
  /// - Parameter name: what the values are.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ name: String = "") -> Plot {
    let x = zip(parameterValues, values).flatMap { value, list in list.map { _ in value } }
    return Plot { Scatter(x, Array(values.joined())).marker(.circle, size: 0.8).color(.black) }
      .xLabel(parameterName).yLabel(name)
  }
}
