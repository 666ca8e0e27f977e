import Preconditions
import LinearAlgebra
import RealModule

/// The power law in the tail of a distribution, p(x) ∝ x^−α for x ≥ x_min, by maximum likelihood.
///
/// α = 1 + n/Σ ln(x_i/x_min); x_min is where the distance of Kolmogorov and Smirnov between the tail and its fit is least.
/// A straight line through a histogram's logarithms is biased; this is not.
///
/// Reference: A. Clauset, C. R. Shalizi, M. E. J. Newman, SIAM Rev. 51, 661 (2009), eqs. (3.1), (3.2), (3.9).
public struct PowerLawTail: Sendable, Codable {
  /// The exponent α with its standard error (α − 1)/√n.
  public let exponent: Estimate
  /// Where the power law begins.
  public let minimum: Double
  /// The number of samples in the tail.
  public let tailCount: Int
  /// The distance of Kolmogorov and Smirnov between the tail and the fit, 0 to 1.
  public let distance: Double

  private let samples: [Double]

  /// Fits the tail of samples.
  ///
  /// - Parameters:
  ///   - samples: 20 positive numbers or more; others are left out of the tail.
  ///   - minimum: where the power law begins; nil to find it.
  /// - Throws: `SignalAnalysisError`: `notFinite`, `invalidParameter`, `tooFewSamples` for fewer than 10 samples in
  ///   the tail, `undetermined` where all of them are equal.
  public init(of samples: [Double], minimum: Double? = nil) throws {
    guard samples.allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(.notFinite, "A tail needs finite samples; NaN or infinity came.")
    }
    guard minimum.map({ $0 > 0 }) ?? true else {
      throw SignalAnalysisError(
        .invalidParameter, "A power law begins at a positive number, not \(minimum ?? 0).")
    }
    let sorted = samples.filter { $0 > 0 }.sorted()
    guard sorted.count >= 20 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "The exponent of a tail needs 20 positive samples or more, but \(sorted.count) came.")
    }
    let best: (start: Int, exponent: Double, distance: Double)?
    if let minimum {
      best = Self.fit(sorted, from: sorted.firstIndex { $0 >= minimum } ?? sorted.count, minimum)
    } else {
      // No more than 200 candidates: the distance changes little between neighbours.
      let last = sorted.count - 10
      let step = max(1, last / 200)
      best = stride(from: 0, to: last, by: step)
        .compactMap { Self.fit(sorted, from: $0, sorted[$0]) }
        .min { $0.distance < $1.distance }
    }
    guard let best else {
      throw SignalAnalysisError(
        .undetermined,
        "The tail holds fewer than 10 samples, or they are all equal; begin it lower, or take more samples."
      )
    }
    let count = sorted.count - best.start
    self.samples = sorted
    self.minimum = minimum ?? sorted[best.start]
    tailCount = count
    exponent = Estimate(
      best.exponent, standardError: (best.exponent - 1) / Double(count).squareRoot())
    distance = best.distance
  }

  private static func fit(
    _ sorted: [Double], from start: Int, _ minimum: Double
  ) -> (start: Int, exponent: Double, distance: Double)? {
    let count = sorted.count - start
    guard count >= 10 else { return nil }
    let sum = sorted[start...].reduce(0) { $0 + .log($1 / minimum) }
    guard sum > 0 else { return nil }
    let exponent = 1 + Double(count) / sum
    var distance = 0.0
    for (k, x) in sorted[start...].enumerated() {
      let expected = 1 - Double.pow(x / minimum, 1 - exponent)
      distance = max(
        distance, abs(expected - Double(k) / Double(count)),
        abs(expected - Double(k + 1) / Double(count)))
    }
    return (start, exponent, distance)
  }

  /// The probability of a distance as large if the tail were a power law.
  ///
  /// Data are drawn from the fitted tail and from the samples below it, and fitted in the same way. Below 0.1 the power law is
  /// ruled out; a large value does not prove it.
  ///
  /// - Parameters:
  ///   - count: how many data sets to draw; 1/(4 count)^½ is the error of the probability.
  ///   - seed: the draws depend on it only.
  /// - Returns: the share of drawn data sets with a larger distance.
  public func goodness(_ count: Int = 200, seed: UInt64 = 1) -> Double {
    requirePrecondition(count >= 1, "A probability needs one data set or more, not \(count).")
    var generator = SplitMix64(seed: seed)
    let body = samples.filter { $0 < minimum }
    var larger = 0
    var fitted = 0
    for _ in 0..<count {
      let drawn = samples.indices.map { _ -> Double in
        if Double.random(in: 0..<1, using: &generator) * Double(samples.count)
          < Double(body.count), let value = body.randomElement(using: &generator)
        {
          return value
        }
        let uniform = Double.random(in: 0..<1, using: &generator)
        return minimum * .pow(1 - uniform, -1 / (exponent.value - 1))
      }
      guard let tail = try? PowerLawTail(of: drawn) else { continue }
      fitted += 1
      if tail.distance > distance { larger += 1 }
    }
    return fitted == 0 ? .nan : Double(larger) / Double(fitted)
  }
}
