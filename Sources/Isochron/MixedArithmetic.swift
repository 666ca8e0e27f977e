public import LinearAlgebra

// Real and complex numbers in one formula, as on paper: `0.5 * exp(-i * t)`, `z / 2.0`. Disfavoured, so that a
// literal beside a complex number is complex wherever it can be, and nothing becomes ambiguous.

/// x z.
@_disfavoredOverload @inlinable
public func * (x: Double, z: ComplexDouble) -> ComplexDouble { z.multiplied(by: x) }

/// z x.
@_disfavoredOverload @inlinable
public func * (z: ComplexDouble, x: Double) -> ComplexDouble { z.multiplied(by: x) }

/// z/x.
@_disfavoredOverload @inlinable
public func / (z: ComplexDouble, x: Double) -> ComplexDouble { z.divided(by: x) }

/// x/z.
@_disfavoredOverload @inlinable
public func / (x: Double, z: ComplexDouble) -> ComplexDouble { ComplexDouble(x) / z }

/// x + z.
@_disfavoredOverload @inlinable
public func + (x: Double, z: ComplexDouble) -> ComplexDouble {
  ComplexDouble(x + z.real, z.imaginary)
}

/// z + x.
@_disfavoredOverload @inlinable
public func + (z: ComplexDouble, x: Double) -> ComplexDouble {
  ComplexDouble(z.real + x, z.imaginary)
}

/// x − z.
@_disfavoredOverload @inlinable
public func - (x: Double, z: ComplexDouble) -> ComplexDouble {
  ComplexDouble(x - z.real, -z.imaginary)
}

/// z − x.
@_disfavoredOverload @inlinable
public func - (z: ComplexDouble, x: Double) -> ComplexDouble {
  ComplexDouble(z.real - x, z.imaginary)
}
