public import RealModule

// Elementary functions by the names that mathematics gives them, of real and of complex numbers: a
// notebook that imports Isochron needs no other import for `exp(-0.5 * t)` or `exp(Complex(0, phi))`.
// For Double they are those of the C library. Where Foundation is imported too, its own are taken.
//
// The compiler tries every overload in every expression, and gives up on long ones where a generic function is
// among the first: the real functions are concrete and the others disfavoured. The empty second argument makes the real ones
// come after Foundation's of the same type, between which it could not choose otherwise.

/// e to the power x.
@inlinable public func exp(_ x: Double, _: Void = ()) -> Double { .exp(x) }

/// e to the power x.
@_disfavoredOverload @inlinable
public func exp<Number: ElementaryFunctions>(_ x: Number) -> Number { .exp(x) }

/// The natural logarithm; of complex numbers the branch with imaginary part in (−π, π].
@inlinable public func log(_ x: Double, _: Void = ()) -> Double { .log(x) }

/// The natural logarithm; of complex numbers the branch with imaginary part in (−π, π].
@_disfavoredOverload @inlinable
public func log<Number: ElementaryFunctions>(_ x: Number) -> Number { .log(x) }

/// The square root; of complex numbers the one with real part ≥ 0.
@inlinable public func sqrt(_ x: Double, _: Void = ()) -> Double { .sqrt(x) }

/// The square root; of complex numbers the one with real part ≥ 0.
@_disfavoredOverload @inlinable
public func sqrt<Number: ElementaryFunctions>(_ x: Number) -> Number { .sqrt(x) }

/// The sine of an angle in radians.
@inlinable public func sin(_ x: Double, _: Void = ()) -> Double { .sin(x) }

/// The sine of an angle in radians.
@_disfavoredOverload @inlinable
public func sin<Number: ElementaryFunctions>(_ x: Number) -> Number { .sin(x) }

/// The cosine of an angle in radians.
@inlinable public func cos(_ x: Double, _: Void = ()) -> Double { .cos(x) }

/// The cosine of an angle in radians.
@_disfavoredOverload @inlinable
public func cos<Number: ElementaryFunctions>(_ x: Number) -> Number { .cos(x) }

/// The tangent of an angle in radians.
@inlinable public func tan(_ x: Double, _: Void = ()) -> Double { .tan(x) }

/// The tangent of an angle in radians.
@_disfavoredOverload @inlinable
public func tan<Number: ElementaryFunctions>(_ x: Number) -> Number { .tan(x) }

/// The angle in radians whose sine is x, in [−π/2, π/2] for real x.
@inlinable public func asin(_ x: Double, _: Void = ()) -> Double { .asin(x) }

/// The angle in radians whose sine is x, in [−π/2, π/2] for real x.
@_disfavoredOverload @inlinable
public func asin<Number: ElementaryFunctions>(_ x: Number) -> Number { .asin(x) }

/// The angle in radians whose cosine is x, in [0, π] for real x.
@inlinable public func acos(_ x: Double, _: Void = ()) -> Double { .acos(x) }

/// The angle in radians whose cosine is x, in [0, π] for real x.
@_disfavoredOverload @inlinable
public func acos<Number: ElementaryFunctions>(_ x: Number) -> Number { .acos(x) }

/// The angle in radians whose tangent is x, in [−π/2, π/2] for real x.
@inlinable public func atan(_ x: Double, _: Void = ()) -> Double { .atan(x) }

/// The angle in radians whose tangent is x, in [−π/2, π/2] for real x.
@_disfavoredOverload @inlinable
public func atan<Number: ElementaryFunctions>(_ x: Number) -> Number { .atan(x) }

/// The hyperbolic sine.
@inlinable public func sinh(_ x: Double, _: Void = ()) -> Double { .sinh(x) }

/// The hyperbolic sine.
@_disfavoredOverload @inlinable
public func sinh<Number: ElementaryFunctions>(_ x: Number) -> Number { .sinh(x) }

/// The hyperbolic cosine.
@inlinable public func cosh(_ x: Double, _: Void = ()) -> Double { .cosh(x) }

/// The hyperbolic cosine.
@_disfavoredOverload @inlinable
public func cosh<Number: ElementaryFunctions>(_ x: Number) -> Number { .cosh(x) }

/// The hyperbolic tangent.
@inlinable public func tanh(_ x: Double, _: Void = ()) -> Double { .tanh(x) }

/// The hyperbolic tangent.
@_disfavoredOverload @inlinable
public func tanh<Number: ElementaryFunctions>(_ x: Number) -> Number { .tanh(x) }

/// x to the power y as in the C library, so that `pow(-3.0, 2.0)` is 9.
@inlinable public func pow(_ x: Double, _ y: Double, _: Void = ()) -> Double { realPower(x, y) }

/// x to the power y: for Double as in the C library, so that `pow(-3.0, 2.0)` is 9; for complex numbers
/// exp(y log x).
@_disfavoredOverload @inlinable public func pow<Number: ElementaryFunctions>(
  _ x: Number, _ y: Number
) -> Number {
  if let base = x as? Double, let exponent = y as? Double,
    let result = realPower(base, exponent) as? Number
  {
    return result
  }
  return .pow(x, y)
}

/// x to an integer power, of real and of complex numbers; negative bases too.
@_disfavoredOverload @inlinable public func pow<Number: ElementaryFunctions>(_ x: Number, _ n: Int)
  -> Number
{
  .pow(x, n)
}

/// `Double.pow` knows positive bases only; C's function knows integer powers of negative numbers too, and x⁰ = 1.
@usableFromInline func realPower(_ x: Double, _ y: Double) -> Double {
  if y == 0 { return 1 }
  guard x < 0, y.isFinite, y == y.rounded() else { return .pow(x, y) }
  let magnitude = Double.pow(-x, y)
  let isOdd = abs(y.truncatingRemainder(dividingBy: 2)) == 1
  return isOdd ? -magnitude : magnitude
}

/// The angle in radians of the point (x, y), in (−π, π].
@inlinable public func atan2(_ y: Double, _ x: Double, _: Void = ()) -> Double {
  .atan2(y: y, x: x)
}

/// The angle in radians of the point (x, y), in (−π, π].
@_disfavoredOverload @inlinable public func atan2<Number: Real>(_ y: Number, _ x: Number) -> Number
{
  .atan2(y: y, x: x)
}

/// The logarithm to base 10.
@inlinable public func log10(_ x: Double, _: Void = ()) -> Double { .log10(x) }

/// The logarithm to base 10.
@_disfavoredOverload @inlinable public func log10<Number: RealFunctions>(_ x: Number) -> Number {
  .log10(x)
}

/// The logarithm to base 2.
@inlinable public func log2(_ x: Double, _: Void = ()) -> Double { .log2(x) }

/// The logarithm to base 2.
@_disfavoredOverload @inlinable public func log2<Number: RealFunctions>(_ x: Number) -> Number {
  .log2(x)
}

/// The length of the vector (x, y), without overflow on the way.
@inlinable public func hypot(_ x: Double, _ y: Double, _: Void = ()) -> Double { .hypot(x, y) }

/// The length of the vector (x, y), without overflow on the way.
@_disfavoredOverload @inlinable public func hypot<Number: RealFunctions>(_ x: Number, _ y: Number)
  -> Number
{
  .hypot(x, y)
}
