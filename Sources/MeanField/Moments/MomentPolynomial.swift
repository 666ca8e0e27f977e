import ComplexModule
import LinearAlgebra
import OperatorAlgebra

/// A polynomial of moments, each of which may come conjugated, with coefficients of parameters.
struct MomentPolynomial: Sendable, Hashable {
  /// A moment or its conjugate.
  struct Symbol: Sendable, Hashable, Comparable {
    var moment: Int
    var isConjugate: Bool

    static func < (left: Symbol, right: Symbol) -> Bool {
      (left.moment, left.isConjugate ? 0 : 1) < (right.moment, right.isConjugate ? 0 : 1)
    }
  }

  /// Symbols with their powers, sorted.
  struct Monomial: Sendable, Hashable {
    var powers: [Power]

    struct Power: Sendable, Hashable {
      var symbol: Symbol
      var power: Int
    }

    init(_ symbols: [Symbol]) {
      powers = []
      for symbol in symbols.sorted() {
        if powers.last?.symbol == symbol {
          powers[powers.count - 1].power += 1
        } else {
          powers.append(Power(symbol: symbol, power: 1))
        }
      }
    }

    var symbols: [Symbol] {
      powers.flatMap { Array(repeating: $0.symbol, count: $0.power) }
    }
    var degree: Int { powers.reduce(0) { $0 + $1.power } }
    func times(_ other: Monomial) -> Monomial { Monomial(symbols + other.symbols) }
  }

  /// The terms, none zero.
  var terms: [Monomial: Coefficient] = [:]

  /// Adds a term.
  mutating func add(_ coefficient: Coefficient, _ monomial: Monomial) {
    let sum = (terms[monomial] ?? .zero) + coefficient
    terms[monomial] = sum.isZero ? nil : sum
  }

  static func + (left: MomentPolynomial, right: MomentPolynomial) -> MomentPolynomial {
    var result = left
    for (monomial, coefficient) in right.terms { result.add(coefficient, monomial) }
    return result
  }

  static func * (left: MomentPolynomial, right: MomentPolynomial) -> MomentPolynomial {
    var result = MomentPolynomial()
    for (a, x) in left.terms {
      for (b, y) in right.terms { result.add(x * y, a.times(b)) }
    }
    return result
  }

  /// The polynomial times a coefficient.
  func scaled(by factor: Coefficient) -> MomentPolynomial {
    MomentPolynomial(terms: terms.mapValues { factor * $0 })
  }

  /// The derivative by a symbol.
  func derivative(by symbol: Symbol) -> MomentPolynomial {
    var result = MomentPolynomial()
    for (monomial, coefficient) in terms {
      var symbols = monomial.symbols
      guard let position = symbols.firstIndex(of: symbol) else { continue }
      let count = symbols.count { $0 == symbol }
      symbols.remove(at: position)
      result.add(Double(count) * coefficient, Monomial(symbols))
    }
    return result
  }

  /// The terms in the order in which they are written.
  var sortedTerms: [(monomial: Monomial, coefficient: Coefficient)] {
    terms.map { (monomial: $0.key, coefficient: $0.value) }.sorted { left, right in
      let (a, b) = (left.monomial, right.monomial)
      guard a.degree == b.degree else { return a.degree < b.degree }
      for (x, y) in zip(a.symbols, b.symbols) where x != y { return x < y }
      return false
    }
  }

  /// The largest modulus of a number in the coefficients.
  var largestNumber: Double {
    terms.values.reduce(0) { $1.terms.values.reduce($0) { max($0, $1.length) } }
  }

  /// Whether all numbers are rounding errors of a calculation with numbers of a size.
  func isNegligible(comparedWith scale: Double) -> Bool { largestNumber <= 1e-12 * scale }

  /// The polynomial without numbers that are rounding errors of its largest.
  var cleaned: MomentPolynomial {
    let limit = 1e-14 * largestNumber
    var result = MomentPolynomial()
    for (monomial, coefficient) in terms {
      let kept = coefficient.terms.compactMapValues { value -> ComplexDouble? in
        let clean = ComplexDouble(
          abs(value.real) <= limit ? 0 : value.real,
          abs(value.imaginary) <= limit ? 0 : value.imaginary)
        return clean == .zero ? nil : clean
      }
      if !kept.isEmpty { result.terms[monomial] = Coefficient(terms: kept) }
    }
    return result
  }
}
