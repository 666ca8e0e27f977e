public import ComplexModule
public import LinearAlgebra
import RealModule

/// Mean direction and spread of angles, for example of the phases of trajectories at one time.
///
/// R = 1 − |(1/n) Σ e^(iθ_k)| is the circular variance: 0 for equal angles, 1 for angles that cancel. n independent uniform angles give
/// 1 − √(π/4n) on average, not 1. It sees one preferred direction: two opposite ones look uniform, unless angles are doubled
/// (`order` 2).
///
/// References: paper 001, eq. (12); K. V. Mardia and P. E. Jupp, Directional Statistics (Wiley, 2000), section 2.3.
public struct CircularStatistics: Sendable, Hashable, Codable {
  /// (1/n) Σ e^(iqθ_k).
  public let resultant: ComplexDouble
  /// n.
  public let count: Int
  /// The standard error of the length of the resultant, from the scatter of the angles along it.
  public let standardError: Double

  /// The statistics of angles.
  ///
  /// - Parameters:
  ///   - angles: θ in radians, one or more.
  ///   - order: q ≥ 1, by which angles are multiplied.
  /// - Throws: `SynchronizationError`: `invalidData` for no angles, `notFinite`, `invalidParameter` for q < 1.
  public init(_ angles: [Double], order: Int = 1) throws {
    guard !angles.isEmpty else {
      throw SynchronizationError(
        .invalidData, "Circular statistics need one angle or more, but none came.")
    }
    guard angles.allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "Angles must be finite; NaN or infinity came.")
    }
    guard order >= 1 else {
      throw SynchronizationError(
        .invalidParameter, "The order of a resultant is 1 or more, not \(order).")
    }
    let n = Double(angles.count)
    var (c, s) = (0.0, 0.0)
    for angle in angles {
      c += .cos(Double(order) * angle)
      s += .sin(Double(order) * angle)
    }
    let mean = ComplexDouble(c / n, s / n)
    resultant = mean
    count = angles.count
    let direction = mean.phase
    let spread = angles.reduce(0) {
      let along = Double.cos(Double(order) * $1 - direction) - mean.length
      return $0 + along * along
    }
    standardError = count > 1 ? (spread / (n - 1) / n).squareRoot() : .nan
  }

  /// |(1/n) Σ e^(iqθ_k)|, from 0 to 1.
  public var meanResultantLength: Double { min(1, resultant.length) }
  /// The circular variance R, from 0 to 1.
  public var variance: Double { 1 - meanResultantLength }
  /// The mean direction in (−π, π]; without meaning where the variance is 1.
  public var meanDirection: Double { resultant.phase }
  /// √(−2 ln |resultant|), which is the standard deviation of a wrapped normal distribution.
  public var standardDeviation: Double {
    (-2 * Double.log(meanResultantLength)).squareRoot()
  }

  /// The circular variance R(t) of an ensemble.
  ///
  /// - Parameter angles: `angles[k]` are the angles of all trajectories at time k.
  /// - Returns: R at each time; `SampledSignal.periodAverage(_:)` takes oscillations out of it.
  /// - Throws: `SynchronizationError`, as for one time.
  public static func variances(of angles: [[Double]]) throws -> [Double] {
    try angles.map { try CircularStatistics($0).variance }
  }
}
