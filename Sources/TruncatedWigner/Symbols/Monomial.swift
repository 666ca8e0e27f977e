/// α₁^p₁ α₁*^q₁ α₂^p₂ α₂*^q₂ …: the exponents p₁, q₁, p₂, q₂, ….
package struct Monomial: Hashable, Sendable, Comparable {
  package var exponents: [Int]

  package init(_ exponents: [Int]) { self.exponents = exponents }

  package static func one(modeCount: Int) -> Monomial {
    Monomial(Array(repeating: 0, count: 2 * modeCount))
  }

  package var modeCount: Int { exponents.count / 2 }
  package var degree: Int { exponents.reduce(0, +) }
  package var isOne: Bool { exponents.allSatisfy { $0 == 0 } }

  /// α and α* exchanged.
  package var conjugate: Monomial {
    var result = exponents
    for k in 0..<modeCount { result.swapAt(2 * k, 2 * k + 1) }
    return Monomial(result)
  }

  /// Whether it equals its conjugate: then its values are real.
  package var isReal: Bool { self == conjugate }

  package static func < (left: Monomial, right: Monomial) -> Bool {
    left.degree != right.degree
      ? left.degree < right.degree
      : left.exponents.lexicographicallyPrecedes(right.exponents)
  }

  package static func * (left: Monomial, right: Monomial) -> Monomial {
    Monomial(zip(left.exponents, right.exponents).map { $0 + $1 })
  }
}
