/// How names of parameters and subsystems are set in LaTeX.
package enum SymbolName {
  private static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "varphi", "ϕ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta",
    "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "ℵ": "aleph", "ℓ": "ell",
  ]
  private static let words = Set(greek.values).union(["epsilon", "phi"])
  private static let lowered = Dictionary(
    uniqueKeysWithValues: zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx"))

  /// A name in LaTeX: `Γ₊` and `Gamma_+` as `\Gamma_{+}`, `kappa` as `\kappa`, other words upright.
  ///
  /// - Parameter name: the name.
  /// - Returns: LaTeX without dollars.
  package static func latex(_ name: String) -> String {
    let (base, index) = split(name)
    let body: String
    if let letter = base.first, base.count == 1 {
      body = greek[letter].map { "\\" + $0 } ?? base
    } else if words.contains(base) {
      body = "\\" + base
    } else if let letter = base.first, let command = greek[letter] {
      body = "\\\(command) \(upright(String(base.dropFirst())))"
    } else {
      body = upright(base)
    }
    guard !index.isEmpty else { return body }
    return "\(body)_{\(inner(index))}"
  }

  /// The base and the index below it: after `_`, of index characters, or trailing digits.
  package static func split(_ name: String) -> (base: String, index: String) {
    if let underscore = name.firstIndex(of: "_"), underscore > name.startIndex {
      return (String(name[..<underscore]), String(name[name.index(after: underscore)...]))
    }
    let tail = name.reversed().prefix { lowered[$0] != nil }
    if !tail.isEmpty, tail.count < name.count {
      return (
        String(name.dropLast(tail.count)), String(tail.reversed().compactMap { lowered[$0] })
      )
    }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < name.count else { return (name, "") }
    return (String(name.dropLast(digits.count)), String(digits.reversed()))
  }

  /// An index in LaTeX.
  private static func inner(_ text: String) -> String {
    text.count > 1 && text.allSatisfy(\.isLetter) && !words.contains(text)
      ? upright(text)
      : words.contains(text)
        ? "\\" + text
        : text.map { character in greek[character].map { "\\\($0) " } ?? String(character) }
          .joined()
  }

  private static func upright(_ text: String) -> String { "\\mathrm{\(text)}" }
}
