import QuantumCore

extension Liouvillian {
  /// How L ρ is calculated, chosen from the elements of the operators.
  ///
  /// Matrix-free where they have few diagonals, as those of spins and modes, otherwise by a sparse matrix.
  public var form: String {
    prefersStencil
      ? "matrix-free, a stencil on the elements of ρ"
      : "a sparse matrix of the real form, built where it is needed"
  }
}

extension CarriesParameters {
  /// The parameters as a line of a table; none where there are none.
  var parameterFacts: [(name: String, value: String)] {
    guard !parameters.isEmpty else { return [] }
    let texts = parameters.sorted { $0.key < $1.key }.map {
      "\($0.key) = \(NumberText.real($0.value))"
    }
    return [("parameters", texts.joined(separator: ", "))]
  }
}

extension Liouvillian: CarriesParameters {}
