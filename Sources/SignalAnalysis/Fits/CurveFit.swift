import Preconditions
public import LinearAlgebra
import RealModule

/// A function fitted to data by least squares, with the errors of its parameters and how good it is.
///
/// Minimizes χ² = Σ ((y − f(x))/σ)². With known σ the covariance is (JᵀJ)⁻¹ and `goodness` is the probability of a larger χ² by
/// chance; without, σ is estimated from the scatter, which takes the model for granted. Errors assume that deviations are
/// independent; `bootstrap` does not need them normal.
public struct CurveFit: Sendable {
  /// The model.
  public let model: FitModel
  /// The fitted parameters in the order of the model's names.
  public let parameters: [Double]
  /// Their covariance.
  public let covariance: Matrix<Double>
  /// The points that were fitted.
  public let x: [Double]
  /// The values that were fitted.
  public let y: [Double]
  /// The known standard errors of the values; nil where scatter was taken.
  public let errors: [Double]?
  /// What counted equally where no errors were known.
  public let weighting: FitWeighting
  /// Σ r²: χ² where errors are known, the sum of squared (relative) deviations otherwise.
  public let chiSquared: Double
  /// Points minus parameters.
  public let degreesOfFreedom: Int
  /// 1 − Σ(y − f)²/Σ(y − ȳ)², of logarithms with logarithmic weights: 1 for a perfect fit, 0 for no better than a constant.
  public let rSquared: Double
  /// The probability of a χ² as large by chance; nil where errors are not known or no degree of freedom is left.
  public let goodness: Double?
  /// How often the model was calculated for all points.
  public let evaluationCount: Int

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - model: the function.
  ///   - x: the points.
  ///   - y: the values, as many.
  ///   - errors: the standard errors of the values, positive; nil where they are not known.
  ///   - start: where the search for the parameters starts, one number for each.
  ///   - weighting: what counts equally where no errors are known.
  /// - Throws: `SignalAnalysisError`: `invalidData`, `notFinite`, `tooFewSamples` for fewer points than parameters,
  ///   `notConverged`, `undetermined` for parameters that the data do not fix.
  public init(
    _ model: FitModel, x: [Double], y: [Double], errors: [Double]? = nil, start: [Double],
    weighting: FitWeighting = .linear
  ) throws {
    try Self.check(model, x, y, errors, start, weighting)
    let residuals = Self.residuals(model, x, y, errors, weighting)
    let search = LevenbergMarquardt(
      from: start, residualCount: x.count, residuals: residuals)
    guard search.hasConverged, search.parameters.allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(
        .notConverged,
        "The fit of \(model.formula) did not converge from \(start) in \(search.evaluationCount) evaluations. "
          + "Start nearer to the solution, or scale x and y to numbers of order one.")
    }
    let found = search.parameters
    let rest = residuals(found)
    let sum = rest.reduce(0) { $0 + $1 * $1 }
    let freedom = x.count - found.count
    let jacobian = Self.jacobian(residuals, at: found, count: x.count)
    let variance = errors != nil ? 1 : freedom > 0 ? sum / Double(freedom) : .nan
    covariance = try Self.inverseNormalMatrix(jacobian, model) * variance
    self.model = model
    parameters = found
    self.x = x
    self.y = y
    self.errors = errors
    self.weighting = weighting
    chiSquared = sum
    degreesOfFreedom = freedom
    evaluationCount = search.evaluationCount
    goodness =
      errors != nil && freedom > 0
      ? ChiSquared.survival(sum, degreesOfFreedom: Double(freedom)) : nil
    rSquared = Self.rSquared(y, x.map { model.function($0, found) }, weighting)
  }

  /// A parameter with its standard error.
  ///
  /// - Parameter name: one of the model's names.
  public subscript(name: String) -> Estimate {
    guard let k = model.parameterNames.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The fit has no parameter \"\(name)\"; its parameters are "
          + "\(model.parameterNames.joined(separator: ", ")).")
    }
    return Estimate(parameters[k], standardError: max(0, covariance[k, k]).squareRoot())
  }

  /// χ² per degree of freedom: about 1 for a good fit with right errors.
  public var reducedChiSquared: Double { chiSquared / Double(degreesOfFreedom) }

  /// The fitted function.
  ///
  /// - Parameter point: x.
  /// - Returns: f(x).
  public func value(at point: Double) -> Double { model.function(point, parameters) }

  /// The standard error of the fitted function that follows from those of the parameters.
  ///
  /// - Parameter point: x.
  /// - Returns: √(∇fᵀ C ∇f).
  public func standardError(at point: Double) -> Double {
    let gradient = parameters.indices.map { k in
      Self.derivative(at: parameters, along: k) { model.function(point, $0) }
    }
    let image = covariance * gradient
    return max(0, zip(gradient, image).reduce(0) { $0 + $1.0 * $1.1 }).squareRoot()
  }

  /// y − f(x) at the points.
  public var residuals: [Double] { zip(x, y).map { $1 - value(at: $0) } }
}
