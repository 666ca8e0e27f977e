import Preconditions
public import ComplexModule
public import LinearAlgebra

/// The Weyl symbol of an operator on modes: a polynomial in α_k and α_k*.
///
/// A(α) is what has to be averaged over the Wigner function, ⟨A⟩ = ∫ A(α) W(α) d²α; it is A with all
/// products in symmetric order and a → α, a† → α*:
///
/// a → α,  a†a → |α|² − ½,  a†²a² → |α|⁴ − 2|α|² + ½.
///
/// `*` is the product of the operators, which for symbols is Moyal's star product
///
/// A ⋆ B = A exp[½ Σ_k (∂⃖_αk ∂⃗_αk* − ∂⃖_αk* ∂⃗_αk)] B,
///
/// exact for polynomials; `pointwise(_:)` is the product of the two functions. Commutators, powers and adjoints
/// are therefore those of the operators.
///
/// Reference: K. E. Cahill, R. J. Glauber, Phys. Rev. 177, 1857 (1969); A. Polkovnikov, Ann. Phys. 325, 1790
/// (2010), eq. (56).
public struct WeylSymbol: Sendable, Hashable {
  /// How many modes there are.
  public let modeCount: Int

  package private(set) var terms: [Monomial: ComplexDouble]

  package init(modeCount: Int, terms: [Monomial: ComplexDouble]) {
    self.modeCount = modeCount
    self.terms = terms.filter { $0.value != .zero }
  }

  /// A number times the identity.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - modeCount: how many modes there are, at least 1.
  @_disfavoredOverload
  public init(_ value: ComplexDouble, modeCount: Int) {
    requirePrecondition(modeCount >= 1, "A symbol has one mode or more, not \(modeCount).")
    self.init(modeCount: modeCount, terms: [.one(modeCount: modeCount): value])
  }

  /// A real number times the identity.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - modeCount: how many modes there are, at least 1.
  public init(_ value: Double, modeCount: Int) {
    self.init(ComplexDouble(value), modeCount: modeCount)
  }

  /// The annihilation operators of modes, a_k → α_k.
  ///
  /// - Parameter count: how many modes there are, at least 1.
  /// - Returns: a_0, a_1, ….
  public static func modes(_ count: Int) -> [WeylSymbol] {
    requirePrecondition(count >= 1, "There is one mode or more, not \(count).")
    return (0..<count).map { k in
      var exponents = Array(repeating: 0, count: 2 * count)
      exponents[2 * k] = 1
      return WeylSymbol(modeCount: count, terms: [Monomial(exponents): 1])
    }
  }

  /// The symbol of the adjoint operator: the conjugate function.
  public var adjoint: WeylSymbol {
    WeylSymbol(
      modeCount: modeCount,
      terms: Dictionary(
        uniqueKeysWithValues: terms.map { ($0.key.conjugate, $0.value.conjugate) }))
  }

  /// The highest total power of α and α*; 0 for constants.
  public var degree: Int { terms.keys.map(\.degree).max() ?? 0 }

  /// The largest modulus of a coefficient.
  public var largestCoefficient: Double { terms.values.reduce(0) { max($0, $1.length) } }

  /// Whether the operator is Hermitian up to rounding: the symbol is real.
  public var isHermitian: Bool {
    (self - adjoint).largestCoefficient <= 1e-12 * largestCoefficient
  }

  /// The coefficient of Π α_k^(p_k) α_k*^(q_k).
  ///
  /// - Parameters:
  ///   - annihilation: the powers p_k of α_k, one for each mode.
  ///   - creation: the powers q_k of α_k*.
  /// - Returns: the coefficient, 0 where there is no such term.
  public func coefficient(annihilation: [Int], creation: [Int]) -> ComplexDouble {
    requirePrecondition(
      annihilation.count == modeCount && creation.count == modeCount,
      "Powers of \(modeCount) modes were expected.")
    let exponents = zip(annihilation, creation).flatMap { [$0, $1] }
    return terms[Monomial(exponents)] ?? .zero
  }

  /// The value of the function at a point of phase space.
  ///
  /// - Parameter amplitudes: α_k, one for each mode.
  /// - Returns: A(α).
  public func value(at amplitudes: [ComplexDouble]) -> ComplexDouble {
    requirePrecondition(
      amplitudes.count == modeCount,
      "The symbol has \(modeCount) modes, but \(amplitudes.count) amplitudes came.")
    var sum = ComplexDouble.zero
    for monomial in terms.keys.sorted() {
      var product = terms[monomial] ?? .zero
      for k in 0..<modeCount {
        for _ in 0..<monomial.exponents[2 * k] { product *= amplitudes[k] }
        for _ in 0..<monomial.exponents[2 * k + 1] { product *= amplitudes[k].conjugate }
      }
      sum += product
    }
    return sum
  }

  /// ∂A/∂α_k, or ∂A/∂α_k* where `conjugate` is true.
  package func derivative(_ mode: Int, conjugate: Bool = false) -> WeylSymbol {
    let place = 2 * mode + (conjugate ? 1 : 0)
    var result: [Monomial: ComplexDouble] = [:]
    for (monomial, coefficient) in terms where monomial.exponents[place] > 0 {
      var exponents = monomial.exponents
      exponents[place] -= 1
      result[Monomial(exponents)] = Double(monomial.exponents[place]) * coefficient
    }
    return WeylSymbol(modeCount: modeCount, terms: result)
  }

  /// Coefficients that are rounding errors of others left out.
  func cleaned(relativeTo scale: Double) -> WeylSymbol {
    WeylSymbol(modeCount: modeCount, terms: terms.filter { $0.value.length > 1e-14 * scale })
  }

  var constant: ComplexDouble { terms[.one(modeCount: modeCount)] ?? .zero }
  var isConstant: Bool { terms.keys.allSatisfy(\.isOne) }
  var isZero: Bool { terms.isEmpty }

  /// The modes whose amplitudes occur.
  var modes: Set<Int> {
    var result: Set<Int> = []
    for monomial in terms.keys {
      for place in monomial.exponents.indices where monomial.exponents[place] > 0 {
        result.insert(place / 2)
      }
    }
    return result
  }
}

func * (factor: Double, value: ComplexDouble) -> ComplexDouble {
  ComplexDouble(factor * value.real, factor * value.imaginary)
}
