import OperatorAlgebra

/// Polynomials of the means that mean-field equations conserve identically, not only on a sphere.
struct ConservedPolynomials {
  /// |m|² of each spin where it is conserved.
  private(set) var spinLengths: [MomentPolynomial] = []
  /// The energy, and |α|² of each mode, where conserved.
  private(set) var others: [MomentPolynomial] = []
  private let isComplex: [Bool]

  /// Tries the candidates; only order 1 has any.
  init(_ hierarchy: MomentHierarchy, rates: [MomentPolynomial], limits: [String]) {
    let model = hierarchy.model
    isComplex = hierarchy.moments.map { $0 != $0.adjoint(model.kinds) }
    guard hierarchy.order == 1 else { return }
    var spins: [Int: MomentPolynomial] = [:]
    for (k, moment) in hierarchy.moments.enumerated() {
      guard let factor = moment.factors.first else { continue }
      var square = MomentPolynomial()
      let isMode = model.kinds[factor.subsystem] == .mode
      square.add(
        1, .init([.init(moment: k, isConjugate: isMode), .init(moment: k, isConjugate: false)]))
      if isMode {
        if isConserved(square, rates) { others.append(square) }
      } else {
        spins[factor.subsystem] = (spins[factor.subsystem] ?? MomentPolynomial()) + square
      }
    }
    for (_, square) in spins.sorted(by: { $0.key < $1.key })
    where isConserved(square, rates) {
      spinLengths.append(square)
    }
    var copy = hierarchy
    var energy = copy.mean(of: model.hamiltonian)
    // ⟨H⟩ grows with the sizes; its leading part is what the flow conserves.
    for name in limits {
      guard let growth = try? energy.terms.values.compactMap({ try $0.growth(in: name) }).max()
      else { return }
      var leading = MomentPolynomial()
      for (monomial, coefficient) in energy.terms {
        guard let part = try? coefficient.part(ofGrowth: growth, in: name) else { return }
        if !part.isZero { leading.add(part, monomial) }
      }
      energy = leading
    }
    let isConstant = energy.terms.keys.allSatisfy { $0.degree == 0 }
    let hasTime = energy.terms.values.contains { $0.parameterNames.contains("t") }
    if !isConstant, !hasTime, isConserved(energy, rates) { others.append(energy) }
  }

  /// Whether dP/dt vanishes identically.
  private func isConserved(_ polynomial: MomentPolynomial, _ rates: [MomentPolynomial]) -> Bool {
    var derivative = MomentPolynomial()
    var scale = 0.0
    let symbols = Set(polynomial.terms.keys.flatMap(\.symbols))
    for symbol in symbols {
      let rate =
        symbol.isConjugate ? rates[symbol.moment].conjugate(isComplex) : rates[symbol.moment]
      let part = polynomial.derivative(by: symbol) * rate
      scale = max(scale, part.largestNumber)
      derivative = derivative + part
    }
    return derivative.isNegligible(comparedWith: scale)
  }
}

extension MomentPolynomial {
  /// The complex conjugate; the means of Hermitian operators are real and stay.
  func conjugate(_ isComplex: [Bool]) -> MomentPolynomial {
    var result = MomentPolynomial()
    for (monomial, coefficient) in terms {
      result.add(
        coefficient.conjugate,
        .init(
          monomial.symbols.map {
            isComplex[$0.moment]
              ? .init(moment: $0.moment, isConjugate: !$0.isConjugate) : $0
          }))
    }
    return result
  }
}
