public import Plotting
public import QuantumSynchronization

extension MeanFieldFlow {
  /// The flow over the sphere's azimuth and m_z, which keeps areas: streamlines and fixed points with
  /// their stability.
  ///
  /// - Parameters:
  ///   - azimuths: the range of φ.
  ///   - nullclines: whether lines show where φ or m_z stands still.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(azimuths: ClosedRange<Double> = -.pi...(.pi), nullclines: Bool = false) -> Plot {
    // At the poles the azimuth has no meaning.
    let edge = 0.999
    return Plot {
      PhasePortrait(x: azimuths, y: -edge...edge) { azimuth, z in
        let polar = Double.acos(z)
        let point = SIMD3(polar: polar, azimuth: azimuth)
        return (angularVelocity(SIMD2(polar, azimuth)).y, velocity(point).z)
      }
      .nullclines(nullclines)
    }
    .xLabel("$\\varphi$").xTicks(.multiplesOfPi).yLabel("$m_z$").yTicks(.spaced(0.5))
  }
}

extension FixedPoints {
  /// The fixed points on the sphere: full circles attract, open ones repel, diamonds are saddles.
  ///
  /// - Returns: a sphere; change it by modifiers as any other.
  public func blochSphere() -> BlochSphere {
    BlochSphere {
      for point in self {
        let mark = SpherePoint(point.position.x, point.position.y, point.position.z)
        switch point.stability {
        case .stableNode, .stableSpiral: mark.color(.blue)
        case .saddle: mark.marker(.diamond).color(.vermilion)
        default: mark.open().color(.gray)
        }
      }
    }
  }
}

extension AngularTrajectory {
  /// The polar angle and the azimuth against time.
  ///
  /// - Returns: a plot with a line for each angle; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      Line(times, polar).label("$\\theta$")
      Line(times, azimuth).label("$\\varphi$")
    }
    .xLabel("$t$").yLabel("angle", unit: "rad").yTicks(.multiplesOfPi)
  }

  /// The trajectory on the Bloch sphere, coloured by time, with its last point.
  ///
  /// - Parameter map: the colours from the first to the last time.
  /// - Returns: a sphere; change it by modifiers as any other.
  public func blochSphere(map: ColorMap = .viridis) -> BlochSphere {
    let points = points
    return BlochSphere {
      SphereTrajectory(points.map(\.x), points.map(\.y), points.map(\.z))
        .colored(by: times, map: map)
      if let last = points.last { SpherePoint(last.x, last.y, last.z).color(.vermilion) }
    }
  }
}
