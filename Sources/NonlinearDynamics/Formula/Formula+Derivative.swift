/// Differentiates formulas; parts that formulas share are differentiated once.
struct Differentiation {
  /// What formulas are differentiated by.
  enum Target: Hashable {
    case variable(Int)
    case parameter(Int)
    case time
  }

  private let target: Target
  private var known: [ObjectIdentifier: Formula] = [:]
  // Known nodes are kept alive, so that their identities stay theirs.
  private var kept: [Formula.Node] = []

  init(by target: Target) { self.target = target }

  /// The derivative of a formula.
  mutating func derivative(of formula: Formula) -> Formula {
    let node = formula.node
    if let result = known[ObjectIdentifier(node)] { return result }
    let result = calculate(node)
    known[ObjectIdentifier(node)] = result
    kept.append(node)
    return result
  }

  private mutating func calculate(_ node: Formula.Node) -> Formula {
    let whole = Formula(node)
    switch node.operation {
    case .constant: return 0
    case .variable(let k): return target == .variable(k) ? 1 : 0
    case .parameter(let k): return target == .parameter(k) ? 1 : 0
    case .time: return target == .time ? 1 : 0
    default: break
    }
    guard let first = node.first else { return 0 }
    let u = Formula(first)
    let du = derivative(of: u)
    if let second = node.second {
      let w = Formula(second)
      let dw = derivative(of: w)
      switch node.operation {
      case .add: return du + dw
      case .subtract: return du - dw
      case .multiply: return du * w + u * dw
      default: return (du - whole * dw) / w
      }
    }
    if du.constantValue == 0 { return 0 }
    switch node.operation {
    case .negate: return -du
    case .square: return 2 * u * du
    case .squareRoot: return du / (2 * whole)
    case .exponential: return whole * du
    case .logarithm: return du / u
    case .sine: return cos(u) * du
    case .cosine: return -(sin(u) * du)
    case .hyperbolicTangent: return (1 - whole.squared) * du
    case .arctangent: return du / (1 + u.squared)
    case .magnitude: return sign(u) * du
    default: return 0
    }
  }
}

extension Formula {
  /// ∂/∂x_k of this formula, exactly.
  ///
  /// - Parameter index: k, the position of the variable.
  /// - Returns: the derivative.
  public func derivative(byVariable index: Int) -> Formula {
    var differentiation = Differentiation(by: .variable(index))
    return differentiation.derivative(of: self)
  }

  /// The derivative by a parameter, exactly.
  ///
  /// - Parameter index: the position of the parameter.
  /// - Returns: the derivative.
  public func derivative(byParameter index: Int) -> Formula {
    var differentiation = Differentiation(by: .parameter(index))
    return differentiation.derivative(of: self)
  }

  /// The same formula with others in place of its variables and parameters.
  func substituting(
    variables: @escaping (Int) -> Formula, parameters: @escaping (Int) -> Formula, time: Formula
  ) -> Formula {
    var substitution = Substitution(variables: variables, parameters: parameters, time: time)
    return substitution.result(for: node)
  }

  /// The greatest positions of a variable and of a parameter in the formula, −1 where there are none, and whether
  /// time is in it.
  var reach: (variable: Int, parameter: Int, hasTime: Bool) {
    var result = (variable: -1, parameter: -1, hasTime: false)
    var seen: Set<ObjectIdentifier> = []
    var open = [node]
    while let next = open.popLast() {
      guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
      switch next.operation {
      case .variable(let k): result.variable = max(result.variable, k)
      case .parameter(let k): result.parameter = max(result.parameter, k)
      case .time: result.hasTime = true
      default: break
      }
      if let first = next.first { open.append(first) }
      if let second = next.second { open.append(second) }
    }
    return result
  }
}

/// Replaces symbols in formulas.
private struct Substitution {
  let variables: (Int) -> Formula
  let parameters: (Int) -> Formula
  let time: Formula
  var known: [ObjectIdentifier: Formula] = [:]

  init(
    variables: @escaping (Int) -> Formula, parameters: @escaping (Int) -> Formula, time: Formula
  ) {
    self.variables = variables
    self.parameters = parameters
    self.time = time
  }

  mutating func result(for node: Formula.Node) -> Formula {
    if let result = known[ObjectIdentifier(node)] { return result }
    let result: Formula
    switch node.operation {
    case .constant: result = Formula(node)
    case .variable(let k): result = variables(k)
    case .parameter(let k): result = parameters(k)
    case .time: result = time
    default:
      guard let first = node.first else { return Formula(node) }
      let u = self.result(for: first)
      if let second = node.second {
        let w = self.result(for: second)
        switch node.operation {
        case .add: result = u + w
        case .subtract: result = u - w
        case .multiply: result = u * w
        default: result = u / w
        }
      } else {
        result = node.operation == .negate ? -u : u.elementary(node.operation)
      }
    }
    known[ObjectIdentifier(node)] = result
    return result
  }
}
