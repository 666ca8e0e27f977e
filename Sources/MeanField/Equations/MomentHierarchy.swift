import ComplexModule
import LinearAlgebra
import OperatorAlgebra

/// The closed equations of the moments up to an order, derived from operators.
struct MomentHierarchy: Sendable {
  let model: MasterEquationModel
  let order: Int
  /// The moments, one of each pair of adjoints.
  private(set) var moments: [MomentKey] = []
  /// d⟨moment⟩/dt, all moments divided by the sizes of their subsystems.
  private(set) var rates: [MomentPolynomial] = []
  private var positions: [MomentKey: Int] = [:]
  private var expansion: CumulantExpansion
  private var symmetrization = SpinSymmetrization()

  init(_ model: MasterEquationModel, order: Int, following observables: [SymbolicOperator] = []) {
    self.model = model
    self.order = order
    expansion = CumulantExpansion(order: order)
    for (k, subsystem) in model.subsystems.enumerated() {
      for letter in subsystem.kind == .mode ? [2] : [0, 1, 2] {
        _ = symbol(MomentKey(letters: [(k, letter)]))
      }
    }
    for observable in observables { _ = mean(of: observable) }
    // Moments that equations need are appended while the list is walked through.
    while rates.count < moments.count { rates.append(rate(of: moments[rates.count])) }
    sortMoments()
  }

  /// The scaled mean of an operator in terms of the moments.
  mutating func mean(of operand: SymbolicOperator) -> MomentPolynomial {
    var result = MomentPolynomial()
    for (key, coefficient) in averages(operand) {
      let size = scale(of: key)
      for (product, number) in expansion.products(key) {
        result.add(
          number * coefficient * size, .init(product.map { symbol($0) }))
      }
    }
    return result
  }

  /// What the mean of a product is divided by: S for each spin operator, √ℵ for each mode operator.
  func scale(of key: MomentKey) -> Coefficient {
    key.factors.reduce(.one) { product, factor in
      let subsystem = model.subsystems[factor.subsystem]
      let power = factor.powers.wrappedSum()
      switch subsystem.kind {
      case .mode:
        // Even powers of √ℵ without the root, so that a number stays a number.
        let whole = subsystem.size.raised(to: power / 2)
        return product
          * (power.isMultiple(of: 2) ? whole : whole * subsystem.size.squareRoot())
      case .spin: return product * subsystem.size.raised(to: power)
      case .twoLevel: return product
      }
    }
  }

  private mutating func rate(of key: MomentKey) -> MomentPolynomial {
    let polynomial = mean(of: model.rate(of: model.symbolicOperator(key)))
    return polynomial.scaled(by: scale(of: key).raised(to: -1)).cleaned
  }

  /// An operator by averaged products.
  private mutating func averages(_ operand: SymbolicOperator) -> [MomentKey: Coefficient] {
    var result: [MomentKey: Coefficient] = [:]
    for term in operand.orderedTerms {
      var products: [(MomentKey, ComplexDouble)] = [(MomentKey(factors: []), 1)]
      for factor in term.factors {
        guard
          let k = model.subsystems.firstIndex(where: { $0.name == factor.subsystem.name })
        else { continue }
        let local = powers(factor.powers, factor.subsystem.kind)
        products = products.flatMap { key, value in
          local.map { powers, number in
            (
              MomentKey(factors: key.factors + [.init(subsystem: k, powers: powers)]),
              value * number
            )
          }
        }
      }
      for (key, value) in products {
        let clean = MomentKey(factors: key.factors.filter { $0.powers != .zero })
        result[clean, default: .zero] += Coefficient(value) * term.coefficient
      }
    }
    return result.filter { !$0.value.isZero }
  }

  private mutating func powers(_ powers: OrderedPowers, _ kind: SymbolicSubsystem.Kind)
    -> [SIMD3<Int>: ComplexDouble]
  {
    switch kind {
    case .mode: return [SIMD3(powers.left, 0, powers.right): 1]
    case .spin: return symmetrization.symmetric(powers)
    case .twoLevel:
      // σ_± = (σ_x ± i σ_y)/2
      let half = powers.left + powers.right == 1 ? 0.5 : 1.0
      return SpinSymmetrization.commuting(powers).mapValues { ComplexDouble(half) * $0 }
    }
  }

  /// The symbol of a moment, which is added to the list when it is new.
  private mutating func symbol(_ key: MomentKey) -> MomentPolynomial.Symbol {
    let isConjugate = !key.isPreferred(model.kinds)
    let preferred = isConjugate ? key.adjoint(model.kinds) : key
    if let position = positions[preferred] {
      return .init(moment: position, isConjugate: isConjugate)
    }
    positions[preferred] = moments.count
    moments.append(preferred)
    return .init(moment: moments.count - 1, isConjugate: isConjugate)
  }

  /// Brings the moments into their order, whatever order the equations found them in.
  private mutating func sortMoments() {
    let order = moments.indices.sorted { moments[$0] < moments[$1] }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    moments = order.map { moments[$0] }
    rates = order.map { old in
      var result = MomentPolynomial()
      for (monomial, coefficient) in rates[old].terms {
        result.add(
          coefficient,
          .init(
            monomial.symbols.map {
              .init(moment: place[$0.moment], isConjugate: $0.isConjugate)
            }))
      }
      return result
    }
    positions = Dictionary(uniqueKeysWithValues: moments.enumerated().map { ($1, $0) })
  }
}
