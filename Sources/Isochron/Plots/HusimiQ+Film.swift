public import Plotting
public import QuantumCore

extension Array where Element == HusimiQ {
  /// Q(θ, φ) as a film with one frame for each function, all with the colours of the greatest.
  ///
  /// - Parameters:
  ///   - rate: frames in a second.
  ///   - map: the colours.
  /// - Returns: a film; `save` it, or let a notebook show it.
  public func film(rate: Double = 25, map: ColorMap = .viridis) -> Animation {
    let greatest = Swift.max(self.map(\.maximum).max() ?? 0, .leastNormalMagnitude)
    return Animation(over: self, rate: rate) { function in
      Plot {
        Heatmap(
          z: function.values, x: function.azimuths, y: function.polarAngles, map: map,
          scaling: .range(0...greatest)
        ).smooth().colorBar("$Q(\\theta, \\varphi)$")
      }
      .xLabel("$\\varphi$").xTicks(.multiplesOfPi).yLabel("$\\theta$").yTicks(.multiplesOfPi)
    }
  }

  /// Q(θ, φ) on turning spheres as a film with one frame for each function, all with the colours of
  /// the greatest.
  ///
  /// - Parameters:
  ///   - rate: frames in a second.
  ///   - map: the colours.
  ///   - azimuth: direction to the viewer in the first frame, in degrees.
  ///   - turn: by how many degrees the viewer goes round in the whole film.
  /// - Returns: a film; `save` it, or let a notebook show it.
  public func sphereFilm(
    rate: Double = 25, map: ColorMap = .viridis, azimuth: Double = 38, turn: Double = 0
  ) -> Animation {
    let greatest = Swift.max(self.map(\.maximum).max() ?? 0, .leastNormalMagnitude)
    let functions = self
    return Animation(frames: count, rate: rate) { frame in
      BlochSphere {
        SphereSurface(
          values: functions[frame.index].values, map: map, scaling: .range(0...greatest)
        ).colorBar("$Q$")
      }
      .view(azimuth: azimuth + turn * frame.fraction, elevation: 20)
    }
  }
}
