public import RealModule

// Elementary functions of integers. Where Foundation is imported, `sin(1)` is ambiguous on Linux: the literal
// fits the functions of several kinds of real numbers, and none is the literal's own type. These are.

/// e to the power of an integer.
@_disfavoredOverload @inlinable public func exp(_ x: Int) -> Double { Double.exp(Double(x)) }

/// The natural logarithm of an integer.
@_disfavoredOverload @inlinable public func log(_ x: Int) -> Double { Double.log(Double(x)) }

/// The square root of an integer.
@_disfavoredOverload @inlinable public func sqrt(_ x: Int) -> Double { Double.sqrt(Double(x)) }

/// The sine of an integer angle in radians.
@_disfavoredOverload @inlinable public func sin(_ x: Int) -> Double { Double.sin(Double(x)) }

/// The cosine of an integer angle in radians.
@_disfavoredOverload @inlinable public func cos(_ x: Int) -> Double { Double.cos(Double(x)) }

/// The tangent of an integer angle in radians.
@_disfavoredOverload @inlinable public func tan(_ x: Int) -> Double { Double.tan(Double(x)) }

/// The angle in radians whose sine is an integer.
@_disfavoredOverload @inlinable public func asin(_ x: Int) -> Double { Double.asin(Double(x)) }

/// The angle in radians whose cosine is an integer.
@_disfavoredOverload @inlinable public func acos(_ x: Int) -> Double { Double.acos(Double(x)) }

/// The angle in radians whose tangent is an integer.
@_disfavoredOverload @inlinable public func atan(_ x: Int) -> Double { Double.atan(Double(x)) }

/// The hyperbolic sine of an integer.
@_disfavoredOverload @inlinable public func sinh(_ x: Int) -> Double { Double.sinh(Double(x)) }

/// The hyperbolic cosine of an integer.
@_disfavoredOverload @inlinable public func cosh(_ x: Int) -> Double { Double.cosh(Double(x)) }

/// The hyperbolic tangent of an integer.
@_disfavoredOverload @inlinable public func tanh(_ x: Int) -> Double { Double.tanh(Double(x)) }

/// The logarithm of an integer to base 10.
@_disfavoredOverload @inlinable public func log10(_ x: Int) -> Double { Double.log10(Double(x)) }

/// The logarithm of an integer to base 2.
@_disfavoredOverload @inlinable public func log2(_ x: Int) -> Double { Double.log2(Double(x)) }

/// The angle in radians of the point (x, y) with integer coordinates, in (−π, π].
@_disfavoredOverload @inlinable public func atan2(_ y: Int, _ x: Int) -> Double {
  Double.atan2(y: Double(y), x: Double(x))
}

/// The length of the vector (x, y) with integer coordinates.
@_disfavoredOverload @inlinable public func hypot(_ x: Int, _ y: Int) -> Double {
  Double.hypot(Double(x), Double(y))
}

/// An integer to an integer power, as a real number: `pow(2, -1)` is 0.5.
@_disfavoredOverload @inlinable public func pow(_ x: Int, _ y: Int) -> Double {
  Double.pow(Double(x), y)
}

/// A real number to an integer power; for negative numbers too.
@inlinable public func pow(_ x: Double, _ n: Int) -> Double { Double.pow(x, n) }
