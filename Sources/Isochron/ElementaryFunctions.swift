public import RealModule

// Elementary functions by the names that mathematics gives them, of real and of complex numbers: a
// notebook that imports Isochron needs no other import for `exp(-0.5 * t)` or `exp(Complex(0, phi))`.
// For Double they are those of the C library. Where Foundation is imported too, its own are taken.

/// e to the power x.
@inlinable public func exp<Number: ElementaryFunctions>(_ x: Number) -> Number { .exp(x) }

/// The natural logarithm; of complex numbers the branch with imaginary part in (−π, π].
@inlinable public func log<Number: ElementaryFunctions>(_ x: Number) -> Number { .log(x) }

/// The square root; of complex numbers the one with real part ≥ 0.
@inlinable public func sqrt<Number: ElementaryFunctions>(_ x: Number) -> Number { .sqrt(x) }

/// x to the power y.
@inlinable public func pow<Number: ElementaryFunctions>(_ x: Number, _ y: Number) -> Number {
  .pow(x, y)
}

/// The sine of an angle in radians.
@inlinable public func sin<Number: ElementaryFunctions>(_ x: Number) -> Number { .sin(x) }

/// The cosine of an angle in radians.
@inlinable public func cos<Number: ElementaryFunctions>(_ x: Number) -> Number { .cos(x) }

/// The tangent of an angle in radians.
@inlinable public func tan<Number: ElementaryFunctions>(_ x: Number) -> Number { .tan(x) }

/// The angle in radians whose sine is x, in [−π/2, π/2] for real x.
@inlinable public func asin<Number: ElementaryFunctions>(_ x: Number) -> Number { .asin(x) }

/// The angle in radians whose cosine is x, in [0, π] for real x.
@inlinable public func acos<Number: ElementaryFunctions>(_ x: Number) -> Number { .acos(x) }

/// The angle in radians whose tangent is x, in [−π/2, π/2] for real x.
@inlinable public func atan<Number: ElementaryFunctions>(_ x: Number) -> Number { .atan(x) }

/// The hyperbolic sine.
@inlinable public func sinh<Number: ElementaryFunctions>(_ x: Number) -> Number { .sinh(x) }

/// The hyperbolic cosine.
@inlinable public func cosh<Number: ElementaryFunctions>(_ x: Number) -> Number { .cosh(x) }

/// The hyperbolic tangent.
@inlinable public func tanh<Number: ElementaryFunctions>(_ x: Number) -> Number { .tanh(x) }

/// The angle in radians of the point (x, y), in (−π, π].
@inlinable public func atan2<Number: Real>(_ y: Number, _ x: Number) -> Number {
  .atan2(y: y, x: x)
}

/// The logarithm to base 10.
@inlinable public func log10<Number: RealFunctions>(_ x: Number) -> Number { .log10(x) }

/// The logarithm to base 2.
@inlinable public func log2<Number: RealFunctions>(_ x: Number) -> Number { .log2(x) }

/// The length of the vector (x, y), without overflow on the way.
@inlinable public func hypot<Number: RealFunctions>(_ x: Number, _ y: Number) -> Number {
  .hypot(x, y)
}
