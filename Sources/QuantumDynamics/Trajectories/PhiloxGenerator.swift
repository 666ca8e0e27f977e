import RealModule

/// Random numbers that depend on a seed, a stream and a counter only.
///
/// Trajectory number i of an ensemble draws from stream i, so that results do not depend on the number of
/// threads, on their order, or on where a calculation was interrupted.
///
/// Reference: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Proc. SC '11, 16 (2011): Philox4x32-10.
package struct PhiloxGenerator: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var buffer: (UInt64, UInt64) = (0, 0)
  private var buffered = 0
  private var spareNormal: Double?

  /// Begins a stream.
  ///
  /// - Parameters:
  ///   - seed: the ensemble's.
  ///   - stream: the trajectory's.
  package init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, 0, UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
  }

  /// The generator's function of a counter and a key.
  ///
  /// - Parameters:
  ///   - counter: 128 bits.
  ///   - key: 64 bits.
  /// - Returns: 128 bits that look random.
  package static func block(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    var (x, k) = (counter, key)
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) * UInt64(x.x)
      let second = UInt64(0xCD9E_8D57) * UInt64(x.z)
      x = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ x.y ^ k.x, UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ x.w ^ k.y, UInt32(truncatingIfNeeded: first))
      k &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return x
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    if buffered == 0 {
      let bits = Self.block(counter: counter, key: key)
      buffer = (UInt64(bits.x) | UInt64(bits.y) << 32, UInt64(bits.z) | UInt64(bits.w) << 32)
      buffered = 2
      counter.x &+= 1
      if counter.x == 0 { counter.y &+= 1 }
    }
    buffered -= 1
    return buffered == 1 ? buffer.0 : buffer.1
  }

  /// A number in (0, 1], with 53 random bits.
  package mutating func nextUniform() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

  /// A number of the normal distribution with mean 0 and variance 1 (Box and Muller's method).
  package mutating func nextNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * Double.log(nextUniform())).squareRoot()
    let angle = 2 * Double.pi * nextUniform()
    spareNormal = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }
}
