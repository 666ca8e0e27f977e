import ComplexModule
import Foundation
import LinearAlgebra

/// Numbers as text for summaries.
enum NumberFormat {
  /// A number with a few digits.
  static func real(_ value: Double, digits: Int = 6) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    // Rounding of the last digit may leave a zero with a sign.
    let text = String(format: "%.\(digits)g", value == 0 ? 0 : value)
    return text.replacingOccurrences(of: "-", with: "−")
  }

  /// A complex number with a few digits.
  static func complex(_ value: ComplexDouble, digits: Int = 5) -> String {
    let negligible = 1e-12 * value.length
    if abs(value.imaginary) <= negligible { return real(value.real, digits: digits) }
    let sign = value.imaginary < 0 ? "−" : "+"
    let imaginary = real(abs(value.imaginary), digits: digits)
    if abs(value.real) <= negligible { return (value.imaginary < 0 ? "−" : "") + imaginary + "i" }
    return "\(real(value.real, digits: digits)) \(sign) \(imaginary)i"
  }

  static func list(_ values: [Double], digits: Int = 6) -> String {
    "(" + values.map { real($0, digits: digits) }.joined(separator: ", ") + ")"
  }

  static func list(_ values: [ComplexDouble]) -> String {
    values.map { complex($0) }.joined(separator: ", ")
  }
}
