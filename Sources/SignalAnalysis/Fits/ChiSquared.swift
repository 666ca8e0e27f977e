import Preconditions
import RealModule

/// The χ² distribution: how large a sum of squared normal deviations is by chance.
public enum ChiSquared {
  /// The probability of a sum of squares above a number, Q(ν/2, χ²/2).
  ///
  /// - Parameters:
  ///   - value: χ² ≥ 0.
  ///   - degreesOfFreedom: ν > 0, not necessarily whole.
  /// - Returns: between 0 and 1: about 0.5 for a good fit with right errors, tiny for a wrong model.
  public static func survival(_ value: Double, degreesOfFreedom: Double) -> Double {
    requirePrecondition(
      degreesOfFreedom > 0, "χ² needs degrees of freedom, not \(degreesOfFreedom).")
    guard value > 0 else { return 1 }
    return upperGamma(degreesOfFreedom / 2, value / 2)
  }

  /// The number that χ² stays below with a probability.
  ///
  /// - Parameters:
  ///   - probability: between 0 and 1.
  ///   - degreesOfFreedom: ν > 0.
  /// - Returns: the quantile, by bisection to rounding.
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    requirePrecondition(
      probability > 0 && probability < 1, "A probability lies between 0 and 1, not \(probability).")
    var (lower, upper) = (0.0, max(1, degreesOfFreedom))
    while 1 - survival(upper, degreesOfFreedom: degreesOfFreedom) < probability { upper *= 2 }
    for _ in 0..<200 where upper - lower > 1e-15 * upper {
      let middle = (lower + upper) / 2
      if 1 - survival(middle, degreesOfFreedom: degreesOfFreedom) < probability {
        lower = middle
      } else {
        upper = middle
      }
    }
    return (lower + upper) / 2
  }

  /// The regularized incomplete gamma function Q(a, x) by its series below a + 1 and its continued fraction above.
  private static func upperGamma(_ a: Double, _ x: Double) -> Double {
    let front = Double.exp(a * .log(x) - x - .logGamma(a))
    guard x >= a + 1 else {
      var (sum, term, n) = (1 / a, 1 / a, a)
      while abs(term) > 1e-16 * abs(sum) {
        n += 1
        term *= x / n
        sum += term
      }
      return max(0, 1 - front * sum)
    }
    // Lentz's method.
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for i in 1...10_000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = an * d + b
      if abs(d) < tiny { d = tiny }
      c = b + an / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let delta = d * c
      h *= delta
      if abs(delta - 1) < 1e-16 { break }
    }
    return front * h
  }
}
