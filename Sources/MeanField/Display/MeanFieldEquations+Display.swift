import OperatorAlgebra
public import RichDisplay

extension MeanFieldEquations: CustomStringConvertible, RichDisplayable {
  /// The equations as text, a line for each moment, `dm_z/dt = −ε/2 m_y + …`.
  public var formulas: [String] {
    zip(rates, layout.places).map { rate, place in
      "d\(place.text)/dt = \(rate.text(.text, layout.places))"
    }
  }

  /// All equations, one below the other.
  public var description: String { formulas.joined(separator: "\n") }

  /// The equations in LaTeX, an `aligned` environment without dollars.
  public var latex: String {
    let lines = zip(rates, layout.places).map { rate, place in
      "\\frac{d}{dt} \(place.latex) &= \(rate.text(.latex, layout.places))"
    }
    return "\\begin{aligned} \(lines.joined(separator: " \\\\ ")) \\end{aligned}"
  }

  /// Text and LaTeX.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description).latex("$\\displaystyle \(latex)$")
  }
}

extension MomentPolynomial {
  /// The polynomial in a style.
  func text(_ style: FormulaStyle, _ places: [VariableLayout.Place]) -> String {
    style.sum(
      sortedTerms.map { monomial, coefficient in
        coefficient.factor(style, before: monomial.text(style, places))
      })
  }
}

extension MomentPolynomial.Monomial {
  /// The product in a style, pairs of a moment and its conjugate as |α|².
  func text(_ style: FormulaStyle, _ places: [VariableLayout.Place]) -> String {
    var factors: [String] = []
    for power in powers {
      let name = places[power.symbol.moment].written(style)
      let partner = powers.first {
        $0.symbol.moment == power.symbol.moment
          && $0.symbol.isConjugate != power.symbol.isConjugate
      }
      let pairs = min(power.power, partner?.power ?? 0)
      if pairs > 0, !power.symbol.isConjugate {
        factors.append(style.power(style == .text ? "|\(name)|" : "|\(name)|", 2 * pairs))
      }
      let rest = power.power - pairs
      guard rest > 0 else { continue }
      guard power.symbol.isConjugate else {
        factors.append(style.power(name, rest))
        continue
      }
      switch style {
      case .text: factors.append(style.power("\(name)*", rest))
      case .latex: factors.append("\(name)^{*\(rest == 1 ? "" : " \(rest)")}")
      }
    }
    return factors.joined(separator: " ")
  }
}
