import RealModule

extension Formula {
  /// The value of a function of one number.
  static func evaluate(_ operation: Operation, _ x: Double) -> Double {
    switch operation {
    case .negate: -x
    case .square: x * x
    case .squareRoot: x.squareRoot()
    case .exponential: .exp(x)
    case .logarithm: .log(x)
    case .sine: .sin(x)
    case .cosine: .cos(x)
    case .hyperbolicTangent: .tanh(x)
    case .arctangent: .atan(x)
    case .magnitude: abs(x)
    case .sign: x > 0 ? 1 : (x < 0 ? -1 : 0)
    default: .nan
    }
  }
}

// Functions of formulas are looked at last, so that expressions of numbers compile as quickly as without them.

/// √x.
@_disfavoredOverload
public func sqrt(_ x: Formula) -> Formula { x.elementary(.squareRoot) }
/// eˣ.
@_disfavoredOverload
public func exp(_ x: Formula) -> Formula { x.elementary(.exponential) }
/// ln x.
@_disfavoredOverload
public func log(_ x: Formula) -> Formula { x.elementary(.logarithm) }
/// sin x.
@_disfavoredOverload
public func sin(_ x: Formula) -> Formula { x.elementary(.sine) }
/// cos x.
@_disfavoredOverload
public func cos(_ x: Formula) -> Formula { x.elementary(.cosine) }
/// tan x.
@_disfavoredOverload
public func tan(_ x: Formula) -> Formula { sin(x) / cos(x) }
/// tanh x.
@_disfavoredOverload
public func tanh(_ x: Formula) -> Formula { x.elementary(.hyperbolicTangent) }
/// atan x.
@_disfavoredOverload
public func atan(_ x: Formula) -> Formula { x.elementary(.arctangent) }
/// |x|, whose derivative is sign x.
@_disfavoredOverload
public func abs(_ x: Formula) -> Formula { x.elementary(.magnitude) }
/// The sign of x: −1, 0 or 1; its derivative is 0.
@_disfavoredOverload
public func sign(_ x: Formula) -> Formula { x.elementary(.sign) }

/// xⁿ by repeated squaring.
///
/// - Parameters:
///   - x: the base.
///   - n: the exponent; negative ones give reciprocals.
/// - Returns: the power.
@_disfavoredOverload
public func pow(_ x: Formula, _ n: Int) -> Formula {
  if n < 0 { return 1 / pow(x, -n) }
  if n == 0 { return 1 }
  if n == 1 { return x }
  let half = pow(x, n / 2)
  return n.isMultiple(of: 2) ? half.squared : half.squared * x
}

/// xʸ = exp(y ln x) for x > 0.
///
/// - Parameters:
///   - x: the base, positive.
///   - y: the exponent.
/// - Returns: the power.
@_disfavoredOverload
public func pow(_ x: Formula, _ y: Formula) -> Formula { exp(y * log(x)) }
