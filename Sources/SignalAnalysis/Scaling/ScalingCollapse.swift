import LinearAlgebra
import RealModule

/// The critical point and the exponents for which the curves of several sizes fall onto one another.
///
/// y(x, N) = N^(−b) f((x − x_c) N^a), with a = 1/ν and b = β/ν where y is an order parameter. The quality of the collapse is
/// minimized over x_c, a and b (those that are not given); errors come from a bootstrap: values drawn anew within their errors where
/// these are known, points of each curve drawn with replacement otherwise. Corrections to scaling are not in the error: leave out the
/// smallest size and see what moves.
///
/// References: `CollapseQuality`.
public struct ScalingCollapse: Sendable {
  /// The critical value x_c; its error is 0 where it was given.
  public let critical: Estimate
  /// a, the exponent of the size that multiplies x − x_c.
  public let xExponent: Estimate
  /// b, the exponent of the size that multiplies y.
  public let yExponent: Estimate
  /// The quality at the minimum.
  public let value: Double
  /// What was minimized.
  public let quality: CollapseQuality
  /// The data.
  public let curves: [ScalingCurve]
  /// x_c, a and b from each data set of the bootstrap.
  public let bootstrap: [[Double]]
  /// How often the quality was calculated, without the bootstrap.
  public let evaluationCount: Int

  /// ν = 1/a.
  public var correlationExponent: Estimate {
    Estimate(
      1 / xExponent.value,
      standardError: xExponent.standardError / (xExponent.value * xExponent.value))
  }

  /// β = b/a of an order parameter, with the correlation of a and b in its error.
  public var orderExponent: Estimate {
    let ratios = bootstrap.map { $0[2] / $0[1] }
    let mean = ratios.reduce(0, +) / Double(max(1, ratios.count))
    let sum = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Estimate(
      yExponent.value / xExponent.value,
      standardError: ratios.count > 1 ? (sum / Double(ratios.count - 1)).squareRoot() : .nan)
  }

  /// Finds the scaling of curves.
  ///
  /// - Parameters:
  ///   - curves: two sizes or more whose x overlap.
  ///   - critical: where the search for x_c starts.
  ///   - xExponent: where the search for a starts.
  ///   - yExponent: where the search for b starts.
  ///   - fixing: which of them are known.
  ///   - quality: what is minimized; Houdayer's and Hartmann's where all errors are known, Bhattacharjee's and Seno's otherwise,
  ///     if nil.
  ///   - bootstrapCount: how many data sets are drawn for the errors; 0 for none, which leaves errors NaN.
  ///   - seed: the draws depend on it only.
  /// - Throws: `SignalAnalysisError`: `tooFewSamples` for fewer than two sizes, `invalidData` for sizes that come twice or
  ///   start values that leave the curves without overlap, `notConverged`, `undetermined` where half of the bootstrap fails.
  public init(
    _ curves: [ScalingCurve], critical: Double, xExponent: Double, yExponent: Double,
    fixing: Set<Parameter> = [], quality: CollapseQuality? = nil, bootstrapCount: Int = 100,
    seed: UInt64 = 1
  ) throws {
    guard curves.count >= 2 else {
      throw SignalAnalysisError(
        .tooFewSamples, "A collapse needs the curves of two sizes or more, not \(curves.count).")
    }
    guard Set(curves.map(\.size)).count == curves.count else {
      throw SignalAnalysisError(
        .invalidData, "Each size needs one curve: \(curves.map(\.size)). Join those of one size.")
    }
    let kind =
      quality
      ?? (curves.allSatisfy { $0.errors != nil } ? .houdayerHartmann : .bhattacharjeeSeno)
    let start = [critical, xExponent, yExponent]
    let search = CollapseSearch(free: Parameter.allCases.filter { !fixing.contains($0) })
    let measure = CollapseMeasure(curves, kind)
    guard measure.value(critical: critical, xExponent: xExponent, yExponent: yExponent).isFinite
    else {
      throw SignalAnalysisError(
        .invalidData,
        "With x_c = \(critical), a = \(xExponent), b = \(yExponent) fewer than half of the points lie beside "
          + "another curve. Start nearer, or take curves that overlap.")
    }
    let found = search.minimum(of: measure, from: start)
    guard found.hasConverged else {
      throw SignalAnalysisError(
        .notConverged,
        "The search for a collapse did not settle in \(found.evaluations) evaluations; it was last at "
          + "x_c = \(found.point[0]), a = \(found.point[1]), b = \(found.point[2]). Start nearer, or fix one of them."
      )
    }
    var generator = SplitMix64(seed: seed)
    var samples: [[Double]] = []
    for _ in 0..<max(0, bootstrapCount) {
      let drawn = curves.map { $0.drawn(using: &generator) }
      let result = search.minimum(of: CollapseMeasure(drawn, kind), from: found.point)
      if result.hasConverged { samples.append(result.point) }
    }
    guard 2 * samples.count >= bootstrapCount else {
      throw SignalAnalysisError(
        .undetermined,
        "Only \(samples.count) of \(bootstrapCount) drawn data sets collapse; the curves do not determine the scaling."
      )
    }
    func estimate(_ k: Int) -> Estimate {
      guard search.free.map(\.index).contains(k) else {
        return Estimate(found.point[k], standardError: 0)
      }
      let drawn = BootstrapEstimate(samples.map { $0[k] }, failureCount: 0)
      return Estimate(
        found.point[k], standardError: samples.count > 1 ? drawn.standardError : .nan)
    }
    self.critical = estimate(0)
    self.xExponent = estimate(1)
    self.yExponent = estimate(2)
    value = found.value
    self.quality = kind
    self.curves = curves
    self.bootstrap = samples
    evaluationCount = found.evaluations
  }

  /// What a collapse is searched over.
  public enum Parameter: String, Sendable, Hashable, CaseIterable, Codable {
    /// x_c.
    case critical
    /// a.
    case xExponent
    /// b.
    case yExponent

    var index: Int { self == .critical ? 0 : self == .xExponent ? 1 : 2 }
  }

  /// The curves in scaled variables, (x − x_c) N^a and y N^b.
  public var scaledCurves: [ScalingCurve] {
    curves.map { curve in
      let (a, b) = (
        Double.pow(curve.size, xExponent.value), Double.pow(curve.size, yExponent.value)
      )
      return ScalingCurve(
        unchecked: curve.size, curve.x.map { ($0 - critical.value) * a }, curve.y.map { $0 * b },
        curve.errors?.map { $0 * b })
    }
  }
}
