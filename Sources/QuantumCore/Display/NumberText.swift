import ComplexModule
package import LinearAlgebra
import RealModule

/// How numbers of matrices are written: five significant digits, true minus signs, no needless zeros.
package enum NumberText {
  /// A real number, for example `0.70711`, `−2`, `1.5e−7`.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - digits: significant digits.
  /// - Returns: its text.
  package static func real(_ value: Double, digits: Int = 5) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    let exponent = Int(Double.log10(abs(value)).rounded(.down))
    let text: String
    if (-4...6).contains(exponent) {
      text = rounded(abs(value), decimals: digits - 1 - exponent)
    } else {
      // 10^exponent itself would underflow for subnormal numbers.
      var mantissa =
        exponent < -300
        ? abs(value) * 1e300 / .pow(10, exponent + 300)
        : abs(value) / .pow(10, exponent)
      var power = exponent
      if mantissa >= 10 - 0.5 * .pow(10, 1 - digits) {
        mantissa /= 10
        power += 1
      }
      text =
        rounded(mantissa, decimals: digits - 1) + "e" + (power < 0 ? "−" : "") + "\(abs(power))"
    }
    return (value < 0 ? "−" : "") + text
  }

  /// A complex number, for example `0.5 − 0.25i`, `i`, `−2i`, `0.5`.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - negligible: parts not above this are left out, such as rounding errors next to larger numbers.
  /// - Returns: its text; `0` when nothing is left.
  package static func complex(_ value: ComplexDouble, negligible: Double = 0) -> String {
    // The library's complex type has one point at infinity, whose parts read as NaN.
    guard value.isFinite else { return "∞ or NaN" }
    let (x, y) = (value.real, value.imaginary)
    let hasReal = abs(x) > negligible
    guard abs(y) > negligible else { return hasReal ? real(x) : "0" }
    let magnitude = real(abs(y))
    let imaginary = (magnitude == "1" ? "" : magnitude) + "i"
    guard hasReal else { return (y < 0 ? "−" : "") + imaginary }
    return real(x) + (y < 0 ? " − " : " + ") + imaginary
  }

  /// A positive number with a number of decimals, zeros at the end dropped.
  private static func rounded(_ value: Double, decimals: Int) -> String {
    guard decimals > 0 else { return "\(Int(value.rounded()))" }
    let scale = Double.pow(10, decimals)
    let number = Int((value * scale).rounded())
    let whole = number / Int(scale)
    var fraction = String(number % Int(scale))
    fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }
}
