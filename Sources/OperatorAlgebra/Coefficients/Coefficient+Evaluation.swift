public import ComplexModule
public import LinearAlgebra
import RealModule

extension Coefficient {
  /// The number at values of the parameters.
  ///
  /// - Parameter values: a value for each name of `parameterNames`; others are not looked at.
  /// - Returns: the complex number.
  /// - Throws: `OperatorAlgebraError`: `missingParameter`, `invalidValue` for a negative number under a root or a
  ///   result that is not finite.
  public func value(at values: [String: Double]) throws -> ComplexDouble {
    var sum = ComplexDouble.zero
    for (monomial, number) in terms { sum += try number * monomial.value(at: values) }
    guard sum.isFinite else {
      throw OperatorAlgebraError(.invalidValue, "\(self) is not finite at these values.")
    }
    return sum
  }

  /// The coefficient with numbers or other coefficients for some of its parameters.
  ///
  /// - Parameter replacements: what comes in the place of each named parameter.
  /// - Returns: the new coefficient; parameters that are not named stay.
  public func substituting(_ replacements: [String: Coefficient]) -> Coefficient {
    terms.reduce(into: .zero) { result, term in
      var product = Coefficient(term.value)
      for power in term.key.powers {
        let base: Coefficient
        switch power.atom {
        case .parameter(let name):
          guard let replacement = replacements[name] else {
            product =
              product
              * Coefficient(terms: [CoefficientMonomial(power.atom, halves: power.halves): 1])
            continue
          }
          base = replacement
        case .sum(let sum): base = sum.substituting(replacements)
        case .function(let function, let argument):
          base = argument.substituting(replacements).applying(function)
        }
        let root = power.halves.isMultiple(of: 2) ? base : base.squareRoot()
        product =
          product
          * root.raised(to: power.halves.isMultiple(of: 2) ? power.halves / 2 : power.halves)
      }
      result += product
    }
  }
}

extension CoefficientMonomial {
  /// The number at values of the parameters.
  fileprivate func value(at values: [String: Double]) throws -> ComplexDouble {
    var product = ComplexDouble(1)
    for power in powers {
      let base: ComplexDouble
      switch power.atom {
      case .parameter(let name):
        guard let value = values[name] else {
          throw OperatorAlgebraError(
            .missingParameter,
            "The parameter \(name) has no value; given are \(values.keys.sorted()).")
        }
        base = ComplexDouble(value)
      case .sum(let sum): base = try sum.value(at: values)
      case .function(let function, let argument):
        base = ComplexDouble(function.value(try argument.value(at: values).real))
      }
      if power.halves.isMultiple(of: 2) {
        product *= ComplexDouble.pow(base, power.halves / 2)
      } else {
        guard base.imaginary == 0, base.real >= 0 else {
          throw OperatorAlgebraError(
            .invalidValue, "\(power.atom.text) stands under a root and is \(base), not 0 or more.")
        }
        product *= ComplexDouble(Double.pow(base.real.squareRoot(), power.halves))
      }
    }
    return product
  }
}

extension CoefficientFunction {
  /// The function's value.
  func value(_ x: Double) -> Double {
    switch self {
    case .cos: .cos(x)
    case .sin: .sin(x)
    case .exp: .exp(x)
    }
  }
}
