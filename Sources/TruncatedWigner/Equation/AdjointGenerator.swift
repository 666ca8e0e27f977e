import ComplexModule

/// The adjoint of the master equation's generator on symbols.
struct AdjointGenerator {
  let hamiltonian: WeylSymbol
  let jumpOperators: [WeylSymbol]

  /// i[H, A] + ½ Σ (L†[A, L] + [L†, A]L).
  func callAsFunction(_ symbol: WeylSymbol) -> WeylSymbol {
    var result = Complex(0, 1) * hamiltonian.commutator(with: symbol)
    for jump in jumpOperators {
      let adjoint = jump.adjoint
      result =
        result + 0.5 * (adjoint * symbol.commutator(with: jump))
        + 0.5 * (adjoint.commutator(with: symbol) * jump)
    }
    return result
  }
}
