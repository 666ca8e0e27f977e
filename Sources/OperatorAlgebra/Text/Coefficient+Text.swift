import ComplexModule
package import LinearAlgebra
public import RichDisplay

extension Coefficient: CustomStringConvertible, RichDisplayable {
  /// The formula on one line, for example `√(Γ₊/S)`.
  public var description: String { text(.text) }

  /// The formula in LaTeX without dollars.
  public var latex: String { text(.latex) }

  /// Text and LaTeX.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description).latex("$\(latex)$")
  }

  /// The formula in a style.
  package func text(_ style: FormulaStyle) -> String { style.sum(signedTerms(style)) }

  /// The terms in the order in which they are written: longer products last, then by name.
  package var orderedTerms: [(monomial: CoefficientMonomial, value: ComplexDouble)] {
    terms.map { (monomial: $0.key, value: $0.value, text: $0.key.sortingText) }
      .sorted { ($0.monomial.powers.count, $0.text) < ($1.monomial.powers.count, $1.text) }
      .map { ($0.monomial, $0.value) }
  }

  func signedTerms(_ style: FormulaStyle) -> [(isNegative: Bool, text: String)] {
    orderedTerms.map { Self.text(of: $0.monomial, times: $0.value, style, behind: "") }
  }

  /// The coefficient before a product: sign and factor, the factor empty for 1 and in brackets for a sum.
  package func factor(_ style: FormulaStyle, before product: String) -> (
    isNegative: Bool, text: String
  ) {
    guard terms.count == 1, let (monomial, value) = terms.first else {
      if isZero { return (false, "0") }
      let terms = signedTerms(style)
      // A sum that starts with a minus reads better with the sign before the brackets.
      let isNegative = terms[0].isNegative && terms.allSatisfy(\.isNegative)
      let shown = isNegative ? terms.map { (false, $0.text) } : terms
      guard !product.isEmpty else { return (isNegative, style.brackets(style.sum(shown))) }
      return (isNegative, style.product([style.brackets(style.sum(shown)), product]))
    }
    return Self.text(of: monomial, times: value, style, behind: product)
  }

  /// One term, with what stands behind it above the fraction line where the number alone makes the fraction.
  private static func text(
    of monomial: CoefficientMonomial, times value: ComplexDouble, _ style: FormulaStyle,
    behind product: String
  ) -> (isNegative: Bool, text: String) {
    var isNegative = false
    var (above, below): ([String], [String]) = ([], [])
    if value.real == 0 || value.imaginary == 0 {
      let number = value.real == 0 ? value.imaginary : value.real
      isNegative = number < 0
      let form = NumberForm(abs(number), style: style)
      above.append(form.numerator)
      below.append(form.denominator)
      if value.real == 0 { above.append("i") }
    } else {
      let real = Coefficient(value.real).text(style)
      let (minus, imaginary) = Self.text(
        of: .one, times: ComplexDouble(0, value.imaginary), style, behind: "")
      above.append(
        style.brackets("\(real) \(minus ? style.minus : "+") \(imaginary)"))
    }
    var (rootAbove, rootBelow): ([String], [String]) = ([], [])
    for power in monomial.powers {
      let text = power.atom.text(style)
      if power.halves.isMultiple(of: 2) {
        let exponent = power.halves / 2
        if exponent > 0 {
          above.append(style.power(text, exponent))
        } else {
          below.append(style.power(text, -exponent))
        }
      } else if power.halves > 0 {
        if power.halves > 1 { above.append(style.power(text, power.halves / 2)) }
        rootAbove.append(power.atom.textBelowRoot(style, isAlone: monomial.rootCount == 1))
      } else {
        rootBelow.append(style.power(text, -power.halves))
      }
    }
    if !rootAbove.isEmpty || !rootBelow.isEmpty {
      let radicand = style.fraction(rootAbove, rootBelow)
      above.append(style.root(radicand, isSingle: radicand.count == 1))
    }
    if above.allSatisfy(\.isEmpty), below.allSatisfy(\.isEmpty) {
      return (isNegative, product.isEmpty ? "1" : product)
    }
    return (isNegative, style.product([style.fraction(above, below), product]))
  }
}

extension CoefficientAtom {
  /// The atom as a factor.
  func text(_ style: FormulaStyle) -> String {
    switch self {
    case .parameter(let name): style.name(name)
    case .sum(let sum): style.brackets(sum.text(style))
    case .function(let function, let argument):
      (style == .text ? function.rawValue : "\\\(function.rawValue)")
        + style.brackets(argument.text(style))
    }
  }

  /// The atom below a root, without brackets where it stands there alone.
  func textBelowRoot(_ style: FormulaStyle, isAlone: Bool) -> String {
    if case .sum(let sum) = self, isAlone { return sum.text(style) }
    return text(style)
  }
}

extension CoefficientMonomial {
  /// How many atoms stand below the root.
  var rootCount: Int { powers.count { !$0.halves.isMultiple(of: 2) } }

  /// What orders terms.
  var sortingText: String { powers.map { "\($0.atom.text)^\($0.halves)" }.joined(separator: " ") }
}

extension Coefficient {
  /// Whether the first term is written with a minus.
  package var signedTermIsNegative: Bool { signedTerms(.text).first?.isNegative ?? false }
}
