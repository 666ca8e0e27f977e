public import ComplexModule
public import LinearAlgebra
public import RealModule

/// A number that can stand for a complex one, so that `coherentState(2)`, `coherentState(0.5)` and a complex
/// amplitude all read the same.
public protocol ComplexConvertible: Sendable {
  /// The number as a complex one.
  var complexValue: ComplexDouble { get }
}

extension Int: ComplexConvertible {
  /// The real number.
  public var complexValue: ComplexDouble { ComplexDouble(Double(self)) }
}

extension Double: ComplexConvertible {
  /// The real number.
  public var complexValue: ComplexDouble { ComplexDouble(self) }
}

extension Complex: ComplexConvertible where RealType == Double {
  /// The number itself.
  public var complexValue: ComplexDouble { self }
}
