/// A small generator of numbers that depend on the seed only.
///
/// Reference: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014 (SplitMix).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of a seed.
  ///
  /// - Parameter seed: any number.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number between −1 and 1.
  package mutating func nextSymmetric() -> Double {
    Double(Int64(bitPattern: next()) >> 11) * 0x1p-52
  }
}
