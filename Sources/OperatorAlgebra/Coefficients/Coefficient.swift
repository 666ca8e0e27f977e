import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A number of a model as a formula: a complex polynomial of named **real** parameters, with roots and fractions.
///
/// A sum of terms c Π p^k, where c is complex and the powers k of the parameters p are multiples of 1/2, so that the
/// square of √(κ/S) is κ/S. Sums of several terms stay as they are below a root or a fraction line: √(n + 1), 1/(A + B).
/// Parameters are real, and what stands under a root is taken as not negative.
///
///     let (κ, S) = (Parameter("κ"), Parameter("S"))
///     sqrt(κ / S) * sqrt(κ / S)      // κ/S
///
/// `==` compares formulas term by term; fractions of sums are not brought to one denominator.
public struct Coefficient: Sendable, Hashable {
  /// The terms, none of them zero.
  package var terms: [CoefficientMonomial: ComplexDouble]

  /// A coefficient from terms that are not zero.
  package init(terms: [CoefficientMonomial: ComplexDouble]) { self.terms = terms }

  /// A real parameter by its name.
  ///
  /// Greek letters and indices are set in LaTeX: `"κ"` and `"kappa"` as κ, `"Γ₊"` and `"Gamma_+"` as Γ with the index +.
  ///
  /// - Parameter name: not empty; equal names are the same parameter.
  public init(_ name: String) {
    requirePrecondition(!name.isEmpty, "A parameter needs a name.")
    terms = [CoefficientMonomial(.parameter(name)): 1]
  }

  /// A complex number.
  ///
  /// - Parameter value: finite.
  public init(_ value: ComplexDouble) {
    requirePrecondition(value.isFinite, "A coefficient is finite, but \(value) came.")
    terms = value == .zero ? [:] : [.one: value]
  }

  /// A real number.
  ///
  /// - Parameter value: finite.
  public init(_ value: Double) { self.init(ComplexDouble(value)) }

  /// The time t, on which drives depend: `cos(ω * Coefficient.time)`.
  public static let time = Coefficient("t")

  /// The imaginary unit.
  public static let i = Coefficient(ComplexDouble(0, 1))

  /// Zero.
  public static let zero = Coefficient(terms: [:])

  /// One.
  public static let one = Coefficient(1.0)

  /// Whether no term is left.
  public var isZero: Bool { terms.isEmpty }

  /// The number, where there is no parameter; nil otherwise.
  public var number: ComplexDouble? {
    if terms.isEmpty { return .zero }
    return terms.count == 1 ? terms[.one] : nil
  }

  /// The name, where this is a parameter and nothing else; nil otherwise.
  public var parameterName: String? {
    guard terms.count == 1, let (monomial, value) = terms.first, value == 1,
      monomial.powers.count == 1, monomial.powers[0].halves == 2,
      case .parameter(let name) = monomial.powers[0].atom
    else { return nil }
    return name
  }

  /// The names of all parameters that occur, sorted.
  public var parameterNames: [String] {
    var names: Set<String> = []
    collectNames(into: &names)
    return names.sorted()
  }

  /// The complex conjugate; parameters are real.
  public var conjugate: Coefficient { Coefficient(terms: terms.mapValues(\.conjugate)) }

  /// The real part: that of every term.
  public var realPart: Coefficient { keeping { ComplexDouble($0.real) } }

  /// The imaginary part: that of every term.
  public var imaginaryPart: Coefficient { keeping { ComplexDouble($0.imaginary) } }

  private func keeping(_ part: (ComplexDouble) -> ComplexDouble) -> Coefficient {
    Coefficient(terms: terms.mapValues(part).filter { $0.value != .zero })
  }

  private func collectNames(into names: inout Set<String>) {
    for monomial in terms.keys {
      for power in monomial.powers {
        switch power.atom {
        case .parameter(let name): names.insert(name)
        case .sum(let sum): sum.collectNames(into: &names)
        case .function(_, let argument): argument.collectNames(into: &names)
        }
      }
    }
  }
}

/// A named real parameter of a model, `Parameter("κ")`; sums, products, roots and fractions of parameters have the
/// same type.
public typealias Parameter = Coefficient

extension Coefficient: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A real number.
  public init(floatLiteral value: Double) { self.init(value) }
  /// A real number.
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}
