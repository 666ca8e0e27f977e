import ComplexModule
import LinearAlgebra

extension Coefficient {
  /// Twice the power with which the coefficient grows for large values of a parameter; nil for zero.
  ///
  /// - Parameter name: the parameter that becomes large.
  /// - Returns: twice the largest power among the terms.
  /// - Throws: `OperatorAlgebraError` with code `noLimit` where a function holds the parameter.
  package func growth(in name: String) throws -> Int? {
    try terms.keys.map { try $0.growth(in: name) }.max()
  }

  /// What multiplies the power k/2 of a parameter that becomes large, asymptotically.
  ///
  /// - Parameters:
  ///   - halves: k.
  ///   - name: the parameter that becomes large.
  /// - Returns: the coefficient of p^(k/2), without the parameter.
  /// - Throws: `OperatorAlgebraError` with code `noLimit` where a function holds the parameter, or where a fraction or
  ///   root of a sum grows faster than asked for, so that its expansion would be needed.
  package func part(ofGrowth halves: Int, in name: String) throws -> Coefficient {
    var result = Coefficient.zero
    for (monomial, value) in terms {
      let growth = try monomial.growth(in: name)
      guard growth >= halves else { continue }
      guard growth == halves else {
        guard monomial.isExact(in: name) else {
          throw OperatorAlgebraError(
            .noLimit,
            "\(self) grows with \(name) and holds a fraction or root of a sum with it; write the sum's leading part "
              + "instead.")
        }
        continue
      }
      result += try Coefficient(value) * monomial.leading(in: name)
    }
    return result
  }
}

extension CoefficientMonomial {
  /// Twice the power of the parameter for large values.
  func growth(in name: String) throws -> Int {
    var sum = 0
    for power in powers {
      switch power.atom {
      case .parameter(name): sum += power.halves
      case .parameter: break
      case .sum(let base): sum += (try base.growth(in: name) ?? 0) * power.halves / 2
      case .function(_, let argument):
        guard !argument.parameterNames.contains(name) else {
          throw OperatorAlgebraError(
            .noLimit, "\(power.atom.text) has no limit for large \(name) that is a power of it.")
        }
      }
    }
    return sum
  }

  /// Whether the monomial is a plain power of the parameter.
  func isExact(in name: String) -> Bool {
    powers.allSatisfy { power in
      if case .sum(let base) = power.atom { !base.parameterNames.contains(name) } else { true }
    }
  }

  /// The monomial's leading part without the parameter.
  func leading(in name: String) throws -> Coefficient {
    var product = Coefficient.one
    for power in powers {
      switch power.atom {
      case .parameter(name): continue
      case .sum(let base):
        guard let growth = try base.growth(in: name) else { continue }
        let lead = try base.part(ofGrowth: growth, in: name)
        product =
          product
          * (power.halves.isMultiple(of: 2)
            ? lead.raised(to: power.halves / 2) : lead.squareRoot().raised(to: power.halves))
      default:
        product =
          product * Coefficient(terms: [CoefficientMonomial(power.atom, halves: power.halves): 1])
      }
    }
    return product
  }
}
