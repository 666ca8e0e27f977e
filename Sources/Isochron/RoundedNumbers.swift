public import ComplexModule
public import LinearAlgebra

extension Double {
  /// The number with a few significant digits, for printing: `0.123456.rounded(digits: 3)` is 0.123.
  ///
  /// Zero, NaN and infinity stay as they are.
  ///
  /// - Parameter digits: how many significant decimal digits, 1 to 17.
  /// - Returns: the nearest number with so many digits.
  public func rounded(digits: Int) -> Double {
    precondition(
      (1...17).contains(digits), "A number is rounded to 1 to 17 digits, not to \(digits).")
    guard isFinite, self != 0 else { return self }
    let exponent = digits - 1 - Int(Double.log10(magnitude).rounded(.down))
    // Powers of ten up to 10²² are exact, and so is the quotient's rounding; beyond, the last bit may be off.
    guard abs(exponent) <= 300 else { return self }
    let power = Double.pow(10, abs(exponent))
    return exponent >= 0 ? (self * power).rounded() / power : (self / power).rounded() * power
  }
}

extension Complex where RealType == Double {
  /// The number with a few significant digits of each part, for printing.
  ///
  /// - Parameter digits: how many significant decimal digits, 1 to 17.
  /// - Returns: both parts rounded.
  public func rounded(digits: Int) -> ComplexDouble {
    ComplexDouble(real.rounded(digits: digits), imaginary.rounded(digits: digits))
  }
}
