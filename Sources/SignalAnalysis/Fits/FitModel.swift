import Preconditions

/// A function of one variable with named parameters.
public struct FitModel: Sendable {
  /// The names of the parameters in order.
  public let parameterNames: [String]
  /// The formula, for summaries.
  public let formula: String
  /// f(x, parameters).
  public let function: @Sendable (_ x: Double, _ parameters: [Double]) -> Double

  /// A model.
  ///
  /// - Parameters:
  ///   - parameterNames: one name or more, all different.
  ///   - formula: the formula in words, for summaries.
  ///   - function: the value at x with the parameters in the order of the names.
  public init(
    _ parameterNames: [String], formula: String = "f(x)",
    function: @escaping @Sendable (_ x: Double, _ parameters: [Double]) -> Double
  ) {
    requirePrecondition(
      !parameterNames.isEmpty && Set(parameterNames).count == parameterNames.count,
      "A model needs one parameter or more with different names, not \(parameterNames).")
    self.parameterNames = parameterNames
    self.formula = formula
    self.function = function
  }
}

/// What counts equally in a fit without known errors.
public enum FitWeighting: String, Sendable, Hashable, Codable {
  /// Deviations y − f: large values decide. Right where all values scatter by the same amount.
  case linear
  /// Relative deviations ln y − ln f: each decade counts the same. Right where values scatter in proportion to
  /// themselves, as over many decades of a power law; needs y > 0.
  case logarithmic
}
