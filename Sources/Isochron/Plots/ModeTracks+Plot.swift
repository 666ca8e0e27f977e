import ComplexModule
public import Plotting
public import QuantumDynamics

extension ModeTracks {
  /// The decay rates and the frequencies of the modes against the parameter, each mode in one colour;
  /// circles where another mode becomes the slower one of two.
  ///
  /// - Parameter parameter: name of the parameter; mathematics between dollars.
  /// - Returns: a figure of two panels, −Re λ above Im λ.
  public func plot(parameter: String = "parameter") -> Figure {
    let isSparse = parameters.count <= 40
    func lines(_ part: (LiouvillianEigenvalue) -> Double) -> [any Mark] {
      tracks.map { track in
        let line = Line(parameters, track.eigenvalues.map { $0.map(part) ?? .nan })
        return isSparse ? line.marker(.circle, size: 2.4) : line
      }
    }
    let crossings = crossings
    return Figure {
      Grid(columns: 1) {
        Plot {
          lines { -$0.value.real }
          if !crossings.isEmpty {
            Scatter(crossings.map(\.parameter), crossings.map { -$0.realPart })
              .open().marker(.circle, size: 8).color(.gray).label("crossing")
          }
        }
        .xLabel(parameter).yLabel("$-\\mathrm{Re}\\,\\lambda$")
        Plot { lines { $0.value.imaginary } }
          .xLabel(parameter).yLabel("$\\mathrm{Im}\\,\\lambda$")
      }
      .sharedX()
    }
  }
}
