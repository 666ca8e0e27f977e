import RealModule

/// A positive number for formulas: a fraction of small integers, the root of one, or a decimal number.
struct NumberForm {
  /// What stands above the fraction line; empty for 1.
  let numerator: String
  /// What stands below the fraction line; empty for 1.
  let denominator: String

  init(_ value: Double, style: FormulaStyle) {
    if let (p, q) = Self.fraction(value, limit: 64) {
      numerator = p == 1 ? "" : "\(p)"
      denominator = q == 1 ? "" : "\(q)"
    } else if let (p, q) = Self.fraction(value * value, limit: 16), p <= 64 {
      numerator = p == 1 ? "" : style.root("\(p)", isSingle: p < 10)
      denominator = q == 1 ? "" : style.root("\(q)", isSingle: q < 10)
    } else {
      numerator = style.decimal(Self.decimal(value))
      denominator = ""
    }
  }

  /// p/q with small q that equals the value to rounding.
  private static func fraction(_ value: Double, limit: Int) -> (Int, Int)? {
    guard value < 1e6 else { return nil }
    for q in 1...limit {
      let p = (value * Double(q)).rounded()
      if p > 0, abs(value * Double(q) - p) <= 4 * p.ulp { return (Int(p), q) }
    }
    return nil
  }

  /// Six significant digits.
  private static func decimal(_ value: Double) -> String {
    let exponent = Int(Double.log10(value).rounded(.down))
    let scale = Double.pow(10, 5 - exponent)
    guard scale.isFinite, scale > 0 else { return "\(value)" }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
