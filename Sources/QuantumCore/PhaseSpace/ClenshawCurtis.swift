import Preconditions
import RealModule

/// Clenshaw–Curtis quadrature on the uniform polar grid θ_j = jπ/n.
///
/// Σ_j w_j f(θ_j) = ∫₀^π f(θ) sin θ dθ, exact when f is a polynomial in cos θ of degree ≤ n.
///
/// Reference: J. Waldvogel, BIT Numerical Mathematics 46, 195 (2006), eq. (2.5).
package enum ClenshawCurtis {
  /// The weights w₀ … w_n.
  ///
  /// - Parameter count: n + 1 ≥ 2, the number of grid points from pole to pole.
  /// - Returns: positive weights whose sum is 2.
  package static func weights(count: Int) -> [Double] {
    requirePrecondition(
      count >= 2, "A polar grid needs both poles: 2 points or more, not \(count).")
    let n = count - 1
    return (0...n).map { j in
      var sum = 1.0
      for k in stride(from: 1, through: n / 2, by: 1) {
        let factor = 2 * k == n ? 1.0 : 2.0
        // The product 2kj is reduced first: cosines of large angles would lose digits.
        let angle = Double((2 * k * j) % (2 * n)) * .pi / Double(n)
        sum -= factor / Double(4 * k * k - 1) * .cos(angle)
      }
      return sum * (j == 0 || j == n ? 1 : 2) / Double(n)
    }
  }
}
