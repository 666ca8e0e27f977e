import ComplexModule
import LinearAlgebra
import QuantumCore

/// v(i) s(j) ρ_(i+p)(j+q), one term of a Liouvillian whose operators have few diagonals.
struct StencilTerm: Sendable {
  /// What v(i) s(j) is: real, i times a real number that v and s hold, or complex.
  enum Kind: Int32, Sendable { case real, imaginary, complex }

  /// p.
  let rowOffset: Int
  /// q.
  let columnOffset: Int
  /// v.
  var row: [ComplexDouble]
  /// s.
  var column: [ComplexDouble]
  /// What the product is; an imaginary one is stored as real numbers.
  private(set) var kind = Kind.complex

  /// Terms of one group are summed by the same loop: real, real with v = 1, the same for imaginary ones, complex.
  var group: Int {
    kind == .complex ? 4 : 2 * Int(kind.rawValue) + (row.allSatisfy { $0 == 1 } ? 1 : 0)
  }

  private init(
    _ rowOffset: Int, _ columnOffset: Int, _ row: [ComplexDouble], _ column: [ComplexDouble]
  ) {
    self.rowOffset = rowOffset
    self.columnOffset = columnOffset
    self.row = row
    self.column = column
    guard let rowTurns = Self.quarterTurns(row), let columnTurns = Self.quarterTurns(column) else {
      return
    }
    if rowTurns == 1 { self.row = row.map { ComplexDouble($0.imaginary, 0) } }
    if columnTurns == 1 { self.column = column.map { ComplexDouble($0.imaginary, 0) } }
    if rowTurns + columnTurns == 2 { self.row = self.row.map { -$0 } }
    kind = rowTurns + columnTurns == 1 ? .imaginary : .real
  }

  /// 0 where all numbers are real, 1 where all are imaginary, nil otherwise.
  private static func quarterTurns(_ values: [ComplexDouble]) -> Int? {
    if values.allSatisfy({ $0.imaginary == 0 }) { return 0 }
    return values.allSatisfy { $0.real == 0 } ? 1 : nil
  }

  /// All terms of a Liouvillian.
  ///
  /// - Parameters:
  ///   - liouvillian: L.
  ///   - gauge: phases that make all terms real, if there are any.
  /// - Returns: the terms of K ρ, ρ K† and Σ L ρ L†.
  static func terms(of liouvillian: Liouvillian, gauge: RealGauge?) -> [StencilTerm] {
    let d = liouvillian.dimension
    let ones = [ComplexDouble](repeating: 1, count: d)
    var result: [StencilTerm] = []
    for (offset, values) in diagonals(of: liouvillian.effectiveGenerator, gauge, phase: 1) {
      // A diagonal with real and imaginary parts costs less as two terms than as a complex one.
      let parts = [
        values.map { ComplexDouble($0.real, 0) }, values.map { ComplexDouble(0, $0.imaginary) },
      ]
      for part in parts where part.contains(where: { $0 != .zero }) {
        if gauge != nil, part.contains(where: { $0.imaginary != 0 }) { continue }
        result.append(StencilTerm(offset, 0, part, ones))
        result.append(StencilTerm(0, offset, ones, part.map(\.conjugate)))
      }
    }
    for jump in liouvillian.jumpOperators {
      let phase = gauge?.phase(of: jump) ?? 1
      let diagonals = diagonals(of: jump, gauge, phase: phase)
      for (p, left) in diagonals {
        for (q, right) in diagonals {
          result.append(StencilTerm(p, q, left, right.map(\.conjugate)))
        }
      }
    }
    return result
  }

  /// The number of terms without a gauge, which the cost is proportional to.
  static func count(of liouvillian: Liouvillian) -> Int {
    liouvillian.jumpOperators.reduce(2 * offsets(of: liouvillian.effectiveGenerator).count) {
      let count = offsets(of: $1).count
      return $0 + count * count
    }
  }

  private static func offsets(of operand: Operator) -> Set<Int> {
    var result: Set<Int> = []
    operand.matrix.forEachEntry { i, j, value in
      if value != .zero { result.insert(j - i) }
    }
    return result
  }

  /// The diagonals p that are not zero, with element A_i(i+p) for each row i; in a gauge without their
  /// imaginary parts, which are rounding errors or cancel.
  private static func diagonals(
    of operand: Operator, _ gauge: RealGauge?, phase: ComplexDouble
  ) -> [(Int, [ComplexDouble])] {
    let d = operand.dimension
    var result: [Int: [ComplexDouble]] = [:]
    operand.matrix.forEachEntry { i, j, value in
      guard value != .zero else { return }
      var value = value
      if let gauge {
        value = gauge.phases[i].conjugate * value * gauge.phases[j] * phase.conjugate
        value = ComplexDouble(value.real, 0)
      }
      result[j - i, default: Array(repeating: .zero, count: d)][i] = value
    }
    return result.sorted { $0.key < $1.key }
  }
}
