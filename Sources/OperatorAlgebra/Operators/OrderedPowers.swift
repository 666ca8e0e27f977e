import Preconditions
import ComplexModule
import LinearAlgebra

/// The canonical product of one subsystem, three powers: a†^left a^right of a mode, S₊^left S_z^middle S₋^right of a
/// spin; of two levels at most one of the powers is 1.
package struct OrderedPowers: Sendable, Hashable {
  package var left: Int
  package var middle: Int
  package var right: Int

  package init(_ left: Int, _ middle: Int, _ right: Int) {
    (self.left, self.middle, self.right) = (left, middle, right)
  }

  /// The number of symbols.
  package var degree: Int { left + middle + right }

  /// The symbols from left to right.
  package func symbols(of subsystem: SymbolicSubsystem) -> [OperatorSymbol] {
    let isMode = subsystem.kind == .mode
    func letters(_ letter: OperatorSymbol.Letter, _ count: Int) -> [OperatorSymbol] {
      Array(repeating: OperatorSymbol(letter: letter, subsystem: subsystem), count: count)
    }
    return letters(isMode ? .creation : .plus, left) + letters(.z, middle)
      + letters(isMode ? .annihilation : .minus, right)
  }
}

/// A polynomial of one subsystem in canonical order.
struct OrderedPolynomial {
  var terms: [OrderedPowers: ComplexDouble] = [OrderedPowers(0, 0, 0): 1]

  /// The polynomial times a symbol from the right, ordered again.
  mutating func multiply(by letter: OperatorSymbol.Letter, of kind: SymbolicSubsystem.Kind) {
    switch (letter, kind) {
    case (.x, _): split(plus: ComplexDouble(0.5), minus: ComplexDouble(0.5), kind)
    case (.y, _): split(plus: ComplexDouble(0, -0.5), minus: ComplexDouble(0, 0.5), kind)
    default: terms = product(letter, kind)
    }
    // σ_x = σ₊ + σ₋, but S_x = (S₊ + S₋)/2.
    if kind == .twoLevel, letter == .x || letter == .y {
      terms = terms.mapValues { ComplexDouble(2) * $0 }
    }
  }

  /// The product with c₊ S₊ + c₋ S₋.
  private mutating func split(
    plus: ComplexDouble, minus: ComplexDouble, _ kind: SymbolicSubsystem.Kind
  ) {
    var result: [OrderedPowers: ComplexDouble] = [:]
    for (powers, value) in product(.plus, kind) { result[powers, default: .zero] += plus * value }
    for (powers, value) in product(.minus, kind) {
      result[powers, default: .zero] += minus * value
    }
    terms = result.filter { $0.value != .zero }
  }

  private func product(_ letter: OperatorSymbol.Letter, _ kind: SymbolicSubsystem.Kind)
    -> [OrderedPowers: ComplexDouble]
  {
    var result: [OrderedPowers: ComplexDouble] = [:]
    func add(_ value: ComplexDouble, _ p: Int, _ q: Int, _ r: Int) {
      result[OrderedPowers(p, q, r), default: .zero] += value
    }
    for (powers, value) in terms {
      let (p, q, r) = (powers.left, powers.middle, powers.right)
      switch (kind, letter) {
      case (.mode, .annihilation): add(value, p, 0, r + 1)
      case (.mode, .creation):
        // a^r a† = a† a^r + r a^(r−1)
        add(value, p + 1, 0, r)
        if r > 0 { add(ComplexDouble(Double(r)) * value, p, 0, r - 1) }
      case (.spin, .minus): add(value, p, q, r + 1)
      case (.spin, .z):
        // S₋^r S_z = (S_z + r) S₋^r
        add(value, p, q + 1, r)
        if r > 0 { add(ComplexDouble(Double(r)) * value, p, q, r) }
      case (.spin, .plus):
        // S₋^r S₊ = S₊S₋^r − (2r S_z + r(r−1)) S₋^(r−1) and S_z^q S₊ = S₊ (S_z + 1)^q
        var binomial = 1.0
        for k in 0...q {
          add(ComplexDouble(binomial) * value, p + 1, q - k, r)
          binomial *= Double(q - k) / Double(k + 1)
        }
        if r > 0 { add(ComplexDouble(-2 * Double(r)) * value, p, q + 1, r - 1) }
        if r > 1 { add(ComplexDouble(-Double(r * (r - 1))) * value, p, q, r - 1) }
      case (.twoLevel, _):
        for (row, factor) in Self.twoLevelProduct(powers, letter) {
          add(value * ComplexDouble(factor), row.left, row.middle, row.right)
        }
      default:
        requirePrecondition(false, "A \(kind) has no operator \(letter).")
      }
    }
    return result.filter { $0.value != .zero }
  }

  /// The products of 1, σ₊, σ_z, σ₋ with σ₊, σ_z, σ₋.
  private static func twoLevelProduct(_ powers: OrderedPowers, _ letter: OperatorSymbol.Letter)
    -> [(OrderedPowers, Double)]
  {
    let one = OrderedPowers(0, 0, 0)
    let (plus, z, minus) = (OrderedPowers(1, 0, 0), OrderedPowers(0, 1, 0), OrderedPowers(0, 0, 1))
    let column: OrderedPowers = letter == .plus ? plus : letter == .z ? z : minus
    switch (powers, column) {
    case (one, _): return [(column, 1)]
    case (plus, minus): return [(one, 0.5), (z, 0.5)]
    case (minus, plus): return [(one, 0.5), (z, -0.5)]
    case (z, z): return [(one, 1)]
    case (plus, z): return [(plus, -1)]
    case (z, plus): return [(plus, 1)]
    case (minus, z): return [(minus, 1)]
    case (z, minus): return [(minus, -1)]
    default: return []
    }
  }
}
