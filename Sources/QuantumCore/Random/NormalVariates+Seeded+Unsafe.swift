import Preconditions
import _StochasticShims

extension NormalVariates {
  /// Many normal numbers of a seed, several at a time.
  ///
  /// The counter-based generator Philox4x32-10 and Box and Muller's transformation run in the lanes of the
  /// processor's vectors. Number i depends on seed, stream and i only: a shorter list is the beginning of a
  /// longer one, on every processor. Tails reach 8.5 standard deviations.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - seed: any number.
  ///   - stream: which of the independent sequences of the seed.
  /// - Returns: independent numbers of mean 0 and variance 1.
  ///
  /// Reference: J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC'11 (2011).
  public static func real(count: Int, seed: UInt64, stream: UInt64 = 0) -> [Double] {
    requirePrecondition(count >= 0, "A list has no negative count, as \(count) is.")
    let width = 512
    let rows = 2 * width
    let blocks = (count + rows - 1) / rows
    return [Double](unsafeUninitializedCapacity: blocks * rows) { buffer, initialized in
      for block in 0..<blocks {
        guard let start = buffer.baseAddress else { break }
        isochron_normals(
          seed, UInt64(block * width), Int64(width), stream, 1, 1, start + block * rows)
      }
      initialized = count
    }
  }

  /// The words of the counter-based generator that runs in lanes, for its test.
  ///
  /// - Parameters:
  ///   - seed: the key.
  ///   - index: the lower half of the counter.
  ///   - block: the upper half.
  /// - Returns: the four words of 32 bits.
  package static func words(seed: UInt64, index: UInt64, block: UInt64) -> [UInt32] {
    var words: [UInt32] = [0, 0, 0, 0]
    isochron_philox4x32(seed, index, block, &words)
    return words
  }
}
