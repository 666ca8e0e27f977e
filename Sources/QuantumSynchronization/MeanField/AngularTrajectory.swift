public import QuantumDynamics
import RealModule

/// A trajectory (θ(t), φ(t)) of a mean-field flow in its angular form.
public struct AngularTrajectory: Sendable, Codable {
  /// The times.
  public let times: [Double]
  /// θ(t) from +z, in radians; it leaves [0, π] when a trajectory passes over a pole, and the pair (θ, φ) still
  /// names the right point.
  public let polar: [Double]
  /// φ(t) in radians, unwrapped: the relative phase δφ(t) in the frame of the drive.
  public let azimuth: [Double]
  /// Steps and tolerances of the integration.
  public let evidence: IntegrationEvidence

  /// What the model was made with, as its `MeanFieldFlow` carried it.
  public package(set) var parameters: [String: Double] = [:]
  /// How long the calculation took, in seconds.
  public package(set) var wallTime = 0.0

  /// Whether the last time was reached; where the user stopped the calculation, the points up to there are kept.
  public package(set) var status = EvolutionStatus.finished

  /// The points (sin θ cos φ, sin θ sin φ, cos θ).
  public var points: [SIMD3<Double>] {
    zip(polar, azimuth).map { SphereFrame(polar: $0, azimuth: $1).radial }
  }

  /// How the relative phase follows the drive.
  ///
  /// - Parameter start: the time by which transients have died out.
  /// - Returns: state, observed frequency relative to the drive and excursion.
  /// - Throws: `SynchronizationError` with code `invalidData` for fewer than 4 samples after `start`.
  public func phaseLocking(after start: Double) throws -> PhaseLocking {
    try PhaseLocking(times: times, phase: azimuth, after: start)
  }
}
