import Preconditions

extension Array where Element == Double {
  /// Equally spaced numbers, both ends included.
  ///
  /// - Parameters:
  ///   - first: the first number.
  ///   - last: the last number, exactly.
  ///   - count: how many numbers, at least 2.
  /// - Returns: `count` numbers.
  public static func linear(_ first: Double, _ last: Double, count: Int) -> [Double] {
    requirePrecondition(
      count >= 2, "Equally spaced numbers need both ends: a count of 2 or more, not \(count).")
    return (0..<count).map { k in
      let fraction = Double(k) / Double(count - 1)
      return first * (1 - fraction) + last * fraction
    }
  }
}
