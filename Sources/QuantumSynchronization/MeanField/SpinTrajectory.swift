public import QuantumDynamics
import RealModule

/// A trajectory m(t) of a mean-field flow, with the evidence of its integration.
public struct SpinTrajectory: Sendable, Codable {
  /// The times.
  public let times: [Double]
  /// m at the times.
  public let points: [SIMD3<Double>]
  /// The largest change of |m| from its initial value, 0 in exact arithmetic for a conserving flow.
  public let lengthError: Double
  /// Steps and tolerances of the integration.
  public let evidence: IntegrationEvidence

  /// What the model was made with, as its `MeanFieldFlow` carried it.
  public package(set) var parameters: [String: Double] = [:]
  /// How long the calculation took, in seconds.
  public package(set) var wallTime = 0.0

  /// Whether the last time was reached; where the user stopped the calculation, the points up to there are kept.
  public package(set) var status = EvolutionStatus.finished

  /// m_x at the times.
  public var x: [Double] { points.map(\.x) }
  /// m_y at the times.
  public var y: [Double] { points.map(\.y) }
  /// m_z at the times.
  public var z: [Double] { points.map(\.z) }

  /// The polar angle θ in [0, π], from +z.
  public var polar: [Double] {
    points.map { .atan2(y: ($0.x * $0.x + $0.y * $0.y).squareRoot(), x: $0.z) }
  }

  /// The azimuth φ = arg(m_x + i m_y) in (−π, π].
  public var azimuth: [Double] { points.map { .atan2(y: $0.y, x: $0.x) } }

  /// The relative phase δφ(t): the azimuth in the frame of the drive, unwrapped.
  ///
  /// It begins in (−π, π] and follows the phase through ±π without jumps, provided that it moves by less than π
  /// between samples. Without meaning while the trajectory passes a pole.
  public var relativePhase: [Double] { Self.unwrapped(azimuth) }

  /// Averages of m_z over whole periods, the dynamical order parameters.
  ///
  /// - Parameter start: the time by which transients have died out.
  /// - Returns: mean and variance of m_z, with the period.
  /// - Throws: `SynchronizationError` with code `invalidData` for fewer than 4 samples after `start`.
  public func orderParameters(after start: Double) throws -> DynamicalOrderParameters {
    try DynamicalOrderParameters(times: times, values: z, after: start)
  }

  /// How the relative phase follows the drive.
  ///
  /// - Parameter start: the time by which transients have died out.
  /// - Returns: state, observed frequency relative to the drive and excursion.
  /// - Throws: `SynchronizationError` with code `invalidData` for fewer than 4 samples after `start`.
  public func phaseLocking(after start: Double) throws -> PhaseLocking {
    try PhaseLocking(times: times, phase: relativePhase, after: start)
  }

  /// Angles with jumps of 2π taken out.
  ///
  /// - Parameter angles: in radians, neighbours closer than π on the circle.
  /// - Returns: the same angles modulo 2π, beginning with the first, with steps in [−π, π].
  static func unwrapped(_ angles: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(angles.count)
    for angle in angles {
      guard let last = result.last else {
        result.append(angle)
        continue
      }
      result.append(angle - 2 * .pi * ((angle - last) / (2 * .pi)).rounded())
    }
    return result
  }
}
