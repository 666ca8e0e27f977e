public import Plotting
public import QuantumCore
public import QuantumSynchronization

extension HusimiQ {
  /// Q(θ, φ) on an equal-area map of the whole sphere: nothing is hidden behind, and areas are weights.
  ///
  /// - Parameters:
  ///   - projection: how the sphere is spread out.
  ///   - map: the colours.
  /// - Returns: a map; change it by modifiers as any other.
  public func sphereMap(
    _ projection: MapProjection = .mollweide, map: ColorMap = .viridis
  ) -> SphereMap {
    SphereMap(projection) {
      SphereSurface(
        values: values, map: map, scaling: .range(0...Swift.max(maximum, .leastNormalMagnitude))
      ).colorBar("$Q(\\theta, \\varphi)$")
    }
  }
}

extension SpinTrajectory {
  /// The trajectory on an equal-area map of the whole sphere, coloured by time, with its last point.
  ///
  /// - Parameters:
  ///   - projection: how the sphere is spread out.
  ///   - map: the colours from the first to the last time.
  /// - Returns: a map; change it by modifiers as any other.
  public func sphereMap(
    _ projection: MapProjection = .mollweide, map: ColorMap = .viridis
  ) -> SphereMap {
    SphereMap(projection) {
      SphereTrajectory(x, y, z).colored(by: times, map: map).colorBar("$t$")
      if let last = points.last { SpherePoint(last.x, last.y, last.z).color(.vermilion) }
    }
  }
}

extension PhaseDistribution {
  /// The density of the phase, S(φ) + 1/2π, around a circle; a circle of radius 1/2π is the uniform one.
  ///
  /// - Returns: polar axes; change them by modifiers as any other.
  public func polarPlot() -> PolarPlot {
    let uniform = 1 / (2 * Double.pi)
    return PolarPlot {
      HorizontalLine(uniform).color(.gray).dashes(.dashed)
      Line(angles, values.map { $0 + uniform })
    }
    .radialLabel("$S(\\varphi) + 1/2\\pi$")
  }
}
