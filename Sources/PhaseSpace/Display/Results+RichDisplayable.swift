import QuantumCore
public import RichDisplay

extension ModeQuasiprobability: CustomStringConvertible, RichDisplayable {
  /// Grid, extremes and integral in one line.
  public var description: String {
    let name = s == 0 ? "Wigner function" : s == -1 ? "Husimi Q" : "Quasi-probability of order \(s)"
    return
      "\(name) of a mode, \(positions.count) positions × \(momenta.count) momenta, between \(minimum) and "
      + "\(maximum), integral \(total)"
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}

extension SpinQuasiprobability: CustomStringConvertible, RichDisplayable {
  /// Spin, grid, extremes and integral in one line.
  public var description: String {
    let name =
      s == 0
      ? "Wigner function"
      : s == -1 ? "Husimi Q" : s == 1 ? "P function" : "Quasi-probability of order \(s)"
    return
      "\(name), S = \(spin.quantumNumber), \(polarAngles.count) polar angles × \(azimuths.count) azimuths, "
      + "between \(minimum) and \(maximum), integral \(total)"
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}

extension SampledDensity: CustomStringConvertible, RichDisplayable {
  /// How many samples and cells, and the largest density with its error.
  public var description: String {
    var error = 0.0
    for (row, errors) in zip(values, standardErrors) {
      for (value, one) in zip(row, errors) where value == maximum { error = one }
    }
    return
      "Density of \(sampleCount) samples in \(positions.count) × \(momenta.count) cells, maximum \(maximum) ± "
      + "\(error), \(outsideCount) samples outside"
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}

extension JointPhaseDistribution: CustomStringConvertible, RichDisplayable {
  /// The spins and how sharp each pair's difference is.
  public var description: String {
    var lines = ["Joint phase distribution of spins \(spins.map(\.quantumNumber))"]
    for j in spins.indices {
      for l in spins.indices where l > j {
        let peak = difference(of: j, l).values.max() ?? 0
        lines.append("difference of \(j) and \(l): largest S = \(peak)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}
