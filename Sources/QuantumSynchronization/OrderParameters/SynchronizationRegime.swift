import Preconditions
public import ComplexModule
public import LinearAlgebra
import RealModule

/// The regimes of a driven self-sustained oscillator, told from its slowest Liouvillian mode.
///
/// α = α_r ± iα_i is the eigenvalue of the Liouvillian with the largest nonzero real part, R = |α_i/α_r|.
///
/// Reference: paper "Quantum synchronization breakdown", section "Arnold tongue and Liouvillian signatures": R ≪ 1 in
/// QS-I, R ≫ 1 in QS-II, α_r → 0 with α_i finite in the time crystal (there R ≃ 0.4, 7 and 73 at N = 400).
public enum SynchronizationRegime: String, Sendable, Hashable, Codable {
  /// QS-I: phase-locked, relaxing without visible oscillation, R < 1.
  case monotonicSynchronization
  /// QS-II: phase-locked, relaxing in a spiral, R ≥ 1. The change at R = 1 is a crossover, not a transition.
  case oscillatorySynchronization
  /// The boundary time crystal: the gap closes as the system grows while the frequency stays.
  case timeCrystal

  /// The ratio R = |α_i/α_r|, infinite for a purely imaginary eigenvalue.
  ///
  /// - Parameter eigenvalue: α, not zero.
  /// - Returns: R ≥ 0.
  public static func ratio(_ eigenvalue: ComplexDouble) -> Double {
    abs(eigenvalue.imaginary) / abs(eigenvalue.real)
  }

  /// The exponent p of the gap's closing, |α_r| ∝ N^−p, between two system sizes.
  ///
  /// - Parameters:
  ///   - smaller: size and eigenvalue of the smaller system.
  ///   - larger: size and eigenvalue of the larger system.
  /// - Returns: p: about 0 where the gap stays open, 1 where it closes as 1/N.
  public static func closingExponent(
    smaller: (size: Int, eigenvalue: ComplexDouble), larger: (size: Int, eigenvalue: ComplexDouble)
  ) -> Double {
    requirePrecondition(
      0 < smaller.size && smaller.size < larger.size,
      "The sizes must be positive and differ: \(smaller.size), \(larger.size).")
    return -Double.log(abs(larger.eigenvalue.real) / abs(smaller.eigenvalue.real))
      / .log(Double(larger.size) / Double(smaller.size))
  }

  /// The regime from the slowest mode at two system sizes.
  ///
  /// One size alone cannot tell a time crystal from a slow spiral: what counts is whether the gap closes.
  ///
  /// - Parameters:
  ///   - smaller: size and eigenvalue of the smaller system.
  ///   - larger: size and eigenvalue of the larger system; of a pair with equal real parts, either.
  ///   - exponentThreshold: the gap counts as closing when |α_r| falls faster than N^−threshold.
  /// - Returns: the time crystal when the gap closes and α_i ≠ 0, otherwise QS-I for R < 1 and QS-II above.
  public static func classify(
    smaller: (size: Int, eigenvalue: ComplexDouble),
    larger: (size: Int, eigenvalue: ComplexDouble), exponentThreshold: Double = 0.5
  ) -> SynchronizationRegime {
    let exponent = closingExponent(smaller: smaller, larger: larger)
    if exponent > exponentThreshold, ratio(larger.eigenvalue) >= 1 { return .timeCrystal }
    return ratio(larger.eigenvalue) < 1 ? .monotonicSynchronization : .oscillatorySynchronization
  }
}
