import OperatorAlgebra

/// A product of operators whose expectation value is a moment: powers for each subsystem that occurs.
///
/// Of a mode a†^p₀ a^p₂ in normal order; of a spin the average over all orders of S_x^p₀ S_y^p₁ S_z^p₂; of two levels one
/// Pauli matrix.
struct MomentKey: Sendable, Hashable, Comparable {
  /// The powers of one subsystem.
  struct Factor: Sendable, Hashable {
    /// The position among the subsystems.
    var subsystem: Int
    /// The powers.
    var powers: SIMD3<Int>
  }

  /// Sorted by subsystem, no powers all zero.
  var factors: [Factor]

  /// The number of operators in the product.
  var degree: Int { factors.reduce(0) { $0 + $1.powers.wrappedSum() } }

  /// The operators one by one: subsystem and position among its three.
  var letters: [(subsystem: Int, letter: Int)] {
    factors.flatMap { factor in
      (0..<3).flatMap { k in
        Array(repeating: (subsystem: factor.subsystem, letter: k), count: factor.powers[k])
      }
    }
  }

  /// The product of letters in any order.
  init(letters: [(subsystem: Int, letter: Int)]) {
    var powers: [Int: SIMD3<Int>] = [:]
    for (subsystem, letter) in letters { powers[subsystem, default: .zero][letter] += 1 }
    factors = powers.sorted { $0.key < $1.key }.map { Factor(subsystem: $0.key, powers: $0.value) }
  }

  init(factors: [Factor]) { self.factors = factors }

  /// The product of the adjoint.
  func adjoint(_ kinds: [SymbolicSubsystem.Kind]) -> MomentKey {
    MomentKey(
      factors: factors.map { factor in
        guard kinds[factor.subsystem] == .mode else { return factor }
        let p = factor.powers
        return Factor(subsystem: factor.subsystem, powers: SIMD3(p.z, 0, p.x))
      })
  }

  /// Whether the product is written as it is, not as its adjoint: the first mode with different powers has more a than a†.
  func isPreferred(_ kinds: [SymbolicSubsystem.Kind]) -> Bool {
    for factor in factors where kinds[factor.subsystem] == .mode {
      if factor.powers.x != factor.powers.z { return factor.powers.z > factor.powers.x }
    }
    return true
  }

  /// Fewer operators first, then by subsystem and letter.
  static func < (left: MomentKey, right: MomentKey) -> Bool {
    let (a, b) = (left.degree, right.degree)
    guard a == b else { return a < b }
    let (p, q) = (left.letters, right.letters)
    for (x, y) in zip(p, q) where x != y { return x < y }
    return false
  }
}
