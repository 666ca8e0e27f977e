import Preconditions
import LinearAlgebra

/// What a bootstrap draws anew.
public enum BootstrapKind: String, Sendable, Hashable, Codable {
  /// Whole points (x, y) with replacement: assumes nothing about the scatter but that points are independent.
  case pairs
  /// The deviations from the fit, with replacement: keeps x; needs scatter of the same size everywhere (of logarithms with
  /// logarithmic weights).
  case residuals
}

/// The distribution of a fitted number over resampled data.
///
/// Reference: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (Chapman & Hall, 1993).
public struct BootstrapEstimate: Sendable, Codable {
  /// The numbers from each resampled data set, rising.
  public let samples: [Double]
  /// How many resampled data sets could not be fitted.
  public let failureCount: Int

  init(_ samples: [Double], failureCount: Int) {
    self.samples = samples.sorted()
    self.failureCount = failureCount
  }

  /// The mean over the samples.
  public var mean: Double { samples.reduce(0, +) / Double(samples.count) }

  /// The standard deviation over the samples, which estimates the standard error.
  public var standardError: Double {
    let mean = mean
    let sum = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(max(1, samples.count - 1))).squareRoot()
  }

  /// The interval between the percentiles that leave out equal parts on both sides.
  ///
  /// - Parameter level: the probability inside, 0.68 for about one standard error.
  /// - Returns: the interval.
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    requirePrecondition(level > 0 && level < 1, "A probability lies between 0 and 1, not \(level).")
    func quantile(_ q: Double) -> Double {
      let place = q * Double(samples.count - 1)
      let k = min(Int(place), samples.count - 2)
      return samples[k] + (place - Double(k)) * (samples[k + 1] - samples[k])
    }
    guard samples.count > 1 else { return samples[0]...samples[0] }
    return quantile((1 - level) / 2)...quantile((1 + level) / 2)
  }
}

extension CurveFit {
  /// The distributions of the parameters over resampled data, which need no normal deviations.
  ///
  /// - Parameters:
  ///   - count: how many data sets to draw, 10 or more; 1000 give errors to about 2 %.
  ///   - kind: what is drawn.
  ///   - seed: the draws depend on it only.
  /// - Returns: a distribution for each parameter's name.
  /// - Throws: `SignalAnalysisError`: `invalidParameter` for fewer than 10 data sets, `notConverged` where more than half
  ///   of them cannot be fitted.
  public func bootstrap(
    _ count: Int = 1000, kind: BootstrapKind = .pairs, seed: UInt64 = 1
  ) throws -> [String: BootstrapEstimate] {
    guard count >= 10 else {
      throw SignalAnalysisError(
        .invalidParameter, "A bootstrap needs 10 data sets or more, not \(count); 1000 are usual.")
    }
    var generator = SplitMix64(seed: seed)
    let fitted = x.map { value(at: $0) }
    let isRelative = weighting == .logarithmic && errors == nil
    var found: [[Double]] = []
    for _ in 0..<count {
      let draws = x.indices.map { _ in Int.random(in: x.indices, using: &generator) }
      var (points, values, sigma) = (x, y, errors)
      switch kind {
      case .pairs:
        points = draws.map { x[$0] }
        values = draws.map { y[$0] }
        sigma = errors.map { errors in draws.map { errors[$0] } }
      case .residuals:
        for (k, draw) in draws.enumerated() {
          let size = errors.map { $0[k] / $0[draw] } ?? 1
          values[k] =
            isRelative
            ? fitted[k] * y[draw] / fitted[draw] : fitted[k] + size * (y[draw] - fitted[draw])
        }
      }
      if let fit = try? CurveFit(
        model, x: points, y: values, errors: sigma, start: parameters, weighting: weighting)
      {
        found.append(fit.parameters)
      }
    }
    guard 2 * found.count > count else {
      throw SignalAnalysisError(
        .notConverged,
        "Only \(found.count) of \(count) resampled data sets could be fitted; take more points, or bootstrap the "
          + "residuals.")
    }
    return Dictionary(
      uniqueKeysWithValues: model.parameterNames.enumerated().map { k, name in
        (
          name,
          BootstrapEstimate(found.map { $0[k] }, failureCount: count - found.count)
        )
      })
  }
}
