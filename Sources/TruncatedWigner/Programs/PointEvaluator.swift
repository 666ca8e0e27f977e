import ComplexModule
import LinearAlgebra

/// Values of symbols at one point of phase space, whose amplitudes are in rows Re α_0, Im α_0, Re α_1, ….
///
/// Products of amplitudes are calculated once and conjugates are not calculated at all.
struct PointEvaluator {
  let state: Int
  private var monomials: [Monomial: Int] = [:]
  private var singles: [Int] = []

  init(state: Int) { self.state = state }

  /// Gives back all rows but those that were taken by `complexValue` and `realValue`.
  mutating func finish(_ builder: inout ProgramBuilder) {
    for row in monomials.values { builder.release(row, count: 2) }
    for row in singles { builder.release(row) }
    monomials = [:]
    singles = []
  }

  /// A new pair of rows with the value of a symbol.
  mutating func complexValue(_ symbol: WeylSymbol, _ builder: inout ProgramBuilder) -> Int {
    let sources = sources(of: symbol, &builder)
    let target = builder.allocate(2)
    let constant = symbol.constant
    builder.setComplex(target, to: constant.real, constant.imaginary)
    for source in sources {
      builder.addComplex(
        source.row, conjugate: source.isConjugate, times: source.factor.real,
        source.factor.imaginary, to: target)
    }
    return target
  }

  /// A new row with the real part of a symbol.
  mutating func realValue(_ symbol: WeylSymbol, _ builder: inout ProgramBuilder) -> Int {
    let sources = sources(of: symbol, &builder)
    let target = builder.allocate()
    builder.set(target, to: symbol.constant.real)
    for source in sources {
      builder.add(source.row, times: source.factor.real, to: target)
      let sign = source.isConjugate ? 1.0 : -1.0
      builder.add(source.row + 1, times: sign * source.factor.imaginary, to: target)
    }
    return target
  }

  private mutating func sources(
    of symbol: WeylSymbol, _ builder: inout ProgramBuilder
  ) -> [(row: Int, isConjugate: Bool, factor: ComplexDouble)] {
    // Before the target is allocated: rows of monomials stay until the point is finished.
    symbol.terms.keys.sorted().filter { !$0.isOne }.map { monomial in
      let (row, isConjugate) = value(of: monomial, &builder)
      return (row, isConjugate, symbol.terms[monomial] ?? .zero)
    }
  }

  /// The rows of a product of amplitudes or of its conjugate.
  private mutating func value(
    of monomial: Monomial, _ builder: inout ProgramBuilder
  ) -> (row: Int, isConjugate: Bool) {
    if monomial.degree == 1, let place = monomial.exponents.firstIndex(of: 1) {
      return (state + place / 2 * 2, place % 2 == 1)
    }
    if let row = monomials[monomial] { return (row, false) }
    if let row = monomials[monomial.conjugate] { return (row, true) }
    // One amplitude is split off, of a mode that also has its conjugate if there is one: |α|² is shared most.
    let exponents = monomial.exponents
    let pair = (0..<monomial.modeCount).first { exponents[2 * $0] > 0 && exponents[2 * $0 + 1] > 0 }
    var rest = monomial
    var factor = Monomial.one(modeCount: monomial.modeCount)
    if let pair, monomial.degree > 2 {
      factor.exponents[2 * pair] = 1
      factor.exponents[2 * pair + 1] = 1
    } else if let place = exponents.firstIndex(where: { $0 > 0 }) {
      factor.exponents[place] = 1
    }
    for place in rest.exponents.indices { rest.exponents[place] -= factor.exponents[place] }
    let left = value(of: rest, &builder)
    let right = value(of: factor, &builder)
    let row = builder.allocate(2)
    if left.isConjugate == right.isConjugate {
      builder.multiplyComplex(left.row, right.row, conjugate: false, to: row)
    } else if right.isConjugate {
      builder.multiplyComplex(left.row, right.row, conjugate: true, to: row)
    } else {
      builder.multiplyComplex(right.row, left.row, conjugate: true, to: row)
    }
    // Both conjugate: the rows hold the conjugate of the monomial.
    let isConjugate = left.isConjugate && right.isConjugate
    monomials[isConjugate ? monomial.conjugate : monomial] = row
    return (row, isConjugate)
  }

  /// A row that is given back with the point.
  mutating func scratch(_ builder: inout ProgramBuilder) -> Int {
    let row = builder.allocate()
    singles.append(row)
    return row
  }
}
