import ComplexModule
import LinearAlgebra

extension SymbolicOperator {
  /// The same operator in canonical form: modes in normal order a†^m a^n, spins as S₊^p S_z^q S₋^r, two levels reduced to
  /// 1, σ₊, σ_z, σ₋; terms sorted.
  ///
  /// From [a, a†] = 1, [S_z, S_±] = ±S_±, [S₊, S₋] = 2S_z and the products of Pauli matrices. Nothing is assumed about the
  /// size of a spin: S² stays an operator.
  ///
  /// - Complexity: exponential in the powers of S_x and S_y, polynomial in those of the other symbols.
  public var canonical: SymbolicOperator {
    var collected: [[OperatorSymbol]: Coefficient] = [:]
    for term in terms {
      for (symbols, value) in Self.ordered(term.symbols) {
        collected[symbols, default: .zero] += Coefficient(value) * term.coefficient
      }
    }
    let kept = collected.filter { !$0.value.isZero }
      .map { (term: Term(coefficient: $0.value, symbols: $0.key), key: Self.sortingText($0.key)) }
      .sorted { $0.key < $1.key }
    return SymbolicOperator(collecting: kept.map(\.term))
  }

  /// The canonical form, by the name that it has for modes: creation operators left of annihilation operators.
  public var normalOrdered: SymbolicOperator { canonical }

  /// Whether the two operators are equal up to rounding of the numbers in their coefficients.
  ///
  /// - Parameters:
  ///   - other: another operator.
  ///   - tolerance: the largest modulus that a number in the difference may have.
  /// - Returns: whether they agree.
  public func isApproximatelyEqual(to other: SymbolicOperator, tolerance: Double = 1e-12) -> Bool {
    (self - other).canonical.terms.allSatisfy { term in
      term.coefficient.terms.values.allSatisfy { $0.length <= tolerance }
    }
  }

  /// Whether A equals A† up to rounding of the numbers in its coefficients.
  public var isHermitian: Bool { isApproximatelyEqual(to: adjoint) }

  /// A product of symbols in canonical order.
  private static func ordered(_ symbols: [OperatorSymbol]) -> [([OperatorSymbol], ComplexDouble)] {
    var result: [([OperatorSymbol], ComplexDouble)] = [([], 1)]
    var start = 0
    while start < symbols.count {
      let subsystem = symbols[start].subsystem
      var polynomial = OrderedPolynomial()
      var end = start
      while end < symbols.count, symbols[end].subsystem.name == subsystem.name {
        polynomial.multiply(by: symbols[end].letter, of: subsystem.kind)
        end += 1
      }
      start = end
      result = result.flatMap { product, value in
        polynomial.terms.map { (product + $0.symbols(of: subsystem), value * $1) }
      }
    }
    return result
  }

  /// Fewer symbols first, then by subsystem and letter.
  private static func sortingText(_ symbols: [OperatorSymbol]) -> String {
    String(repeating: "~", count: symbols.count)
      + symbols.map { "\($0.subsystem.name)\($0.letter.rawValue)" }.joined()
  }
}

extension SymbolicOperator: Hashable {
  /// Whether the canonical forms are equal, number by number.
  public static func == (left: SymbolicOperator, right: SymbolicOperator) -> Bool {
    left.canonical.terms == right.canonical.terms
  }

  /// Hashes the canonical form.
  public func hash(into hasher: inout Hasher) { hasher.combine(canonical.terms) }
}
