import LinearAlgebra
import RealModule

/// Means of products of spin operators, averaged over all orders, in a coherent state.
///
/// ⟨exp(κ·S)⟩ = (cosh(|κ|/2) + n·κ sinh(|κ|/2)/|κ|)^(2S), because a coherent state is a product of 2S spins 1/2 along n. The
/// coefficient of κ_x^i κ_y^j κ_z^k is the mean over i! j! k!. It holds for every S, also where no matrix could be stored.
struct SpinCoherentMoments {
  private typealias Series = [SIMD3<Int>: Double]
  private let series: Series

  /// Prepares the means of up to a number of operators.
  init(direction: SIMD3<Double>, quantumNumber: Double, degree: Int) {
    let unit = direction / (direction * direction).sum().squareRoot()
    // z = g − 1 with g the generating function of one spin 1/2.
    var single: Series = [:]
    var power: Series = [.zero: 1]
    var factorial = 1.0
    for j in 0...degree {
      // (|κ|²/4)^j/(2j)! and n·κ (|κ|²/4)^j/(2 (2j + 1)!)
      if j > 0 {
        factorial *= Double((2 * j - 1) * 2 * j)
        power = Self.product(
          power, [SIMD3(2, 0, 0): 0.25, SIMD3(0, 2, 0): 0.25, SIMD3(0, 0, 2): 0.25], degree)
        for (key, value) in power { single[key, default: 0] += value / factorial }
      }
      let linear: Series = [
        SIMD3(1, 0, 0): unit.x, SIMD3(0, 1, 0): unit.y, SIMD3(0, 0, 1): unit.z,
      ]
      for (key, value) in Self.product(power, linear, degree) {
        single[key, default: 0] += value / (2 * factorial * Double(2 * j + 1))
      }
    }
    // (1 + z)^(2S) by the binomial series, which ends at the degree.
    var result: Series = [.zero: 1]
    var term: Series = [.zero: 1]
    for k in 1...max(1, degree) {
      let factor = (2 * quantumNumber - Double(k - 1)) / Double(k)
      term = Self.product(term, single, degree).mapValues { factor * $0 }
      for (key, value) in term { result[key, default: 0] += value }
    }
    series = result
  }

  /// The mean of the product of S_x^p₀ S_y^p₁ S_z^p₂.
  func mean(_ powers: SIMD3<Int>) -> Double {
    let factorials = (0..<3).reduce(1.0) { product, k in
      (0..<powers[k]).reduce(product) { $0 * Double($1 + 1) }
    }
    return factorials * (series[powers] ?? 0)
  }

  private static func product(_ left: Series, _ right: Series, _ degree: Int) -> Series {
    var result: Series = [:]
    for (a, x) in left {
      for (b, y) in right where (a &+ b).wrappedSum() <= degree {
        result[a &+ b, default: 0] += x * y
      }
    }
    return result
  }
}
