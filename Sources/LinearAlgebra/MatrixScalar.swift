public import ComplexModule
public import RealModule

/// A complex number of two doubles.
public typealias ComplexDouble = Complex<Double>

/// A number that matrices hold: `Double` or `ComplexDouble`.
///
/// The two conforming types are the ones that BLAS, LAPACK, MUMPS and ARPACK are called with; do not
/// add conformances.
public protocol MatrixScalar: AlgebraicField, Hashable, Sendable {
  /// The number of doubles that make up a number: 1 or 2.
  static var realComponentCount: Int { get }

  /// The complex conjugate; the number itself where it is real.
  var conjugate: Self { get }

  /// The Euclidean absolute value |x|.
  var modulus: Double { get }

  /// The real part.
  var realPart: Double { get }

  /// Whether the number is neither infinite nor NaN.
  var isFinite: Bool { get }

  /// A number with this real part and no imaginary one.
  ///
  /// - Parameter real: the real part.
  init(real: Double)

  /// The matrix product of two dense matrices, by BLAS.
  ///
  /// - Parameters:
  ///   - left: m × k.
  ///   - right: k × n.
  /// - Returns: the product, m × n.
  static func matrixProduct(_ left: Matrix<Self>, _ right: Matrix<Self>) -> Matrix<Self>
}

extension Double: MatrixScalar {
  /// One double.
  public static var realComponentCount: Int { 1 }

  /// The number itself.
  public var conjugate: Double { self }
  /// The absolute value.
  public var modulus: Double { Swift.abs(self) }
  /// The real part.
  public var realPart: Double { self }
  /// Makes the number with this real part.
  ///
  /// - Parameter real: the real part.
  public init(real: Double) { self = real }
}

extension Complex: MatrixScalar where RealType == Double {
  /// Two doubles, the real part first.
  public static var realComponentCount: Int { 2 }

  /// The absolute value.
  public var modulus: Double { length }
  /// The real part.
  public var realPart: Double { real }
  /// Makes the number with this real part.
  ///
  /// - Parameter real: the real part.
  public init(real: Double) { self.init(real, 0) }
}
