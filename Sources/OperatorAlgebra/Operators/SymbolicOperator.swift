import Preconditions

/// An operator as a formula: a polynomial of the operators of modes, spins and two-level systems, whose coefficients
/// are formulas of real parameters.
///
/// Made from `SymbolicMode`, `SymbolicSpin` and `SymbolicTwoLevel` by sums, products and factors. It keeps the order in
/// which it was written; symbols of different subsystems commute and are sorted by name. `canonical` is the form in
/// which equal operators are equal formulas: modes in normal order a†^m a^n, spins as S₊^p S_z^q S₋^r, two levels reduced
/// to 1, σ₊, σ_z, σ₋. `==` compares canonical forms.
///
///     let a = SymbolicMode("a")
///     let (ω, U) = (Parameter("ω"), Parameter("U"))
///     let hamiltonian = ω * a.number + U / 2 * a.creation.squared * a.annihilation.squared
public struct SymbolicOperator: Sendable {
  /// A product of symbols with its coefficient.
  public struct Term: Sendable, Hashable {
    /// What the product is multiplied by, not zero.
    public let coefficient: Coefficient
    /// The product from left to right, sorted by subsystem; empty for the identity.
    public let symbols: [OperatorSymbol]
  }

  /// The products with their coefficients, in the order in which they were written; none twice, none zero.
  public private(set) var terms: [Term]

  /// An operator from terms in any order, equal products collected.
  init(collecting terms: some Sequence<Term>) {
    var positions: [[OperatorSymbol]: Int] = [:]
    var collected: [Term] = []
    for term in terms {
      if let position = positions[term.symbols] {
        collected[position] = Term(
          coefficient: collected[position].coefficient + term.coefficient, symbols: term.symbols)
      } else {
        positions[term.symbols] = collected.count
        collected.append(term)
      }
    }
    self.terms = collected.filter { !$0.coefficient.isZero }
  }

  /// A multiple of the identity.
  ///
  /// - Parameter coefficient: the factor.
  public init(_ coefficient: Coefficient) {
    terms = coefficient.isZero ? [] : [Term(coefficient: coefficient, symbols: [])]
  }

  /// A product of symbols.
  package init(product symbols: [OperatorSymbol]) {
    terms = [Term(coefficient: 1, symbols: Self.sorted(symbols))]
  }

  /// The operator that is zero.
  public static let zero = SymbolicOperator(0)

  /// The identity.
  public static let identity = SymbolicOperator(1)

  static func symbol(_ letter: OperatorSymbol.Letter, of subsystem: SymbolicSubsystem)
    -> SymbolicOperator
  {
    SymbolicOperator(collecting: [
      Term(coefficient: 1, symbols: [OperatorSymbol(letter: letter, subsystem: subsystem)])
    ])
  }

  /// Whether no term is left; an operator such as [a, a†] − 1 has to be `canonical` to see that it is zero.
  public var isZero: Bool { terms.isEmpty }

  /// The subsystems that occur, sorted by name.
  public var subsystems: [SymbolicSubsystem] {
    var found: [String: SymbolicSubsystem] = [:]
    for term in terms {
      for symbol in term.symbols { found[symbol.subsystem.name] = symbol.subsystem }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The names of all parameters in the coefficients, sorted.
  public var parameterNames: [String] {
    Set(terms.flatMap(\.coefficient.parameterNames)).sorted()
  }

  /// The adjoint A†.
  public var adjoint: SymbolicOperator {
    SymbolicOperator(
      collecting: terms.map { term in
        Term(
          coefficient: term.coefficient.conjugate,
          symbols: Self.sorted(
            term.symbols.reversed().map {
              OperatorSymbol(letter: $0.letter.adjoint, subsystem: $0.subsystem)
            }))
      })
  }

  /// The operator with numbers or other coefficients for some of its parameters.
  ///
  /// The sizes of subsystems stay as they are.
  ///
  /// - Parameter replacements: what comes in the place of each named parameter.
  /// - Returns: the operator with new coefficients.
  public func substituting(_ replacements: [String: Coefficient]) -> SymbolicOperator {
    SymbolicOperator(
      collecting: terms.map {
        Term(coefficient: $0.coefficient.substituting(replacements), symbols: $0.symbols)
      })
  }

  /// The symbols sorted by the names of their subsystems; the order within one stays.
  static func sorted(_ symbols: [OperatorSymbol]) -> [OperatorSymbol] {
    var result: [OperatorSymbol] = []
    result.reserveCapacity(symbols.count)
    for symbol in symbols {
      let name = symbol.subsystem.name
      let position = result.lastIndex { $0.subsystem.name <= name }.map { $0 + 1 } ?? 0
      if position > 0, result[position - 1].subsystem.name == name {
        requirePrecondition(
          result[position - 1].subsystem == symbol.subsystem,
          "Two different subsystems are named \"\(name)\": \(result[position - 1].subsystem.kind) "
            + "and \(symbol.subsystem.kind), or of different size.")
      }
      result.insert(symbol, at: position)
    }
    return result
  }
}
