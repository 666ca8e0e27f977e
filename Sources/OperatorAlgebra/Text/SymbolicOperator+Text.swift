public import RichDisplay

extension SymbolicOperator: CustomStringConvertible, RichDisplayable {
  /// The formula on one line, for example `Δ S_z − ε/2 S_x`.
  public var description: String { text(.text) }

  /// The formula in LaTeX without dollars.
  public var latex: String { text(.latex) }

  /// Text and LaTeX.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description).latex("$\\displaystyle \(latex)$")
  }

  private func text(_ style: FormulaStyle) -> String {
    style.sum(
      terms.map { term in
        term.coefficient.factor(style, before: Self.product(term.symbols, style))
      })
  }

  /// A product of symbols, repeated ones as powers.
  package static func product(_ symbols: [OperatorSymbol], _ style: FormulaStyle) -> String {
    var factors: [String] = []
    var start = 0
    while start < symbols.count {
      var end = start + 1
      while end < symbols.count, symbols[end] == symbols[start] { end += 1 }
      factors.append(symbols[start].text(style, power: end - start))
      start = end
    }
    return style == .text ? factors.joined(separator: " ") : factors.joined(separator: " ")
  }
}

extension OperatorSymbol {
  /// The symbol to a power.
  package func text(_ style: FormulaStyle, power: Int) -> String {
    let name = subsystem.name
    switch subsystem.kind {
    case .mode: return modeText(style, power: power)
    case .spin:
      // A spin named S has S_x; one named A has S_x of A.
      let (base, index) = SymbolName.split(name)
      let isLetter = base == "S" || base == "J" || base == "L" || base == "I" || base == "F"
      return indexed(
        style, base: isLetter ? base : "S", index: isLetter ? index : name, power: power)
    case .twoLevel: return indexed(style, base: "σ", index: name, power: power)
    }
  }

  private func modeText(_ style: FormulaStyle, power: Int) -> String {
    let isCreation = letter == .creation
    switch style {
    case .text:
      return subsystem.name + (isCreation ? "†" : "")
        + (power == 1 ? "" : FormulaStyle.raised("\(power)"))
    case .latex:
      let body = SymbolName.latex(subsystem.name)
      guard isCreation || power != 1 else { return body }
      return body
        + "^{\(isCreation ? "\\dagger" : "")\(power == 1 ? "" : isCreation ? " \(power)" : "\(power)")}"
    }
  }

  private func indexed(_ style: FormulaStyle, base: String, index: String, power: Int) -> String {
    let (mark, isLadder): (String, Bool) =
      switch letter {
      case .x: ("x", false)
      case .y: ("y", false)
      case .z: ("z", false)
      case .plus: ("+", true)
      default: ("−", true)
      }
    switch style {
    case .text:
      let low = isLadder ? (mark == "+" ? "₊" : "₋") : "_\(mark)"
      return "\(base)\(low)" + (index.isEmpty ? "" : "[\(index)]")
        + (power == 1 ? "" : FormulaStyle.raised("\(power)"))
    case .latex:
      let symbol = mark == "−" ? "-" : mark
      let name = index.isEmpty ? "" : SymbolName.latex("x_" + index).dropFirst(3).dropLast()
      let low = index.isEmpty ? symbol : "\(symbol),\(name)"
      return SymbolName.latex(base) + "_{\(low)}" + (power == 1 ? "" : "^{\(power)}")
    }
  }
}
