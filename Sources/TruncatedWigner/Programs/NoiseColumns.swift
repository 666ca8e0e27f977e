import ComplexModule
import RealModule

/// How much of a real Wiener process an amplitude's real or imaginary part takes.
enum NoiseEntry {
  case constant(Double)
  case row(Int)
}

/// The matrix B of the noise, B Bᵀ = D, column by column: either the polynomials of the jump operators, or
/// Cholesky's factor of D at each point.
///
/// The factor of a D with a negative pivot takes 0 for the pivot; program counts how often.
enum NoiseColumns {
  /// For each Wiener process and mode, a polynomial.
  case polynomial([[WeylSymbol]])
  /// The lower triangle of D for the real variables Re α_0, Im α_0, …; real symbols.
  case cholesky([[WeylSymbol]])

  /// How many real Wiener processes there are.
  var count: Int {
    switch self {
    case .polynomial(let columns): columns.count
    case .cholesky(let matrix): matrix.count
    }
  }

  /// Whether B is the same everywhere.
  var isConstant: Bool {
    switch self {
    case .polynomial(let columns): columns.allSatisfy { $0.allSatisfy(\.isConstant) }
    case .cholesky(let matrix): matrix.allSatisfy { $0.allSatisfy(\.isConstant) }
    }
  }

  /// The modes on whose amplitudes a column depends, or more.
  func modes(of column: Int) -> Set<Int> {
    switch self {
    case .polynomial(let columns): columns[column].reduce(into: []) { $0.formUnion($1.modes) }
    case .cholesky(let matrix):
      if matrix.indices.allSatisfy({ i in matrix[i].dropLast().allSatisfy(\.isZero) }) {
        matrix[column][column].modes
      } else {
        matrix.joined().reduce(into: []) { $0.formUnion($1.modes) }
      }
    }
  }

  /// Cholesky's factor of the diffusion.
  static func cholesky(
    modeCount: Int, diffusion: (Int, Int) -> (plain: WeylSymbol, conjugate: WeylSymbol)
  ) -> NoiseColumns {
    let real = { (symbol: WeylSymbol) in 0.5 * (symbol + symbol.adjoint) }
    let imaginary = { (symbol: WeylSymbol) in Complex(0, -0.5) * (symbol - symbol.adjoint) }
    var matrix: [[WeylSymbol]] = []
    for i in 0..<2 * modeCount {
      matrix.append(
        (0...i).map { j in
          let (p, q) = diffusion(i / 2, j / 2)
          let scale = max(p.largestCoefficient, q.largestCoefficient)
          // ⟨Re Re⟩ = Re(P + Q)/2, ⟨Im Im⟩ = Re(Q − P)/2, ⟨Re Im⟩ = Im(P − Q)/2, ⟨Im Re⟩ = Im(P + Q)/2.
          let entry =
            switch (i % 2, j % 2) {
            case (0, 0): real(p + q)
            case (1, 1): real(q - p)
            case (0, 1): imaginary(p - q)
            default: imaginary(p + q)
            }
          return (0.5 * entry).cleaned(relativeTo: scale)
        })
    }
    return .cholesky(matrix)
  }
}

/// The columns of B at one point.
struct NoiseEvaluator {
  private let columns: NoiseColumns
  private var point: PointEvaluator
  private var entries: [Int: [Int: NoiseEntry]] = [:]
  private var owned: [(row: Int, count: Int)] = []

  init(_ columns: NoiseColumns, point: PointEvaluator) {
    self.columns = columns
    self.point = point
  }

  mutating func finish(_ builder: inout ProgramBuilder) {
    for rows in owned { builder.release(rows.row, count: rows.count) }
    owned = []
    entries = [:]
    point.finish(&builder)
  }

  /// The entries of a column that are not zero, by variable.
  mutating func column(_ j: Int, _ builder: inout ProgramBuilder) -> [(Int, NoiseEntry)] {
    switch columns {
    case .polynomial(let symbols):
      return symbols[j].indices.flatMap { mode in polynomial(symbols[j][mode], mode, &builder) }
    case .cholesky(let matrix):
      return (j..<matrix.count).compactMap { i in
        factor(i, j, matrix, &builder).map { (i, $0) }
      }
    }
  }

  private mutating func polynomial(
    _ symbol: WeylSymbol, _ mode: Int, _ builder: inout ProgramBuilder
  ) -> [(Int, NoiseEntry)] {
    if symbol.isConstant {
      let parts = [symbol.constant.real, symbol.constant.imaginary]
      return parts.indices.filter { parts[$0] != 0 }.map { (2 * mode + $0, .constant(parts[$0])) }
    }
    let row = point.complexValue(symbol, &builder)
    owned.append((row, 2))
    return [(2 * mode, .row(row)), (2 * mode + 1, .row(row + 1))]
  }

  /// L_ij = (D_ij − Σ_{k<j} L_ik L_jk)/L_jj; nil where it is zero by its structure.
  private mutating func factor(
    _ i: Int, _ j: Int, _ matrix: [[WeylSymbol]], _ builder: inout ProgramBuilder
  ) -> NoiseEntry? {
    if let known = entries[i]?[j] { return known }
    var products: [(NoiseEntry, NoiseEntry)] = []
    for k in 0..<j {
      guard let left = factor(i, k, matrix, &builder), let right = factor(j, k, matrix, &builder)
      else { continue }
      products.append((left, right))
    }
    let symbol = matrix[i][j]
    if symbol.isZero && products.isEmpty { return nil }
    let pivot = i == j ? nil : factor(j, j, matrix, &builder)
    if i != j && pivot == nil { return nil }
    let sum = point.realValue(symbol, &builder)
    owned.append((sum, 1))
    for (left, right) in products {
      switch (left, right) {
      case (.constant(let x), .constant(let y)):
        let one = builder.allocate()
        owned.append((one, 1))
        builder.set(one, to: 1)
        builder.add(one, times: -x * y, to: sum)
      case (.constant(let x), .row(let row)), (.row(let row), .constant(let x)):
        builder.add(row, times: -x, to: sum)
      case (.row(let x), .row(let y)): builder.addProduct(x, y, times: -1, to: sum)
      }
    }
    let result = builder.allocate()
    owned.append((result, 1))
    var entry = NoiseEntry.row(result)
    if let pivot {
      switch pivot {
      case .constant(let x):
        builder.set(result, to: 0)
        builder.add(sum, times: x == 0 ? 0 : 1 / x, to: result)
      case .row(let row): builder.divide(sum, by: row, to: result)
      }
    } else if products.isEmpty && symbol.isConstant && symbol.constant.real > 0 {
      entry = .constant(symbol.constant.real.squareRoot())
    } else {
      builder.root(sum, to: result)
    }
    entries[i, default: [:]][j] = entry
    return entry
  }
}
