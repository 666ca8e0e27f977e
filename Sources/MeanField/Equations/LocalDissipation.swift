import OperatorAlgebra

/// A jump operator of each of the two-level systems that a collective spin is made of, Σ_j D[L_j].
///
/// For a product w of spin operators Σ_j ½(L_j†[w, L_j] + [L_j†, w]L_j) has one operator of system j at one place: the others
/// are moved past it by [S_α, o_j] = [s_α, o]_j, and Σ_j o_j is a collective operator again. It holds for any N and needs no
/// permutation symmetry of the state.
struct LocalDissipation: Sendable {
  private let subsystem: SymbolicSubsystem
  private let single: SymbolicTwoLevel
  /// L of one system, on `single`.
  private let jump: SymbolicOperator

  /// Reads a jump operator of two levels whose name is that of a spin.
  init(_ jump: SymbolicOperator, spins: [SymbolicSubsystem]) throws {
    let found = jump.subsystems
    guard found.count == 1, let two = found.first, two.kind == .twoLevel,
      let spin = spins.first(where: { $0.name == two.name && $0.kind == .spin })
    else {
      throw MeanFieldError(
        .invalidArgument,
        "A local jump is an operator of SymbolicTwoLevel with the name of a spin of the model, but \(jump) came; the "
          + "spins are \(spins.filter { $0.kind == .spin }.map(\.name)).")
    }
    subsystem = spin
    // A name of its own, beside the spin's.
    single = SymbolicTwoLevel(two.name + "′")
    let copy = single
    self.jump = jump.canonical.orderedTerms.reduce(.zero) { sum, term in
      let powers = term.factors.first?.powers ?? OrderedPowers(0, 0, 0)
      let factors =
        (powers.left > 0 ? [copy.sigmaPlus] : []) + (powers.middle > 0 ? [copy.sigmaZ] : [])
        + (powers.right > 0 ? [copy.sigmaMinus] : [])
      return sum + factors.reduce(SymbolicOperator(term.coefficient)) { $0 * $1 }
    }
  }

  /// Σ_j (L_j†AL_j − ½{L_j†L_j, A}).
  func rate(of operand: SymbolicOperator) -> SymbolicOperator {
    let half = halfRate(of: operand)
    return (half + halfRate(of: operand.adjoint).adjoint) / 2
  }

  /// Σ_j L_j†[A, L_j].
  private func halfRate(of operand: SymbolicOperator) -> SymbolicOperator {
    let adjoint = jump.adjoint
    var result = SymbolicOperator.zero
    for term in operand.terms {
      let others = term.symbols.filter { $0.subsystem != subsystem }
      let letters = term.symbols.filter { $0.subsystem == subsystem }
      for (k, letter) in letters.enumerated() {
        let inner = one(letter).commutator(with: jump)
        for (operation, rest) in moved(inner, pastEndOf: Array(letters[..<k])) {
          let product = rest + letters[(k + 1)...] + others
          result +=
            term.coefficient * collective((adjoint * operation).canonical)
            * SymbolicOperator(product: product)
        }
      }
    }
    return result.canonical
  }

  /// w o_j as a sum of o′_j w′.
  private func moved(_ operation: SymbolicOperator, pastEndOf word: [OperatorSymbol])
    -> [(SymbolicOperator, [OperatorSymbol])]
  {
    guard let last = word.last else { return [(operation, [])] }
    let shorter = Array(word.dropLast())
    let commutator = one(last).commutator(with: operation)
    return moved(operation, pastEndOf: shorter).map { ($0.0, $0.1 + [last]) }
      + (commutator.isZero ? [] : moved(commutator, pastEndOf: shorter))
  }

  /// The part of a collective operator that acts on one system: S_α = Σ_j σ_α/2.
  private func one(_ symbol: OperatorSymbol) -> SymbolicOperator {
    switch symbol.letter {
    case .plus: single.sigmaPlus
    case .minus: single.sigmaMinus
    case .x: single.sigmaX / 2
    case .y: single.sigmaY / 2
    default: single.sigmaZ / 2
    }
  }

  /// Σ_j o_j, where Σ_j 1 = N = 2S.
  private func collective(_ operation: SymbolicOperator) -> SymbolicOperator {
    let spin = SymbolicSpin(subsystem.name, quantumNumber: subsystem.size)
    return operation.orderedTerms.reduce(.zero) { sum, term in
      let powers = term.factors.first?.powers ?? OrderedPowers(0, 0, 0)
      let total: SymbolicOperator =
        powers.left > 0
        ? spin.plus
        : powers.middle > 0
          ? 2 * spin.z : powers.right > 0 ? spin.minus : SymbolicOperator(2 * subsystem.size)
      return sum + term.coefficient * total
    }
  }
}
