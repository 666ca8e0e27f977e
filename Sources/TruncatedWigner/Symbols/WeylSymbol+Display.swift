import ComplexModule
import LinearAlgebra
public import RichDisplay

extension WeylSymbol: CustomStringConvertible, RichDisplayable {
  /// The polynomial, low powers first.
  public var description: String {
    text(symbol: { "α" + (modeCount > 1 ? "\($0)" : "") }, star: "*", power: { "^\($0)" })
  }

  /// The polynomial, as a formula where formulas are shown.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }

  private func text(
    symbol: (Int) -> String, star: String, power: (Int) -> String
  ) -> String {
    guard !terms.isEmpty else { return "0" }
    return terms.keys.sorted().map { monomial in
      let factors = (0..<2 * modeCount).compactMap { place -> String? in
        let exponent = monomial.exponents[place]
        guard exponent > 0 else { return nil }
        let base = symbol(place / 2) + (place.isMultiple(of: 2) ? "" : star)
        return base + (exponent > 1 ? power(exponent) : "")
      }
      let coefficient = terms[monomial] ?? .zero
      let number =
        coefficient.imaginary == 0
        ? "\(coefficient.real)" : "(\(coefficient.real) + \(coefficient.imaginary)i)"
      return ([number] + factors).joined(separator: " ")
    }.joined(separator: " + ")
  }
}
