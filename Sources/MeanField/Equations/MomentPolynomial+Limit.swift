import ComplexModule
import LinearAlgebra
import OperatorAlgebra

extension MomentPolynomial {
  /// The polynomial for a parameter that becomes infinite.
  ///
  /// - Parameter name: the parameter.
  /// - Returns: what stays finite.
  /// - Throws: `MeanFieldError` with code `noLimit` for a term that grows; `OperatorAlgebraError` where the form of a
  ///   coefficient does not tell its limit.
  func limit(_ name: String) throws -> MomentPolynomial {
    let scale = largestNumber
    var result = MomentPolynomial()
    for (monomial, coefficient) in terms {
      // What is left of terms that cancel grows only by rounding errors.
      let clean = Coefficient(terms: coefficient.terms.filter { $0.value.length > 1e-13 * scale })
      guard let growth = try clean.growth(in: name) else { continue }
      guard growth <= 0 else {
        throw MeanFieldError(
          .noLimit,
          "The equations grow as \(name)^\(Double(growth) / 2) through the coefficient \(clean). Scale the "
            + "Hamiltonian and the rates with \(name) so that the limit exists, for example κ/\(name) for collective "
            + "decay.")
      }
      let part = try clean.part(ofGrowth: 0, in: name)
      if !part.isZero { result.add(part, monomial) }
    }
    return result
  }
}
