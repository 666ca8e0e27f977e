extension SymbolicOperator {
  /// A term of the canonical form by the powers of each subsystem.
  package struct OrderedTerm: Sendable, Hashable {
    package var coefficient: Coefficient
    package var factors: [(subsystem: SymbolicSubsystem, powers: OrderedPowers)]

    package static func == (left: OrderedTerm, right: OrderedTerm) -> Bool {
      left.coefficient == right.coefficient && left.factors.elementsEqual(right.factors, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(coefficient)
      for factor in factors { hasher.combine(factor.powers) }
    }
  }

  /// The terms of the canonical form with the powers of each subsystem, sorted by the subsystems' names.
  package var orderedTerms: [OrderedTerm] {
    canonical.terms.map { term in
      var factors: [(subsystem: SymbolicSubsystem, powers: OrderedPowers)] = []
      for symbol in term.symbols {
        if factors.last?.subsystem.name != symbol.subsystem.name {
          factors.append((symbol.subsystem, OrderedPowers(0, 0, 0)))
        }
        switch symbol.letter {
        case .creation, .plus: factors[factors.count - 1].powers.left += 1
        case .annihilation, .minus: factors[factors.count - 1].powers.right += 1
        default: factors[factors.count - 1].powers.middle += 1
        }
      }
      return OrderedTerm(coefficient: term.coefficient, factors: factors)
    }
  }
}
