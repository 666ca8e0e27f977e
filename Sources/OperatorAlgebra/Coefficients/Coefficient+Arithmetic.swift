import Preconditions
public import ComplexModule
public import LinearAlgebra

extension Coefficient {
  /// The sum.
  @_disfavoredOverload
  public static func + (left: Coefficient, right: Coefficient) -> Coefficient {
    var result = left
    for (monomial, value) in right.terms { result.add(value, to: monomial) }
    return result
  }

  /// The difference.
  @_disfavoredOverload
  public static func - (left: Coefficient, right: Coefficient) -> Coefficient { left + (-right) }

  /// The coefficient with its sign changed.
  @_disfavoredOverload
  public static prefix func - (operand: Coefficient) -> Coefficient {
    Coefficient(terms: operand.terms.mapValues { -$0 })
  }

  /// The product.
  @_disfavoredOverload
  public static func * (left: Coefficient, right: Coefficient) -> Coefficient {
    var result = Coefficient.zero
    for (a, x) in left.terms {
      for (b, y) in right.terms {
        let product = a.times(b)
        if product.needsExpansion {
          for (monomial, value) in Coefficient.expanding(product).terms {
            result.add(x * y * value, to: monomial)
          }
        } else {
          result.add(x * y, to: product)
        }
      }
    }
    return result
  }

  /// The quotient; a sum of several terms stays below the fraction line.
  @_disfavoredOverload
  public static func / (left: Coefficient, right: Coefficient) -> Coefficient {
    left * right.raised(to: -1)
  }

  /// The product with a number.
  @_disfavoredOverload
  public static func * (left: Double, right: Coefficient) -> Coefficient {
    Coefficient(left) * right
  }
  /// The product with a number.
  @_disfavoredOverload
  public static func * (left: Coefficient, right: Double) -> Coefficient {
    left * Coefficient(right)
  }
  /// The quotient by a number.
  @_disfavoredOverload
  public static func / (left: Coefficient, right: Double) -> Coefficient {
    requirePrecondition(right != 0, "A coefficient cannot be divided by zero.")
    return Coefficient(terms: left.terms.mapValues { $0.divided(by: right) })
  }
  /// The quotient of a number.
  @_disfavoredOverload
  public static func / (left: Double, right: Coefficient) -> Coefficient {
    Coefficient(left) / right
  }
  /// The sum with a number.
  @_disfavoredOverload
  public static func + (left: Coefficient, right: Double) -> Coefficient {
    left + Coefficient(right)
  }
  /// The sum with a number.
  @_disfavoredOverload
  public static func + (left: Double, right: Coefficient) -> Coefficient {
    Coefficient(left) + right
  }
  /// The difference from a number.
  @_disfavoredOverload
  public static func - (left: Coefficient, right: Double) -> Coefficient {
    left - Coefficient(right)
  }
  /// The difference from a number.
  @_disfavoredOverload
  public static func - (left: Double, right: Coefficient) -> Coefficient {
    Coefficient(left) - right
  }
  /// The product with a complex number.
  @_disfavoredOverload
  public static func * (left: ComplexDouble, right: Coefficient) -> Coefficient {
    Coefficient(left) * right
  }
  /// The product with a complex number.
  @_disfavoredOverload
  public static func * (left: Coefficient, right: ComplexDouble) -> Coefficient {
    left * Coefficient(right)
  }

  /// Adds a coefficient.
  @_disfavoredOverload
  public static func += (left: inout Coefficient, right: Coefficient) {
    for (monomial, value) in right.terms { left.add(value, to: monomial) }
  }

  /// Subtracts a coefficient.
  @_disfavoredOverload
  public static func -= (left: inout Coefficient, right: Coefficient) { left += -right }

  /// An integer power.
  ///
  /// - Parameter power: positive, zero or negative; the base of a negative power is not zero.
  /// - Returns: the power.
  public func raised(to power: Int) -> Coefficient {
    if power >= 0 {
      return (0..<power).reduce(.one) { result, _ in result * self }
    }
    requirePrecondition(!terms.isEmpty, "A coefficient cannot be divided by zero.")
    guard terms.count == 1, let (monomial, value) = terms.first else {
      return Coefficient(terms: [CoefficientMonomial(.sum(self), halves: 2 * power): 1])
    }
    let inverse = Coefficient(terms: [monomial.raised(to: -1): ComplexDouble(1) / value])
    return inverse.raised(to: -power)
  }

  /// Adds to the number of a monomial; what becomes zero goes.
  mutating func add(_ value: ComplexDouble, to monomial: CoefficientMonomial) {
    let sum = (terms[monomial] ?? .zero) + value
    terms[monomial] = sum == .zero ? nil : sum
  }

  /// A monomial that holds whole positive powers of sums, multiplied out.
  static func expanding(_ monomial: CoefficientMonomial) -> Coefficient {
    var rest: [CoefficientMonomial.Power] = []
    var result = Coefficient.one
    for power in monomial.powers {
      guard case .sum(let sum) = power.atom, power.halves > 1 else {
        rest.append(power)
        continue
      }
      if !power.halves.isMultiple(of: 2) { rest.append(.init(atom: power.atom, halves: 1)) }
      result = result * sum.raised(to: power.halves / 2)
    }
    return result * Coefficient(terms: [CoefficientMonomial(sorted: rest): 1])
  }
}

extension CoefficientMonomial {
  /// Whether a whole positive power of a sum waits to be multiplied out.
  var needsExpansion: Bool {
    powers.contains { power in
      if case .sum = power.atom { power.halves > 1 } else { false }
    }
  }
}
