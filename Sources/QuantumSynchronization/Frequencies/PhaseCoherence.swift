public import ComplexModule
public import LinearAlgebra
import RealModule
import SignalAnalysis

/// How sharply the phases of two oscillators keep n : m, over a time.
///
/// γ = ⟨e^(i(nφ₁ − mφ₂))⟩ over the samples: |γ| is 1 for locked phases, about 0 for independent ones, whatever the amplitudes do; its
/// argument is the mean phase difference. It sees phases that lock now and then as partly locked, where `PhaseLocking` says that
/// they drift.
///
/// Reference: J.-P. Lachaux et al., Hum. Brain Mapp. 8, 194 (1999); F. Mormann et al., Physica D 144, 358 (2000).
public struct PhaseCoherence: Sendable, Hashable, Codable {
  /// γ.
  public let value: ComplexDouble
  /// nφ₁ − mφ₂ as a phase that locks, is trapped or drifts.
  public let locking: PhaseLocking

  /// |γ|, from 0 to 1.
  public var magnitude: Double { value.length }
  /// arg γ, the mean of nφ₁ − mφ₂ in (−π, π]; without meaning where |γ| is 0.
  public var phaseDifference: Double { value.phase }

  /// The coherence of two unwrapped phases.
  ///
  /// - Parameters:
  ///   - times: rising; samples count by the time that they stand for.
  ///   - first: φ₁ in radians, as many as times.
  ///   - second: φ₂.
  ///   - ratio: n and m, positive.
  ///   - start: the time by which transients have died out.
  /// - Throws: `SynchronizationError`: `invalidData`, `notFinite`, `invalidParameter`.
  public init(
    times: [Double], _ first: [Double], _ second: [Double], ratio: (n: Int, m: Int) = (1, 1),
    after start: Double = -.infinity
  ) throws {
    guard ratio.n >= 1, ratio.m >= 1 else {
      throw SynchronizationError(
        .invalidParameter, "Phases lock as n : m with n, m ≥ 1, not \(ratio.n) : \(ratio.m).")
    }
    guard first.count == second.count else {
      throw SynchronizationError(
        .invalidData,
        "Two phases need as many samples, but \(first.count) and \(second.count) came.")
    }
    let difference = zip(first, second).map { Double(ratio.n) * $0 - Double(ratio.m) * $1 }
    locking = try PhaseLocking(times: times, phase: difference, after: start)
    let signal = try SampledSignal.checked(times: times, values: difference, after: start)
    let (a, b) = (signal.window.lowerBound, signal.window.upperBound)
    value = ComplexDouble(
      signal.map { .cos($0) }.integral(from: a, to: b) / (b - a),
      signal.map { .sin($0) }.integral(from: a, to: b) / (b - a))
  }
}
