import Preconditions
public import ComplexModule
public import LinearAlgebra

extension WeylSymbol {
  /// The sum of two operators.
  public static func + (left: WeylSymbol, right: WeylSymbol) -> WeylSymbol {
    left.requireModes(of: right)
    return WeylSymbol(
      modeCount: left.modeCount, terms: left.terms.merging(right.terms) { $0 + $1 })
  }

  /// The difference of two operators.
  public static func - (left: WeylSymbol, right: WeylSymbol) -> WeylSymbol { left + (-right) }

  /// The negative of an operator.
  public static prefix func - (symbol: WeylSymbol) -> WeylSymbol { -1.0 * symbol }

  /// An operator plus a number.
  public static func + (left: WeylSymbol, right: Double) -> WeylSymbol {
    left + WeylSymbol(ComplexDouble(right), modeCount: left.modeCount)
  }

  /// An operator minus a number.
  public static func - (left: WeylSymbol, right: Double) -> WeylSymbol { left + (-right) }

  /// A number times an operator.
  public static func * (factor: Double, symbol: WeylSymbol) -> WeylSymbol {
    WeylSymbol(modeCount: symbol.modeCount, terms: symbol.terms.mapValues { factor * $0 })
  }

  /// A complex number times an operator.
  @_disfavoredOverload
  public static func * (factor: ComplexDouble, symbol: WeylSymbol) -> WeylSymbol {
    WeylSymbol(modeCount: symbol.modeCount, terms: symbol.terms.mapValues { factor * $0 })
  }

  /// An operator divided by a number.
  public static func / (symbol: WeylSymbol, divisor: Double) -> WeylSymbol {
    (1 / divisor) * symbol
  }

  /// The product of two operators: Moyal's star product of their symbols.
  public static func * (left: WeylSymbol, right: WeylSymbol) -> WeylSymbol {
    left.requireModes(of: right)
    var result: [Monomial: ComplexDouble] = [:]
    for (first, x) in left.terms {
      for (second, y) in right.terms {
        for (monomial, weight) in starProduct(first, second) {
          result[monomial, default: .zero] += weight * (x * y)
        }
      }
    }
    return WeylSymbol(modeCount: left.modeCount, terms: result)
      .cleaned(relativeTo: left.largestCoefficient * right.largestCoefficient)
  }

  /// The product of the two functions of α, which is not the operators' product.
  ///
  /// - Parameter other: a symbol of as many modes.
  /// - Returns: A(α) B(α).
  public func pointwise(_ other: WeylSymbol) -> WeylSymbol {
    requireModes(of: other)
    var result: [Monomial: ComplexDouble] = [:]
    for (first, x) in terms {
      for (second, y) in other.terms { result[first * second, default: .zero] += x * y }
    }
    return WeylSymbol(modeCount: modeCount, terms: result)
  }

  /// The commutator AB − BA.
  ///
  /// - Parameter other: a symbol of as many modes.
  /// - Returns: the symbol of the commutator.
  public func commutator(with other: WeylSymbol) -> WeylSymbol {
    (self * other - other * self)
      .cleaned(relativeTo: largestCoefficient * other.largestCoefficient)
  }

  /// A power of the operator.
  ///
  /// - Parameter exponent: not negative.
  /// - Returns: A ⋆ A ⋆ … ⋆ A.
  public func power(_ exponent: Int) -> WeylSymbol {
    requirePrecondition(exponent >= 0, "A power of an operator is not negative, as \(exponent) is.")
    return (0..<exponent).reduce(WeylSymbol(1, modeCount: modeCount)) { product, _ in
      product * self
    }
  }

  private func requireModes(of other: WeylSymbol) {
    requirePrecondition(
      modeCount == other.modeCount,
      "Operators of \(modeCount) and of \(other.modeCount) modes do not combine.")
  }

  /// The terms of the star product of two monomials, mode by mode.
  ///
  /// Σ_{r,s} ½^r (−½)^s (p₁)_r (q₂)_r (q₁)_s (p₂)_s / (r! s!) α^(p₁+p₂−r−s) α*^(q₁+q₂−r−s).
  private static func starProduct(
    _ left: Monomial, _ right: Monomial
  ) -> [(monomial: Monomial, weight: Double)] {
    var result: [(monomial: Monomial, weight: Double)] = [(left * right, 1)]
    for k in 0..<left.modeCount {
      let (p, q) = (left.exponents[2 * k], left.exponents[2 * k + 1])
      let (u, v) = (right.exponents[2 * k], right.exponents[2 * k + 1])
      var factors: [(lowered: Int, weight: Double)] = []
      for r in 0...min(p, v) {
        for s in 0...min(q, u) {
          factors.append((r + s, contraction(p, v, r, 0.5) * contraction(q, u, s, -0.5)))
        }
      }
      result = result.flatMap { term in
        factors.map { factor in
          var exponents = term.monomial.exponents
          exponents[2 * k] -= factor.lowered
          exponents[2 * k + 1] -= factor.lowered
          return (Monomial(exponents), term.weight * factor.weight)
        }
      }
    }
    return result
  }

  /// half^r (p)_r (q)_r / r!.
  private static func contraction(_ p: Int, _ q: Int, _ r: Int, _ half: Double) -> Double {
    (0..<r).reduce(1) { $0 * half * Double((p - $1) * (q - $1)) / Double($1 + 1) }
  }
}
