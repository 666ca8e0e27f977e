import LinearAlgebra
import QuantumCore

/// Which orders of coherence m − m′ a Liouvillian keeps apart, as far as the diagonals of its operators tell.
///
/// H moves the order of ρ by the offsets of its diagonals, a jump operator by the differences of its own: orders mix
/// only where they agree modulo the greatest common divisor of all these.
struct CoherenceClasses: Hashable, Sendable {
  /// 0 where every order stays for itself, 1 where all may mix.
  let modulus: Int

  init(_ liouvillian: Liouvillian) {
    var divisor = 0
    func add(_ number: Int) {
      var (a, b) = (abs(number), divisor)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    liouvillian.effectiveGenerator.matrix.forEachEntry { i, j, value in
      if value != .zero, divisor != 1 { add(j - i) }
    }
    for jump in liouvillian.jumpOperators {
      var first: Int?
      jump.matrix.forEachEntry { i, j, value in
        guard value != .zero, divisor != 1 else { return }
        if let first { add(j - i - first) } else { first = j - i }
      }
    }
    modulus = divisor
  }

  /// What an order is known by: itself, or its remainder; an order and its negative belong together.
  func representative(of order: Int) -> Int {
    guard modulus > 0 else { return abs(order) }
    let remainder = abs(order) % modulus
    return min(remainder, modulus - remainder)
  }
}
