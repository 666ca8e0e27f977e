/// The two ways in which formulas are written.
package enum FormulaStyle: Sendable {
  /// Unicode text on one line.
  case text
  /// LaTeX without dollars.
  case latex

  /// The sign between terms or before the first.
  package var minus: String { self == .text ? "−" : "-" }

  /// A name.
  package func name(_ name: String) -> String { self == .text ? name : SymbolName.latex(name) }

  /// A square root.
  package func root(_ radicand: String, isSingle: Bool) -> String {
    switch self {
    case .text: isSingle ? "√\(radicand)" : "√(\(radicand))"
    case .latex: "\\sqrt{\(radicand)}"
    }
  }

  /// A power; of 1 the base alone.
  package func power(_ base: String, _ exponent: Int) -> String {
    guard exponent != 1 else { return base }
    switch self {
    case .text: return base + Self.raised("\(exponent)")
    case .latex: return "\(base)^{\(exponent)}"
    }
  }

  /// Brackets.
  package func brackets(_ inside: String) -> String {
    self == .text ? "(\(inside))" : "\\left(\(inside)\\right)"
  }

  /// Factors side by side.
  package func product(_ factors: [String]) -> String {
    factors.filter { !$0.isEmpty }.joined(separator: self == .text ? " " : "\\, ")
  }

  /// A fraction; without denominator the numerator alone.
  package func fraction(_ numerator: [String], _ denominator: [String]) -> String {
    let above = numerator.filter { !$0.isEmpty }
    let below = denominator.filter { !$0.isEmpty }
    guard !below.isEmpty else { return product(above) }
    switch self {
    case .text:
      let top = above.isEmpty ? "1" : product(above)
      return "\(top)/" + (below.count == 1 ? below[0] : "(\(product(below)))")
    case .latex:
      return "\\frac{\(above.isEmpty ? "1" : product(above))}{\(product(below))}"
    }
  }

  /// A decimal number.
  func decimal(_ text: String) -> String {
    guard let e = text.firstIndex(of: "e") else { return text }
    let exponent = Int(text[text.index(after: e)...]) ?? 0
    return self == .text
      ? "\(text[..<e])·10\(Self.raised("\(exponent)"))" : "\(text[..<e]) \\cdot 10^{\(exponent)}"
  }

  /// Digits written high.
  package static func raised(_ text: String) -> String {
    let high: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹", "-": "⁻",
    ]
    return String(text.compactMap { high[$0] })
  }

  /// Terms with their signs, `a − b + c`; 0 for none.
  package func sum(_ terms: [(isNegative: Bool, text: String)]) -> String {
    guard let first = terms.first else { return "0" }
    return terms.dropFirst().reduce((first.isNegative ? minus : "") + first.text) { text, term in
      text + (term.isNegative ? " \(minus) " : " + ") + term.text
    }
  }
}
