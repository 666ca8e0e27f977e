import LinearAlgebra
import RealModule

/// The limit of infinite size of numbers known at finite sizes, y(N) = Σ_{i=0}^{k} a_i N^(−iω).
///
/// Weighted linear least squares for each order k; the error of the limit holds the fit's own error and how much the limit moves
/// when the smallest size is left out, which is where neglected orders show. The order is the one with the least error.
public struct SizeExtrapolation: Sendable {
  /// The result with one order.
  public struct Order: Sendable, Hashable {
    /// k.
    public let order: Int
    /// a₀ with its error.
    public let limit: Estimate
    /// χ² per degree of freedom where errors are known; the mean squared deviation otherwise.
    public let reducedChiSquared: Double
  }

  /// a₀, the limit N → ∞.
  public let limit: Estimate
  /// a₀, a₁, … of the chosen order, with the errors of the fit alone.
  public let coefficients: [Estimate]
  /// The chosen order k.
  public let order: Int
  /// ω.
  public let exponent: Double
  /// What other orders give.
  public let orders: [Order]
  /// The sizes.
  public let sizes: [Double]
  /// The values.
  public let values: [Double]
  /// The standard errors of the values; nil where they are not known.
  public let errors: [Double]?

  /// The limit of infinite size.
  ///
  /// - Parameters:
  ///   - sizes: N, positive, all different, three or more.
  ///   - values: y(N).
  ///   - errors: standard errors of the values; nil where they are not known.
  ///   - order: k, from 1 to the number of sizes − 2; nil to choose it.
  ///   - exponent: ω > 0, the step of the powers; 1 for regular corrections, 1/2 or 1/3 at some critical points.
  /// - Throws: `SignalAnalysisError`: `invalidData`, `notFinite`, `tooFewSamples`, `invalidParameter`; or the error of the
  ///   linear algebra.
  public init(
    sizes: [Double], values: [Double], errors: [Double]? = nil, order: Int? = nil,
    exponent: Double = 1
  ) throws {
    try Self.check(sizes, values, errors, order, exponent)
    let rising = sizes.indices.sorted { sizes[$0] < sizes[$1] }
    let (n, y) = (rising.map { sizes[$0] }, rising.map { values[$0] })
    let sigma = errors.map { errors in rising.map { errors[$0] } }
    // High orders magnify rounding and noise: more than 8 are never better.
    let candidates = order.map { [$0] } ?? Array(1...min(8, sizes.count - 2))
    let fits = try candidates.map { k -> (Order, [Estimate]) in
      let all = try Self.fit(n, y, sigma, order: k, exponent: exponent)
      let fewer = try Self.fit(
        Array(n.dropFirst()), Array(y.dropFirst()), sigma.map { Array($0.dropFirst()) }, order: k,
        exponent: exponent)
      let shift = fewer.coefficients[0].value - all.coefficients[0].value
      let own = all.coefficients[0].standardError
      let limit = Estimate(
        all.coefficients[0].value, standardError: own.isFinite ? .hypot(own, shift) : abs(shift))
      return (
        Order(order: k, limit: limit, reducedChiSquared: all.reducedChiSquared), all.coefficients
      )
    }
    let best =
      fits.indices.min { fits[$0].0.limit.standardError < fits[$1].0.limit.standardError } ?? 0
    orders = fits.map(\.0)
    limit = fits[best].0.limit
    coefficients = fits[best].1
    self.order = fits[best].0.order
    self.exponent = exponent
    (self.sizes, self.values, self.errors) = (n, y, sigma)
  }

  /// The fitted y(N).
  ///
  /// - Parameter size: N, positive; infinity for the limit.
  /// - Returns: Σ a_i N^(−iω).
  public func value(at size: Double) -> Double {
    let step = size.isInfinite ? 0 : Double.pow(size, -exponent)
    return coefficients.reversed().reduce(0) { $0 * step + $1.value }
  }

  private static func check(
    _ sizes: [Double], _ values: [Double], _ errors: [Double]?, _ order: Int?, _ exponent: Double
  ) throws {
    guard sizes.count == values.count, (errors?.count ?? sizes.count) == sizes.count else {
      throw SignalAnalysisError(
        .invalidData,
        "An extrapolation needs one value (and error) for each size, but \(sizes.count) sizes and \(values.count) "
          + "values came.")
    }
    guard (sizes + values + (errors ?? [])).allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(
        .notFinite, "An extrapolation needs finite numbers; NaN or infinity came.")
    }
    guard sizes.allSatisfy({ $0 > 0 }), Set(sizes).count == sizes.count,
      errors?.allSatisfy({ $0 > 0 }) ?? true
    else {
      throw SignalAnalysisError(
        .invalidData, "Sizes must be positive and differ, and errors be positive: \(sizes).")
    }
    guard sizes.count >= 3 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "An extrapolation with an error needs 3 sizes or more, but \(sizes.count) came.")
    }
    guard exponent > 0, order.map({ (1...(sizes.count - 2)).contains($0) }) ?? true else {
      throw SignalAnalysisError(
        .invalidParameter,
        "With \(sizes.count) sizes the order is 1 to \(sizes.count - 2) and the exponent positive, not "
          + "\(order ?? 0) and \(exponent). Add sizes for higher orders.")
    }
  }

  private static func fit(
    _ sizes: [Double], _ values: [Double], _ errors: [Double]?, order: Int, exponent: Double
  ) throws -> (coefficients: [Estimate], reducedChiSquared: Double) {
    let largest = sizes.max() ?? 1
    let weights = errors.map { $0.map { 1 / $0 } } ?? [Double](repeating: 1, count: sizes.count)
    // Powers of (largest/N)^ω, so that columns are of order one.
    let matrix = Matrix<Double>(rows: sizes.count, columns: order + 1) { k, i in
      weights[k] * .pow(largest / sizes[k], exponent * Double(i))
    }
    let right = zip(values, weights).map { $0 * $1 }
    let solution = try matrix.leastSquares(right).solution
    let rest = zip(matrix * solution, right).map { $0 - $1 }
    let freedom = sizes.count - order - 1
    let sum = rest.reduce(0) { $0 + $1 * $1 }
    let reduced = freedom > 0 ? sum / Double(freedom) : .nan
    let (singular, vectors) = try matrix.rightSingularVectors()
    let variance = errors != nil ? 1 : reduced
    let coefficients = (0...order).map { i in
      let spread = (0...order).reduce(0.0) {
        $0 + vectors[i, $1] * vectors[i, $1] / (singular[$1] * singular[$1])
      }
      let unit = Double.pow(largest, exponent * Double(i))
      return Estimate(
        solution[i] * unit, standardError: (spread * variance).squareRoot() * unit)
    }
    return (coefficients, reduced)
  }
}
