/// What monomials of a coefficient are made of.
package indirect enum CoefficientAtom: Sendable, Hashable, Comparable {
  /// A real parameter by its name.
  case parameter(String)
  /// A sum of several terms below a root or a fraction line.
  case sum(Coefficient)
  /// A function of a coefficient, such as cos(ω t).
  case function(CoefficientFunction, Coefficient)

  /// The text that orders atoms.
  package var text: String {
    switch self {
    case .parameter(let name): name
    case .sum(let sum): "(\(sum.description))"
    case .function(let function, let argument): "\(function.rawValue)(\(argument.description))"
    }
  }

  /// The order in which factors are written: by their texts.
  package static func < (left: CoefficientAtom, right: CoefficientAtom) -> Bool {
    if case .parameter(let a) = left, case .parameter(let b) = right { return a < b }
    return left.text < right.text
  }
}

/// The functions that coefficients may hold.
package enum CoefficientFunction: String, Sendable, Hashable {
  case cos
  case sin
  case exp
}
