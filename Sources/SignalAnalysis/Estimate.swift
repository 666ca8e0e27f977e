import RealModule

/// A number with its standard error.
public struct Estimate: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The number.
  public let value: Double
  /// One standard deviation of its distribution; NaN where the data do not tell.
  public let standardError: Double

  /// A number with its standard error.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - standardError: one standard deviation, 0 or more, or NaN for unknown.
  public init(_ value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }

  /// How many standard errors a number is away.
  ///
  /// - Parameter other: the number to compare with.
  /// - Returns: |value − other| / error; infinite where the error is 0 and the numbers differ.
  public func deviation(from other: Double) -> Double {
    let distance = abs(value - other)
    return distance == 0 ? 0 : distance / standardError
  }

  /// The number and its error with two digits of the error, `1.9803 ± 0.0021`.
  public var description: String {
    guard standardError.isFinite, standardError > 0, value.isFinite else {
      return NumberFormat.significant(value, digits: 6)
        + (standardError == 0 ? " ± 0" : standardError.isNaN ? "" : " ± ∞")
    }
    let decimals = 1 - Int(Double.log10(standardError).rounded(.down))
    if decimals <= 12, abs(value) < 1e7, decimals >= 0 {
      return NumberFormat.fixed(value, decimals: decimals) + " ± "
        + NumberFormat.fixed(standardError, decimals: decimals)
    }
    return NumberFormat.significant(value, digits: 6) + " ± "
      + NumberFormat.significant(standardError, digits: 2)
  }
}
