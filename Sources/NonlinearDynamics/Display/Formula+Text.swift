public import RichDisplay

/// Writes formulas with the names of a flow, as text or as LaTeX.
struct FormulaWriter {
  let variables: [String]
  let parameters: [String]
  let isLatex: Bool

  private enum Strength: Int, Comparable {
    case sum, product, prefix, power, atom

    static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
  }

  func text(_ formula: Formula) -> String {
    let text = write(formula.node).text
    return isLatex ? text.replacing("−", with: "-") : text
  }

  private func write(_ node: Formula.Node) -> (text: String, strength: Strength) {
    switch node.operation {
    case .constant(let bits):
      let value = Double(bitPattern: bits)
      let text = NumberFormat.real(value)
      return (text, value < 0 ? .sum : .atom)
    case .variable(let k): return (name(variables, k, "x"), .atom)
    case .parameter(let k): return (name(parameters, k, "p"), .atom)
    case .time: return ("t", .atom)
    default: break
    }
    guard let first = node.first else { return ("", .atom) }
    if let second = node.second { return binary(node.operation, first, second) }
    switch node.operation {
    case .negate: return ("−" + wrapped(first, atLeast: .product), .sum)
    case .square: return (wrapped(first, atLeast: .atom) + (isLatex ? "^2" : "²"), .power)
    case .magnitude: return ("|" + write(first).text + "|", .atom)
    case .squareRoot where isLatex: return ("\\sqrt{" + write(first).text + "}", .atom)
    default:
      let function = Self.names[node.operation] ?? "f"
      let known = isLatex ? "\\operatorname{\(function)}" : function
      return (known + "(" + write(first).text + ")", .atom)
    }
  }

  private static let names: [Formula.Operation: String] = [
    .squareRoot: "sqrt", .exponential: "exp", .logarithm: "ln", .sine: "sin", .cosine: "cos",
    .hyperbolicTangent: "tanh", .arctangent: "atan", .sign: "sgn",
  ]

  private func binary(
    _ operation: Formula.Operation, _ a: Formula.Node, _ b: Formula.Node
  ) -> (text: String, strength: Strength) {
    switch operation {
    case .add: return (write(a).text + " + " + wrapped(b, atLeast: .product), .sum)
    case .subtract: return (write(a).text + " − " + wrapped(b, atLeast: .product), .sum)
    case .multiply:
      let sign = isLatex ? "\\," : " "
      return (wrapped(a, atLeast: .product) + sign + wrapped(b, atLeast: .prefix), .product)
    default:
      if isLatex { return ("\\frac{" + write(a).text + "}{" + write(b).text + "}", .atom) }
      return (wrapped(a, atLeast: .product) + "/" + wrapped(b, atLeast: .power), .product)
    }
  }

  private func wrapped(_ node: Formula.Node, atLeast strength: Strength) -> String {
    let (text, own) = write(node)
    return own < strength ? (isLatex ? "\\left(\(text)\\right)" : "(\(text))") : text
  }

  private func name(_ names: [String], _ index: Int, _ letter: String) -> String {
    guard names.indices.contains(index) else { return "\(letter)\(index)" }
    let name = names[index]
    guard isLatex else { return name }
    return Self.greek.contains(name) ? "\\\(name) " : (name.count > 1 ? "\\mathrm{\(name)}" : name)
  }

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta",
    "Omega", "Sigma", "Phi", "Psi", "Theta",
  ]
}

extension Flow: CustomStringConvertible, RichDisplayable {
  /// The equations and the values of the parameters.
  public var description: String {
    let writer = FormulaWriter(
      variables: variables, parameters: parameterNames, isLatex: false)
    let lines = zip(variables, velocity).map { "d\($0)/dt = \(writer.text($1))" }
    return (shown(lines) + [parameterText]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The equations, in LaTeX where a front end shows it.
  public var richRepresentation: RichRepresentation {
    let writer = FormulaWriter(variables: variables, parameters: parameterNames, isLatex: true)
    let names = FormulaWriter(variables: variables, parameters: parameterNames, isLatex: true)
    let lines = variables.indices.map { k in
      "\\frac{d\(names.text(.variable(k)))}{dt} &= \(writer.text(velocity[k]))"
    }
    let plain = RichRepresentation(plainText: description)
    guard lines.allSatisfy({ $0.count < 2000 }), lines.count <= 12 else { return plain }
    let values = parameterText.isEmpty ? "" : "\n\n\(parameterText)"
    return plain.markdown(
      "$$\\begin{aligned}\(lines.joined(separator: "\\\\"))\\end{aligned}$$" + values)
  }

  private var parameterText: String {
    zip(parameterNames, parameterValues).map { "\($0) = \(NumberFormat.real($1))" }
      .joined(separator: ", ")
  }

  /// Long systems by their beginning.
  private func shown(_ lines: [String]) -> [String] {
    let cut = lines.map { $0.count > 500 ? String($0.prefix(500)) + " …" : $0 }
    return cut.count > 12 ? cut.prefix(12) + ["… (\(lines.count) equations)"] : cut
  }
}
