import Preconditions
import ComplexModule
import LinearAlgebra

/// The square root of a coefficient, whose own square is the coefficient again: √rate of a jump operator.
///
/// - Parameter operand: taken as not negative; a plain number must not be negative.
/// - Returns: the root.
@_disfavoredOverload
public func sqrt(_ operand: Coefficient) -> Coefficient { operand.squareRoot() }

/// The cosine of a real coefficient, for drives: `cos(ω * Coefficient.time)`.
///
/// - Parameter operand: real.
/// - Returns: the cosine.
@_disfavoredOverload
public func cos(_ operand: Coefficient) -> Coefficient { operand.applying(.cos) }

/// The sine of a real coefficient.
///
/// - Parameter operand: real.
/// - Returns: the sine.
@_disfavoredOverload
public func sin(_ operand: Coefficient) -> Coefficient { operand.applying(.sin) }

/// The exponential of a real coefficient.
///
/// - Parameter operand: real.
/// - Returns: the exponential.
@_disfavoredOverload
public func exp(_ operand: Coefficient) -> Coefficient { operand.applying(.exp) }

extension Coefficient {
  /// The square root, whose own square is the coefficient again.
  ///
  /// - Returns: the root; taken as real, so that the coefficient must not be negative.
  public func squareRoot() -> Coefficient {
    guard !isZero else { return .zero }
    if terms.count == 1, let (monomial, value) = terms.first {
      requirePrecondition(
        value.imaginary == 0 && value.real > 0,
        "A root needs a coefficient that is not negative, but \(self) came.")
      if let root = monomial.squareRoot {
        return Coefficient(terms: [root: ComplexDouble(value.real.squareRoot())])
      }
    }
    return Coefficient(terms: [CoefficientMonomial(.sum(self), halves: 1): 1])
  }

  /// The square, which reads better than a product in a formula.
  public var squared: Coefficient { self * self }

  /// The third power.
  public var cubed: Coefficient { self * self * self }

  /// A function of the coefficient; of a number the number.
  func applying(_ function: CoefficientFunction) -> Coefficient {
    requirePrecondition(
      imaginaryPart.isZero, "\(function.rawValue) needs a real coefficient, but \(self) came.")
    if let number {
      return Coefficient(function.value(number.real))
    }
    return Coefficient(terms: [CoefficientMonomial(.function(function, self)): 1])
  }
}
