import OperatorAlgebra

/// Where the real and imaginary parts of moments stand among the real variables, and what they are called.
struct VariableLayout: Sendable {
  /// A moment's place.
  struct Place: Sendable {
    /// The position of its real part.
    let real: Int
    /// The position of its imaginary part; nil for a real moment.
    let imaginary: Int?
    /// The moment as text.
    let text: String
    /// The moment in LaTeX.
    let latex: String

    func written(_ style: FormulaStyle) -> String { style == .text ? text : latex }
  }

  let places: [Place]
  let names: [String]
  let latexNames: [String]

  init(_ model: MasterEquationModel, moments: [MomentKey]) {
    var places: [Place] = []
    var (names, latexNames): ([String], [String]) = ([], [])
    let naming = MomentNaming(model)
    for moment in moments {
      let isReal = moment == moment.adjoint(model.kinds)
      let (plain, latex) = (naming.text(moment, .text), naming.text(moment, .latex))
      let place = names.count
      if isReal {
        names.append(plain)
        latexNames.append(latex)
      } else {
        // α in formulas, but Re a and Im a where a name is typed.
        let typed = moment.degree == 1 ? naming.typedName(moment) : plain
        names += ["Re \(typed)", "Im \(typed)"]
        latexNames += ["\\mathrm{Re}\\, \(latex)", "\\mathrm{Im}\\, \(latex)"]
      }
      places.append(
        Place(
          real: place, imaginary: isReal ? nil : place + 1, text: plain, latex: latex))
    }
    self.places = places
    self.names = names
    self.latexNames = latexNames
  }
}

/// The names of moments.
struct MomentNaming {
  private let subsystems: [SymbolicSubsystem]

  init(_ model: MasterEquationModel) { subsystems = model.subsystems }

  /// m_x, α, ⟨m_x m_y⟩, ⟨a†a⟩ and so on.
  func text(_ moment: MomentKey, _ style: FormulaStyle) -> String {
    if moment.degree == 1, let factor = moment.factors.first {
      return first(factor, style)
    }
    let inside = moment.factors.map { product($0, style) }.joined(separator: " ")
    return style == .text ? "⟨\(inside)⟩" : "\\langle \(inside) \\rangle"
  }

  /// The name of a mode's amplitude for typing: that of the mode.
  func typedName(_ moment: MomentKey) -> String {
    moment.factors.first.map { subsystems[$0.subsystem].name } ?? ""
  }

  private func first(_ factor: MomentKey.Factor, _ style: FormulaStyle) -> String {
    let subsystem = subsystems[factor.subsystem]
    guard subsystem.kind == .mode else {
      let letter = factor.powers.x == 1 ? "x" : factor.powers.y == 1 ? "y" : "z"
      return component(subsystem, letter, style)
    }
    let (base, index) = SymbolName.split(subsystem.name)
    let greek = ["a": "α", "b": "β"][base]
    switch style {
    case .text:
      guard let greek else { return "⟨\(subsystem.name)⟩" }
      return greek + index.map { MomentNaming.lowered[$0].map(String.init) ?? "_\($0)" }.joined()
    case .latex:
      guard let greek else { return "\\langle \(SymbolName.latex(subsystem.name)) \\rangle" }
      return SymbolName.latex(index.isEmpty ? greek : "\(greek)_\(index)")
    }
  }

  private func component(_ subsystem: SymbolicSubsystem, _ letter: String, _ style: FormulaStyle)
    -> String
  {
    let base = subsystem.kind == .spin ? "m" : "s"
    let isAlone = subsystems.count { $0.kind == subsystem.kind } == 1
    switch style {
    case .text: return "\(base)_\(letter)" + (isAlone ? "" : "[\(subsystem.name)]")
    case .latex:
      guard !isAlone else { return "\(base)_{\(letter)}" }
      return "\(base)_{\(letter),\(SymbolName.latex(subsystem.name))}"
    }
  }

  private func product(_ factor: MomentKey.Factor, _ style: FormulaStyle) -> String {
    let subsystem = subsystems[factor.subsystem]
    guard subsystem.kind == .mode else {
      return zip(["x", "y", "z"], (0..<3).map { factor.powers[$0] })
        .filter { $0.1 > 0 }
        .map { style.power(component(subsystem, $0.0, style), $0.1) }
        .joined(separator: " ")
    }
    let mode = SymbolicMode(subsystem.name)
    let symbols =
      Array(repeating: mode.creation, count: factor.powers.x)
      + Array(repeating: mode.annihilation, count: factor.powers.z)
    return SymbolicOperator.product(symbols.flatMap { $0.terms.flatMap(\.symbols) }, style)
  }

  private static let lowered = Dictionary(uniqueKeysWithValues: zip("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
}
