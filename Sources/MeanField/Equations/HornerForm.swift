import ComplexModule
import LinearAlgebra
import NonlinearDynamics
import OperatorAlgebra

/// Polynomials of moments as formulas with few operations.
///
/// Pairs of a moment and its conjugate become one real symbol |α|², then the symbol that most terms share is factored out
/// again and again. Equal parts of different equations are calculated once by the program.
struct HornerForm {
  /// What is factored out.
  private enum Factor: Hashable, Comparable {
    case modulus(Int)
    case symbol(MomentPolynomial.Symbol)

    static func < (left: Factor, right: Factor) -> Bool {
      switch (left, right) {
      case (.modulus(let a), .modulus(let b)): a < b
      case (.symbol(let a), .symbol(let b)): a < b
      case (.modulus, .symbol): true
      case (.symbol, .modulus): false
      }
    }
  }

  private struct Term {
    var powers: [Factor: Int]
    var coefficient: Coefficient
  }

  private let places: [VariableLayout.Place]
  private let parameters: [String: Formula]

  /// Formulas over a layout.
  init(_ layout: VariableLayout, parameterNames: [String]) {
    places = layout.places
    parameters = Dictionary(
      uniqueKeysWithValues: parameterNames.enumerated().map { ($1, .parameter($0)) }
        + [("t", .time)])
  }

  /// The polynomial as a complex formula.
  func formula(_ polynomial: MomentPolynomial) -> ComplexFormula {
    formula(
      polynomial.sortedTerms.map { Term(powers: powers($0.monomial), coefficient: $0.coefficient) })
  }

  private func powers(_ monomial: MomentPolynomial.Monomial) -> [Factor: Int] {
    var result: [Factor: Int] = [:]
    for power in monomial.powers {
      let symbol = power.symbol
      let partner = MomentPolynomial.Symbol(
        moment: symbol.moment, isConjugate: !symbol.isConjugate)
      let other = monomial.powers.first { $0.symbol == partner }?.power ?? 0
      let pairs = min(power.power, other)
      if pairs > 0 { result[.modulus(symbol.moment)] = pairs }
      if power.power > pairs { result[.symbol(symbol)] = power.power - pairs }
    }
    return result
  }

  private func formula(_ terms: [Term]) -> ComplexFormula {
    guard terms.count > 1 else {
      guard let term = terms.first else { return ComplexFormula(0) }
      let product = term.powers.sorted { $0.key < $1.key }.reduce(nil as ComplexFormula?) {
        let factor = self.power($1.key, $1.value)
        return $0.map { $0 * factor } ?? factor
      }
      let coefficient = formula(of: term.coefficient)
      return product.map { coefficient * $0 } ?? coefficient
    }
    var counts: [Factor: Int] = [:]
    for term in terms { for factor in term.powers.keys { counts[factor, default: 0] += 1 } }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value > 1 else {
      return terms.reduce(nil as ComplexFormula?) { sum, term in
        let next = formula([term])
        return sum.map { $0 + next } ?? next
      } ?? ComplexFormula(0)
    }
    let power = terms.compactMap { $0.powers[best.key] }.min() ?? 1
    var (inside, outside): ([Term], [Term]) = ([], [])
    for var term in terms {
      if let own = term.powers[best.key] {
        term.powers[best.key] = own == power ? nil : own - power
        inside.append(term)
      } else {
        outside.append(term)
      }
    }
    // The same factor with the opposite sign in another equation is the same value.
    let isNegative = Self.startsNegative(inside)
    if isNegative {
      inside = inside.map { Term(powers: $0.powers, coefficient: -$0.coefficient) }
    }
    var product = self.power(best.key, power) * formula(inside)
    if isNegative { product = -product }
    return outside.isEmpty ? product : product + formula(outside)
  }

  private static func startsNegative(_ terms: [Term]) -> Bool {
    terms.first?.coefficient.signedTermIsNegative ?? false
  }

  private func power(_ factor: Factor, _ power: Int) -> ComplexFormula {
    switch factor {
    case .modulus(let moment): return ComplexFormula(pow(value(moment).lengthSquared, power))
    case .symbol(let symbol):
      let base = symbol.isConjugate ? value(symbol.moment).conjugate : value(symbol.moment)
      guard places[symbol.moment].imaginary != nil else {
        return ComplexFormula(pow(base.real, power))
      }
      return (1..<power).reduce(base) { result, _ in result * base }
    }
  }

  private func value(_ moment: Int) -> ComplexFormula {
    let place = places[moment]
    return ComplexFormula(
      .variable(place.real), place.imaginary.map { .variable($0) } ?? .constant(0))
  }

  /// A coefficient of parameters as a complex formula.
  func formula(of coefficient: Coefficient) -> ComplexFormula {
    var (real, imaginary) = (Formula.constant(0), Formula.constant(0))
    for (monomial, value) in coefficient.orderedTerms {
      let product = monomial.powers.reduce(nil as Formula?) { result, power in
        let factor = formula(of: power)
        return result.map { $0 * factor } ?? factor
      }
      let rest = product ?? 1
      if value.real != 0 { real += .constant(value.real) * rest }
      if value.imaginary != 0 { imaginary += .constant(value.imaginary) * rest }
    }
    return ComplexFormula(real, imaginary)
  }

  private func formula(of power: CoefficientMonomial.Power) -> Formula {
    let base: Formula =
      switch power.atom {
      case .parameter(let name): parameters[name] ?? .constant(.nan)
      case .sum(let sum): formula(of: sum).real
      case .function(let function, let argument):
        switch function {
        case .cos: cos(formula(of: argument).real)
        case .sin: sin(formula(of: argument).real)
        case .exp: exp(formula(of: argument).real)
        }
      }
    return power.halves.isMultiple(of: 2)
      ? pow(base, power.halves / 2) : pow(sqrt(base), power.halves)
  }
}
