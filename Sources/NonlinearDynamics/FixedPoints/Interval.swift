import RealModule

/// An interval of real numbers whose arithmetic encloses the exact results: ends are rounded outward.
///
/// Reference: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009.
struct Interval: Hashable, Sendable {
  var low: Double
  var high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  init(_ value: Double) { self.init(value, value) }

  static let everything = Interval(-.infinity, .infinity)

  var width: Double { high - low }
  var middle: Double {
    let middle = 0.5 * low + 0.5 * high
    return middle.isFinite ? middle : 0
  }
  /// The largest modulus.
  var magnitude: Double { max(abs(low), abs(high)) }

  func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Whether all of this lies within another interval and does not touch its ends.
  func isInside(_ other: Interval) -> Bool { low > other.low && high < other.high }

  /// What both have in common; nil where there is nothing.
  func intersection(_ other: Interval) -> Interval? {
    let (a, b) = (max(low, other.low), min(high, other.high))
    return a <= b ? Interval(a, b) : nil
  }

  /// Ends moved outward; NaN is anything.
  @inline(__always)
  private static func outward(_ low: Double, _ high: Double) -> Interval {
    guard low <= high else { return .everything }
    return Interval(low.nextDown, high.nextUp)
  }

  /// Ends of a function of the C library moved outward by more than its error.
  private static func wide(_ low: Double, _ high: Double) -> Interval {
    guard low <= high else { return .everything }
    return Interval(low - 4 * low.ulp, high + 4 * high.ulp)
  }

  static func + (a: Interval, b: Interval) -> Interval { outward(a.low + b.low, a.high + b.high) }
  static func - (a: Interval, b: Interval) -> Interval { outward(a.low - b.high, a.high - b.low) }
  static prefix func - (a: Interval) -> Interval { Interval(-a.high, -a.low) }

  static func * (a: Interval, b: Interval) -> Interval {
    let products = SIMD4(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
    let sum = products.sum()
    // 0 ∞ and ∞ − ∞ make NaN somewhere.
    guard sum == sum || products == products else { return .everything }
    return outward(products.min(), products.max())
  }

  static func / (a: Interval, b: Interval) -> Interval {
    guard b.low > 0 || b.high < 0 else { return .everything }
    let quotients = SIMD4(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high)
    return outward(quotients.min(), quotients.max())
  }

  var squared: Interval {
    let (a, b) = (abs(low), abs(high))
    let largest = max(a, b)
    let smallest = low <= 0 && high >= 0 ? 0 : min(a, b)
    let result = Self.outward(smallest * smallest, largest * largest)
    return Interval(max(0, result.low), result.high)
  }

  /// The range of a function of one variable.
  func applying(_ operation: Formula.Operation) -> Interval {
    switch operation {
    case .negate: return -self
    case .square: return squared
    case .squareRoot:
      guard low >= 0 else { return high < 0 ? .everything : Interval(0, high.squareRoot().nextUp) }
      return Self.outward(low.squareRoot(), high.squareRoot())
    case .exponential:
      let result = Self.wide(.exp(low), .exp(high))
      return Interval(max(0, result.low), result.high)
    case .logarithm: return low > 0 ? Self.wide(.log(low), .log(high)) : .everything
    case .sine: return Self.cosine(low - .pi / 2, high - .pi / 2)
    case .cosine: return Self.cosine(low, high)
    case .hyperbolicTangent: return Self.wide(.tanh(low), .tanh(high))
    case .arctangent: return Self.wide(.atan(low), .atan(high))
    case .magnitude:
      let (a, b) = (abs(low), abs(high))
      return Interval(low <= 0 && high >= 0 ? 0 : min(a, b), max(a, b))
    case .sign:
      return Interval(low > 0 ? 1 : (low < 0 ? -1 : 0), high < 0 ? -1 : (high > 0 ? 1 : 0))
    default: return .everything
    }
  }

  /// The range of the cosine; arguments may be wrong by rounding, which the margins cover.
  private static func cosine(_ low: Double, _ high: Double) -> Interval {
    guard high - low < 2 * .pi, max(abs(low), abs(high)) < 1e6 else { return Interval(-1, 1) }
    let margin = 1e-9
    let (first, last) = ((low - margin) / .pi, (high + margin) / .pi)
    var (least, largest) = (min(Double.cos(low), .cos(high)), max(Double.cos(low), .cos(high)))
    // Rounding of the argument moves the value by at most as much as the argument.
    let largestArgument: Double = max(abs(low), abs(high), 1)
    let error = 4 * largestArgument.ulp
    var k = first.rounded(.up)
    while k <= last {
      if k.truncatingRemainder(dividingBy: 2) == 0 { largest = 1 } else { least = -1 }
      k += 1
    }
    return Interval(max(-1, least - error), min(1, largest + error))
  }
}
