import LinearAlgebra
import QuantumCore

/// e^(L t) on real coordinates for a generator whose spectrum is long along the imaginary axis, by
/// Chebyshev polynomials.
///
/// With A = L/R, e^(L t) = J₀(Rt) + 2 Σ J_k(Rt) P_k(A), where P₀ = 1, P₁ = A, P_(k+1) = 2 A P_k + P_(k−1):
/// about 1.3 products per unit of R t, where Taylor and Runge–Kutta methods need three to five. Damping
/// makes P_k grow, so that long times are cut into pieces.
///
/// Reference: H. Tal-Ezer, R. Kosloff, J. Chem. Phys. 81, 3967 (1984).
struct ChebyshevExponential: Sendable {
  /// R, at least the largest |Im| of the numerical range.
  let radius: Double
  /// How many pieces the time is cut into.
  let pieceCount: Int
  private let coefficients: [Double]

  /// The expansion for a time; nil where damping is too strong for it.
  ///
  /// - Parameters:
  ///   - frequency: the largest difference of two energies.
  ///   - damping: a bound of the dissipator's norm.
  ///   - time: t, positive.
  ///   - tolerance: of one piece.
  init?(frequency: Double, damping: Double, time: Double, tolerance: Double) {
    let radius = 1.01 * (frequency + damping)
    guard radius > 0, damping <= 0.5 * frequency else { return nil }
    // P_k grows like e^(k damping/R): pieces of about 60 R⁻¹, fewer where that would cost four digits.
    let longest = min(60, max(5, 4 * radius / max(damping, 1e-300)))
    self.radius = radius
    pieceCount = max(1, Int((radius * time / longest).rounded(.up)))
    coefficients = BesselSequence.values(
      radius * time / Double(pieceCount), tolerance: 1e-3 * tolerance)
  }

  /// How often L is applied.
  var productCount: Int { pieceCount * (coefficients.count - 1) }

  /// e^(L t) x.
  func apply(
    to x: [Double], product: (_ source: [Double], _ target: inout [Double]) -> Void
  ) throws -> [Double] {
    var result = x
    var older = x
    var newer = x
    var scratch = x
    for _ in 0..<pieceCount {
      if Cancellation.isRequested {
        throw QuantumDynamicsError(.cancelled, "The propagation over a period was stopped.")
      }
      older = result
      product(older, &newer)
      Self.combine(&newer, 1 / radius)
      for i in result.indices { result[i] = coefficients[0] * older[i] }
      if coefficients.count > 1 { Self.add(&result, 2 * coefficients[1], newer) }
      for k in 2..<max(coefficients.count, 2) {
        product(newer, &scratch)
        Self.recur(&scratch, 2 / radius, &older, 2 * coefficients[k], &result)
        swap(&older, &newer)
        swap(&newer, &scratch)
      }
    }
    return result
  }

  private static func combine(_ x: inout [Double], _ factor: Double) {
    for i in x.indices { x[i] *= factor }
  }

  private static func add(_ x: inout [Double], _ factor: Double, _ y: [Double]) {
    for i in x.indices { x[i] += factor * y[i] }
  }

  /// next ← factor × next + older, result += weight × next.
  private static func recur(
    _ next: inout [Double], _ factor: Double, _ older: inout [Double], _ weight: Double,
    _ result: inout [Double]
  ) {
    for i in next.indices {
      let value = factor * next[i] + older[i]
      next[i] = value
      result[i] += weight * value
    }
  }
}
