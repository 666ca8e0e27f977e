/// A complex formula a + ib, such as a mode's amplitude α = x + iy.
public struct ComplexFormula: Sendable {
  /// a.
  public var real: Formula
  /// b.
  public var imaginary: Formula

  /// A complex formula by its parts.
  ///
  /// - Parameters:
  ///   - real: a.
  ///   - imaginary: b.
  public init(_ real: Formula, _ imaginary: Formula = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The imaginary unit.
  public static let i = ComplexFormula(0, 1)

  /// a − ib.
  public var conjugate: ComplexFormula { ComplexFormula(real, -imaginary) }

  /// a² + b².
  public var lengthSquared: Formula { real.squared + imaginary.squared }

  /// The sum.
  @_disfavoredOverload
  public static func + (z: ComplexFormula, w: ComplexFormula) -> ComplexFormula {
    ComplexFormula(z.real + w.real, z.imaginary + w.imaginary)
  }

  /// The difference.
  @_disfavoredOverload
  public static func - (z: ComplexFormula, w: ComplexFormula) -> ComplexFormula {
    ComplexFormula(z.real - w.real, z.imaginary - w.imaginary)
  }

  /// The negative.
  @_disfavoredOverload
  public static prefix func - (z: ComplexFormula) -> ComplexFormula {
    ComplexFormula(-z.real, -z.imaginary)
  }

  /// The product.
  @_disfavoredOverload
  public static func * (z: ComplexFormula, w: ComplexFormula) -> ComplexFormula {
    ComplexFormula(
      z.real * w.real - z.imaginary * w.imaginary, z.real * w.imaginary + z.imaginary * w.real)
  }

  /// The product with a real formula.
  @_disfavoredOverload
  public static func * (z: Formula, w: ComplexFormula) -> ComplexFormula {
    ComplexFormula(z * w.real, z * w.imaginary)
  }

  /// The product with a real formula.
  @_disfavoredOverload
  public static func * (z: ComplexFormula, w: Formula) -> ComplexFormula { w * z }

  /// The sum with a real formula.
  @_disfavoredOverload
  public static func + (z: ComplexFormula, w: Formula) -> ComplexFormula {
    ComplexFormula(z.real + w, z.imaginary)
  }

  /// Adds in place.
  @_disfavoredOverload
  public static func += (z: inout ComplexFormula, w: ComplexFormula) { z = z + w }
}
