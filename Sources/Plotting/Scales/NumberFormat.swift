import Foundation

/// Numbers as text, independent of the machine's language, with a true minus sign.
package enum NumberFormat {
  /// The minus sign, U+2212.
  package static let minus = "\u{2212}"

  /// A number with a fixed count of decimals: 1.50, −0.25.
  ///
  /// - Parameters:
  ///   - value: finite and below 10¹⁵ in magnitude.
  ///   - decimals: digits after the point.
  /// - Returns: the text; a value that rounds to zero has no sign.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let power = pow(10, Double(decimals))
    let scaled = (abs(value) * power).rounded()
    guard scaled < 9e15 else { return significant(value, digits: 4) }
    let digits = String(Int64(scaled))
    let sign = value < 0 && scaled > 0 ? minus : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// A number with the fewest decimals that show it to a count of significant digits.
  package static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? minus : "") + "∞" }
    guard value != 0 else { return "0" }
    var exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = (abs(value) / pow(10, Double(exponent - digits + 1))).rounded()
    if mantissa >= pow(10, Double(digits)) { exponent += 1 }
    if exponent < -4 || exponent > 6 {
      let scaled = trimmed(fixed(value / pow(10, Double(exponent)), decimals: digits - 1))
      return scaled + "e" + (exponent < 0 ? minus : "") + String(abs(exponent))
    }
    let decimals = max(0, digits - 1 - exponent)
    return decimals > 0 ? trimmed(fixed(value, decimals: decimals)) : fixed(value, decimals: 0)
  }

  /// A number as a tick's label: 0.25, or a power of ten where plain digits would be many.
  package static func label(_ value: Double) -> String {
    let text = significant(value, digits: 6)
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = text[text.index(after: mark)...].replacing(minus, with: "-")
    let mantissa = text[..<mark].replacing(minus, with: "-")
    return mantissa == "1" ? "$10^{\(exponent)}$" : "$\(mantissa) \\times 10^{\(exponent)}$"
  }

  /// Numbers as labels of one axis: with equally many decimals unless one needs a power of ten.
  package static func labels(_ values: [Double]) -> [String] {
    let own = values.map(label)
    guard !own.contains(where: { $0.contains("$") }) else { return own }
    let decimals = own.map { text in
      text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }.max()
    return values.map { fixed($0, decimals: decimals ?? 0) }
  }

  /// A whole number with its digits in groups of three by thin spaces, from five digits on: 12 345.
  package static func grouped(_ number: String) -> String {
    let digits = number.hasPrefix(minus) ? number.dropFirst() : Substring(number)
    guard digits.utf8.count >= 5, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return number
    }
    let characters = Array(digits)
    var text = number.hasPrefix(minus) ? minus : ""
    for (index, digit) in characters.enumerated() {
      if index > 0, (characters.count - index) % 3 == 0 { text += "\u{2009}" }
      text.append(digit)
    }
    return text
  }

  /// How many decimals a step needs: 0.25 needs 2, 20 none.
  package static func decimals(ofStep step: Double) -> Int {
    var decimals = 0
    var scaled = abs(step)
    while decimals < 15 && abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var short = Substring(text)
    while short.last == "0" { short.removeLast() }
    if short.last == "." { short.removeLast() }
    return String(short)
  }
}
