public import ComplexModule
public import LinearAlgebra
import RealModule

/// Kuramoto's order parameter of many phases, r e^(iψ) = (1/N) Σ_j e^(iθ_j), and its higher harmonics.
///
/// r is 1 where all phases agree and of order 1/√N for independent ones. The m-th harmonic (Daido's) sees m clusters at equal distances,
/// which r does not see. Neither sees frequencies: phases that turn together at any rate give r = 1.
///
/// References: Y. Kuramoto, Chemical Oscillations, Waves, and Turbulence (Springer, 1984), section 5.4; H. Daido, Prog. Theor. Phys. 88, 1213
/// (1992); J. A. Acebrón et al., Rev. Mod. Phys. 77, 137 (2005), eq. (3).
public struct KuramotoOrderParameter: Sendable, Hashable, Codable {
  /// r e^(iψ).
  public let value: ComplexDouble
  /// r, from 0 to 1.
  public var magnitude: Double { value.length }
  /// ψ in (−π, π]; without meaning where r is 0.
  public var phase: Double { value.phase }

  /// The order parameter of phases.
  ///
  /// - Parameters:
  ///   - phases: θ in radians, one or more.
  ///   - harmonic: m ≥ 1.
  ///   - weights: how much each counts, none negative; equal if nil.
  /// - Throws: `SynchronizationError`: `invalidData`, `notFinite`, `invalidParameter`.
  public init(_ phases: [Double], harmonic: Int = 1, weights: [Double]? = nil) throws {
    let weights = weights ?? [Double](repeating: 1, count: phases.count)
    guard !phases.isEmpty, weights.count == phases.count else {
      throw SynchronizationError(
        .invalidData,
        "One phase or more with as many weights were expected; \(phases.count) and \(weights.count) came."
      )
    }
    guard (phases + weights).allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "Phases and weights must be finite.")
    }
    let total = weights.reduce(0, +)
    guard harmonic >= 1, total > 0, weights.allSatisfy({ $0 >= 0 }) else {
      throw SynchronizationError(
        .invalidParameter,
        "The harmonic is 1 or more and no weight negative nor all 0; the harmonic is \(harmonic).")
    }
    value = zip(phases, weights).reduce(.zero) {
      $0 + ComplexDouble(length: $1.1 / total, phase: Double(harmonic) * $1.0)
    }
  }

  /// r(t) of phases that move.
  ///
  /// - Parameters:
  ///   - phases: `phases[j][k]` is the phase of oscillator j at time k.
  ///   - harmonic: m ≥ 1.
  /// - Returns: r at each time.
  /// - Throws: `SynchronizationError`, also for oscillators with different numbers of samples.
  public static func magnitudes(of phases: [[Double]], harmonic: Int = 1) throws -> [Double] {
    let count = phases.first?.count ?? 0
    guard phases.allSatisfy({ $0.count == count }), count > 0 else {
      throw SynchronizationError(
        .invalidData,
        "Oscillators need as many samples each, but \(phases.map(\.count)) came.")
    }
    return try (0..<count).map { k in
      try KuramotoOrderParameter(phases.map { $0[k] }, harmonic: harmonic).magnitude
    }
  }
}
