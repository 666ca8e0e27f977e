/// A counter-based generator: its numbers depend on the seed and the stream only.
///
/// Philox4x64-10. Stream k of a seed is independent of stream l ≠ k, and neither needs the other to have
/// run: give every sample, trajectory or task a stream of its own, and results do not depend on the
/// number of threads or the order of the work. A stream has 2⁶⁶ numbers of 64 bits.
///
/// Reference: J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC'11 (2011).
public struct Philox: RandomNumberGenerator, Sendable, Hashable {
  /// The seed, the first half of the key.
  public let seed: UInt64

  /// The stream, the second half of the key.
  public let stream: UInt64

  @usableFromInline var block: UInt64 = 0
  @usableFromInline var numbers = SIMD4<UInt64>.zero
  @usableFromInline var used = 4

  /// Starts a stream of a seed at its beginning.
  ///
  /// - Parameters:
  ///   - seed: any number.
  ///   - stream: which of the independent sequences of the seed.
  @inlinable public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// The next 64 bits.
  ///
  /// - Returns: a uniform number.
  @inlinable public mutating func next() -> UInt64 {
    if used == 4 {
      numbers = Self.numbers(block: block, key: (seed, stream))
      block &+= 1
      used = 0
    }
    defer { used += 1 }
    return numbers[used]
  }

  /// The four numbers of a block of a key: ten rounds of multiplication and exclusive or.
  @inlinable static func numbers(block: UInt64, key: (UInt64, UInt64)) -> SIMD4<UInt64> {
    var (a, b, c, d) = (block, 0 as UInt64, 0 as UInt64, 0 as UInt64)
    var (k, l) = key
    for round in 0..<10 {
      if round > 0 {
        k &+= 0x9E37_79B9_7F4A_7C15
        l &+= 0xBB67_AE85_84CA_A73B
      }
      let first = a.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let second = c.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (a, b, c, d) = (second.high ^ b ^ k, second.low, first.high ^ d ^ l, first.low)
    }
    return SIMD4(a, b, c, d)
  }
}
