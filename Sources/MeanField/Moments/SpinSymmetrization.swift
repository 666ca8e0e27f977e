import ComplexModule
import LinearAlgebra
import OperatorAlgebra

/// Products of spin operators in canonical order as averages over all orders of S_x, S_y, S_z.
///
/// S₊^p S_z^q S₋^r is the average over all orders of its own symbols plus products of fewer symbols; the average is a
/// linear function of the commuting polynomial (x + iy)^p z^q (x − iy)^r. So the highest degree is read off, subtracted and
/// the rest follows.
struct SpinSymmetrization {
  private var known: [OrderedPowers: [SIMD3<Int>: ComplexDouble]] = [:]
  private let subsystem = SymbolicSpin("S", quantumNumber: 1)

  /// The coefficients of the averaged products of S_x, S_y, S_z.
  mutating func symmetric(_ powers: OrderedPowers) -> [SIMD3<Int>: ComplexDouble] {
    if let found = known[powers] { return found }
    var result = Self.commuting(powers)
    for (lower, value) in rest(of: powers) {
      for (product, factor) in symmetric(lower) {
        result[product, default: .zero] += value * factor
      }
    }
    result = result.filter { $0.value != .zero }
    known[powers] = result
    return result
  }

  /// The canonical product minus its average over all orders, whose degree is lower.
  private func rest(of powers: OrderedPowers) -> [(OrderedPowers, ComplexDouble)] {
    guard powers.degree > 1 else { return [] }
    let counts = [powers.left, powers.middle, powers.right]
    let letters = [subsystem.plus, subsystem.z, subsystem.minus]
    var (sum, number) = (SymbolicOperator.zero, 0)
    func extend(_ product: SymbolicOperator, _ left: [Int]) {
      if left.allSatisfy({ $0 == 0 }) {
        sum += product.canonical
        number += 1
      }
      for k in 0..<3 where left[k] > 0 {
        var fewer = left
        fewer[k] -= 1
        extend(product * letters[k], fewer)
      }
    }
    extend(.identity, counts)
    let average = sum / Double(number)
    return (-average).canonical.orderedTerms.compactMap { term in
      let lower = term.factors.first?.powers ?? OrderedPowers(0, 0, 0)
      guard lower != powers, let value = term.coefficient.number else { return nil }
      return (lower, value)
    }
  }

  /// (x + iy)^p z^q (x − iy)^r multiplied out.
  static func commuting(_ powers: OrderedPowers) -> [SIMD3<Int>: ComplexDouble] {
    var result: [SIMD3<Int>: ComplexDouble] = [SIMD3(0, 0, powers.middle): 1]
    for (count, sign) in [(powers.left, 1.0), (powers.right, -1.0)] {
      for _ in 0..<count {
        var next: [SIMD3<Int>: ComplexDouble] = [:]
        for (product, value) in result {
          next[product &+ SIMD3(1, 0, 0), default: .zero] += value
          next[product &+ SIMD3(0, 1, 0), default: .zero] += ComplexDouble(0, sign) * value
        }
        result = next
      }
    }
    return result.filter { $0.value != .zero }
  }
}
