public import Plotting
public import QuantumSynchronization

extension SpinTrajectory {
  /// The three components of m = ⟨S⟩/S against time.
  ///
  /// - Returns: a plot with a line for each component; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      Line(times, x).label("$m_x$")
      Line(times, y).label("$m_y$")
      Line(times, z).label("$m_z$")
    }
    .xLabel("$t$").yLabel("$m$")
  }

  /// The trajectory on the Bloch sphere, coloured by time, with its last point.
  ///
  /// - Parameter map: the colours from the first to the last time.
  /// - Returns: a sphere; change it by modifiers as any other.
  public func blochSphere(map: ColorMap = .viridis) -> BlochSphere {
    BlochSphere {
      SphereTrajectory(x, y, z).colored(by: times, map: map)
      if let last = points.last { SpherePoint(last.x, last.y, last.z).color(.vermilion) }
    }
  }
}
