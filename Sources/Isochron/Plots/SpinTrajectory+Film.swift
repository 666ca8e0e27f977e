public import Plotting
public import QuantumSynchronization

extension SpinTrajectory {
  /// The trajectory as a film on the Bloch sphere: the way so far, coloured by time, and the spin.
  ///
  /// - Parameters:
  ///   - frames: how many frames; the times are shared out evenly among them.
  ///   - rate: frames in a second.
  ///   - map: the colours from the first to the last time.
  ///   - turn: by how many degrees the viewer goes round in the whole film.
  /// - Returns: a film; `save` it, or let a notebook show it.
  public func film(
    frames: Int = 100, rate: Double = 25, map: ColorMap = .viridis, turn: Double = 0
  ) -> Animation {
    precondition(times.count >= 2, "A film of a trajectory needs at least 2 times.")
    let (times, x, y, z) = (times, x, y, z)
    let last = times.count - 1
    let range = times[0]...Swift.max(times[last], times[0].nextUp)
    return Animation(frames: frames, rate: rate) { frame in
      let end = Swift.max(1, Int((frame.fraction * Double(last)).rounded()))
      return BlochSphere {
        SphereTrajectory(Array(x[...end]), Array(y[...end]), Array(z[...end]))
          .colored(by: Array(times[...end]), map: map, scaling: .range(range)).colorBar("$t$")
        SphereVector(x[end], y[end], z[end])
      }
      .view(azimuth: 38 + turn * frame.fraction, elevation: 20)
    }
  }
}
