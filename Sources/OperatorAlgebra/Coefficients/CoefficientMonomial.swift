/// A product of powers of atoms; powers are multiples of 1/2, so that √rate of jump operators squares exactly.
package struct CoefficientMonomial: Sendable, Hashable {
  /// An atom with twice its power.
  package struct Power: Sendable, Hashable {
    package var atom: CoefficientAtom
    package var halves: Int
  }

  /// Sorted by atom, no power zero.
  package private(set) var powers: [Power]

  /// The empty product, 1.
  package static let one = CoefficientMonomial(sorted: [])

  /// A single power.
  package init(_ atom: CoefficientAtom, halves: Int = 2) {
    powers = halves == 0 ? [] : [Power(atom: atom, halves: halves)]
  }

  /// A product whose powers are sorted and not zero.
  package init(sorted powers: [Power]) { self.powers = powers }

  /// The product of two monomials.
  package func times(_ other: CoefficientMonomial) -> CoefficientMonomial {
    if other.powers.isEmpty { return self }
    if powers.isEmpty { return other }
    var merged: [Power] = []
    merged.reserveCapacity(powers.count + other.powers.count)
    var (i, j) = (0, 0)
    while i < powers.count || j < other.powers.count {
      if j == other.powers.count || (i < powers.count && powers[i].atom < other.powers[j].atom) {
        merged.append(powers[i])
        i += 1
      } else if i == powers.count || other.powers[j].atom < powers[i].atom {
        merged.append(other.powers[j])
        j += 1
      } else {
        let halves = powers[i].halves + other.powers[j].halves
        if halves != 0 { merged.append(Power(atom: powers[i].atom, halves: halves)) }
        i += 1
        j += 1
      }
    }
    return CoefficientMonomial(sorted: merged)
  }

  /// The monomial with all powers multiplied by an integer.
  package func raised(to power: Int) -> CoefficientMonomial {
    guard power != 0 else { return .one }
    return CoefficientMonomial(
      sorted: powers.map { Power(atom: $0.atom, halves: power * $0.halves) })
  }

  /// The square root of all, nil where a power is no multiple of 1.
  package var squareRoot: CoefficientMonomial? {
    guard powers.allSatisfy({ $0.halves.isMultiple(of: 2) }) else { return nil }
    return CoefficientMonomial(
      sorted: powers.map { Power(atom: $0.atom, halves: $0.halves / 2) })
  }
}
