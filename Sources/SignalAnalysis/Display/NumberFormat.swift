import RealModule

/// How the summaries of this module write numbers.
enum NumberFormat {
  /// A number with so many digits that count, zeros at the end dropped.
  static func significant(_ value: Double, digits: Int = 5) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    let exponent = Int(Double.log10(abs(value)).rounded(.down))
    if (-4...6).contains(exponent) {
      return trimmed(fixed(value, decimals: max(0, digits - 1 - exponent)))
    }
    let mantissa = value / Double.pow(10, Double(exponent))
    let sign = exponent < 0 ? "−" : ""
    return trimmed(fixed(mantissa, decimals: digits - 1)) + "e\(sign)\(abs(exponent))"
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = Double.pow(10, decimals)
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + "\(Int64(scaled))" }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
