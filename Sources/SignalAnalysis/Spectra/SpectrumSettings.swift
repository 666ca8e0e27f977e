/// What a frequency is counted in.
public enum FrequencyUnit: String, Sendable, Hashable, Codable {
  /// Radians per unit of time, ω.
  case angular
  /// Turns per unit of time, f = ω/2π.
  case cyclic

  /// What a frequency in turns is multiplied by.
  var factor: Double { self == .angular ? 2 * .pi : 1 }
}

/// What the numbers of a spectrum mean.
public enum SpectrumScaling: String, Sendable, Hashable, Codable {
  /// Power per unit of frequency: the sum of density times spacing is the mean square of the signal.
  case density
  /// Power of a line: a sine of amplitude A stands A²/2 high.
  case power
}

/// What is taken out of each piece of a signal before its transform.
public enum Detrending: String, Sendable, Hashable, Codable {
  /// Nothing.
  case none
  /// The mean.
  case constant
  /// The straight line of least squares.
  case linear

  /// The numbers without their trend.
  func apply(to values: [Double]) -> [Double] {
    guard self != .none, !values.isEmpty else { return values }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard self == .linear, values.count > 1 else { return values.map { $0 - mean } }
    let middle = (count - 1) / 2
    var (covariance, spread) = (0.0, 0.0)
    for (k, value) in values.enumerated() {
      covariance += (Double(k) - middle) * (value - mean)
      spread += (Double(k) - middle) * (Double(k) - middle)
    }
    let slope = covariance / spread
    return values.enumerated().map { $1 - mean - slope * (Double($0) - middle) }
  }
}
