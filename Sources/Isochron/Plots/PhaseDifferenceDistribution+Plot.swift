public import Plotting
public import QuantumSynchronization

extension PhaseDifferenceDistribution {
  /// S_d over the phase difference of two spins, or over both differences of three.
  ///
  /// - Parameter count: the number of angles for each difference.
  /// - Returns: a plot; change it by modifiers as any plot.
  /// - Throws: `SynchronizationError` with code `invalidParameter` for more than three spins.
  public func plot(count: Int = 120) throws -> Plot {
    let step = 2 * Double.pi / Double(count)
    let angles = (0...count).map { Double($0) * step }
    let values = grid(count: count)
    switch spinCount {
    case 2:
      return Plot {
        HorizontalLine(1 / (2 * .pi)).color(.gray)
        Line(angles, values + [values[0]])
      }
      .xLabel("$\\varphi_1 - \\varphi_2$").yLabel("$S_d$").xTicks(.multiplesOfPi)
      .xRange(0...(2 * .pi))
    case 3:
      // Rows are the second difference, columns the first; the last row and column repeat the first.
      let rows = (0...count).map { j in
        (0...count).map { i in values[(i % count) * count + j % count] }
      }
      return Plot {
        Heatmap(z: rows, x: angles, y: angles).smooth().colorBar("$S_d$")
      }
      .xLabel("$\\varphi_1 - \\varphi_3$").yLabel("$\\varphi_2 - \\varphi_3$")
      .xTicks(.multiplesOfPi).yTicks(.multiplesOfPi)
    default:
      throw SynchronizationError(
        .invalidParameter,
        "The phase differences of 2 or 3 spins can be drawn, not of \(spinCount); trace some out first."
      )
    }
  }
}

extension TongueMap {
  /// The regimes over detuning and strength.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let names = TongueRegime.allCases
    return Plot {
      Regions(
        x: detunings, y: strengths,
        kinds: regimes.map { $0.map { names.firstIndex(of: $0) ?? 0 } },
        names: names.map(\.rawValue))
    }
    .xLabel("detuning $\\Delta$").yLabel("drive strength $\\epsilon$")
  }
}
