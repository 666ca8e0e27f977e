import ComplexModule
package import LinearAlgebra
import RealModule

/// The Fourier coefficients of a spin's Husimi function integrated over the polar angle, exactly.
///
/// P(φ) = ∫₀^π Q(θ, φ) sin θ dθ = (1/2π) Σ_q c_q e^(iqφ),  c₋q = conj c_q,  c₀ = Tr ρ.
///
/// With k = S − m and the Beta integral over θ done in closed form,
///
/// c_q = Σ_k ρ_{k, k+q} h_q(k) h_q(2S − q − k),  h_q(k) = Γ(k + q/2 + 1)/√(k! (k+q)!).
///
/// h grows with k towards 1 by the ratio (k + 1 + q/2)/√((k+1)(k+1+q)), so that no factorial and no Beta
/// function is ever formed: stable for any S (tested to S = 1000).
package struct AzimuthalHarmonics: Sendable, Codable {
  /// c₀, c₁, …, c_2S.
  package let coefficients: [ComplexDouble]

  /// The coefficients of a state.
  ///
  /// - Parameter state: of a spin with 2S + 1 = its dimension.
  /// - Complexity: O(S²).
  package init(of state: DensityMatrix) {
    let twice = state.dimension - 1
    var coefficients: [ComplexDouble] = []
    coefficients.reserveCapacity(twice + 1)
    for (q, start) in Self.logarithmsAtZero(through: twice).enumerated() {
      let factors = Self.factors(order: q, through: twice - q, logarithmAtZero: start)
      var sum = ComplexDouble.zero
      for k in 0...(twice - q) {
        let weight = factors[k] * factors[twice - q - k]
        let element = state.matrix[k, k + q]
        sum += ComplexDouble(weight * element.real, weight * element.imaginary)
      }
      coefficients.append(sum)
    }
    self.coefficients = coefficients
  }

  /// h_q(k) h_q(2S − q − k) for each order q = 0 … 2S and k = 0 … 2S − q: what ∫ sin θ dθ leaves of |k⟩⟨k + q|.
  ///
  /// - Parameter twice: 2S.
  /// - Returns: `weights[q][k]`.
  package static func weights(twice: Int) -> [[Double]] {
    logarithmsAtZero(through: twice).enumerated().map { q, start in
      let factors = factors(order: q, through: twice - q, logarithmAtZero: start)
      return (0...(twice - q)).map { factors[$0] * factors[twice - q - $0] }
    }
  }

  /// ln h_q(0) for q = 0 … maximum, from h₀(0) = 1, h₁(0) = √π/2 and the ratio of h_(q+2) to h_q.
  private static func logarithmsAtZero(through maximum: Int) -> [Double] {
    var logarithms = [0, Double.log(Double.pi.squareRoot() / 2)]
    for q in 0..<max(0, maximum - 1) {
      let order = Double(q)
      let ratio = (order / 2 + 1) / ((order + 1) * (order + 2)).squareRoot()
      logarithms.append(logarithms[q] + .log(ratio))
    }
    return Array(logarithms.prefix(maximum + 1))
  }

  /// h_q(k) for k = 0 … maximum.
  private static func factors(order: Int, through maximum: Int, logarithmAtZero: Double) -> [Double]
  {
    // Below e^-600 the factor is negligible and only its logarithm is followed; above, the product of
    // ratios loses half a unit in the last place per step, less than a logarithm would.
    let negligible = -600.0
    let half = Double(order) / 2
    var logarithm = logarithmAtZero
    var value = logarithm < negligible ? 0 : Double.exp(logarithm)
    var factors: [Double] = []
    factors.reserveCapacity(maximum + 1)
    for k in 0...maximum {
      factors.append(value)
      let next = Double(k + 1)
      let ratio = (next + half) / (next * (next + Double(order))).squareRoot()
      if logarithm < negligible {
        logarithm += .log(ratio)
        value = logarithm < negligible ? 0 : .exp(logarithm)
      } else {
        value *= ratio
      }
    }
    return factors
  }
}

extension AzimuthalHarmonics {
  /// P(φ) = (1/2π) Σ_q c_q e^(iqφ), real.
  ///
  /// - Parameter azimuth: φ in radians.
  /// - Returns: the density on the circle, per radian.
  /// - Complexity: O(S).
  package func density(at azimuth: Double) -> Double {
    coefficients[0].real / (2 * .pi) + deviation(at: azimuth).value
  }

  /// P(φ) − c₀/2π and its derivatives: the Fourier sum without its constant term.
  ///
  /// - Parameter azimuth: φ in radians.
  /// - Returns: S(φ), S′(φ), S″(φ).
  /// - Complexity: O(S).
  package func deviation(at azimuth: Double) -> (value: Double, first: Double, second: Double) {
    var (value, first, second) = (0.0, 0.0, 0.0)
    for q in 1..<coefficients.count {
      let order = Double(q)
      let (c, s) = (Double.cos(order * azimuth), Double.sin(order * azimuth))
      let term = coefficients[q].real * c - coefficients[q].imaginary * s
      value += term
      first -= order * (coefficients[q].real * s + coefficients[q].imaginary * c)
      second -= order * order * term
    }
    return (value / .pi, first / .pi, second / .pi)
  }
}
