import Preconditions
import LinearAlgebra
import RealModule

extension CurveFit {
  /// Refuses what cannot be fitted, saying what to change.
  static func check(
    _ model: FitModel, _ x: [Double], _ y: [Double], _ errors: [Double]?, _ start: [Double],
    _ weighting: FitWeighting
  ) throws {
    guard x.count == y.count, (errors?.count ?? x.count) == x.count else {
      throw SignalAnalysisError(
        .invalidData,
        "A fit needs one value"
          + (errors == nil ? "" : " and one error")
          + " for each x, but \(x.count) points, \(y.count) values"
          + (errors.map { " and \($0.count) errors" } ?? "") + " came.")
    }
    if let k = x.indices.first(where: { !x[$0].isFinite || !y[$0].isFinite }) {
      throw SignalAnalysisError(
        .notFinite,
        "A fit needs finite numbers, but point \(k) is (\(x[k]), \(y[k])). Leave such points out.")
    }
    if let errors, let k = errors.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
      throw SignalAnalysisError(
        .invalidData,
        "Standard errors must be positive, but error \(k) is \(errors[k]). Leave errors out where none are known."
      )
    }
    requirePrecondition(
      start.count == model.parameterNames.count,
      "The start of a fit needs a number for each of \(model.parameterNames), not \(start.count).")
    guard start.allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(.notFinite, "The start of a fit must be finite, not \(start).")
    }
    guard x.count >= model.parameterNames.count else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "\(model.parameterNames.count) parameters need as many points or more, but \(x.count) came."
      )
    }
    if weighting == .logarithmic, errors == nil, let k = y.firstIndex(where: { $0 <= 0 }) {
      throw SignalAnalysisError(
        .invalidData,
        "Logarithmic weights need positive values, but value \(k) is \(y[k]). Use linear weights, or leave it out."
      )
    }
  }

  /// What is squared and summed.
  static func residuals(
    _ model: FitModel, _ x: [Double], _ y: [Double], _ errors: [Double]?, _ weighting: FitWeighting
  ) -> ([Double]) -> [Double] {
    { parameters in
      x.indices.map { k in
        let value = model.function(x[k], parameters)
        if let errors { return (y[k] - value) / errors[k] }
        switch weighting {
        case .linear: return y[k] - value
        case .logarithmic: return value > 0 ? .log(y[k]) - .log(value) : .nan
        }
      }
    }
  }

  /// ∂r_i/∂p_k by central differences.
  static func jacobian(
    _ residuals: ([Double]) -> [Double], at parameters: [Double], count: Int
  ) -> Matrix<Double> {
    var matrix = Matrix<Double>(rows: count, columns: parameters.count)
    for k in parameters.indices {
      let step = Self.step(parameters[k])
      var (above, below) = (parameters, parameters)
      above[k] += step
      below[k] -= step
      let width = above[k] - below[k]
      for (i, pair) in zip(residuals(above), residuals(below)).enumerated() {
        matrix[i, k] = (pair.0 - pair.1) / width
      }
    }
    return matrix
  }

  static func derivative(
    at parameters: [Double], along k: Int, of function: ([Double]) -> Double
  ) -> Double {
    let step = Self.step(parameters[k])
    var (above, below) = (parameters, parameters)
    above[k] += step
    below[k] -= step
    return (function(above) - function(below)) / (above[k] - below[k])
  }

  /// The cube root of rounding, where central differences are best.
  private static func step(_ value: Double) -> Double { 6e-6 * (value == 0 ? 1 : abs(value)) }

  /// (JᵀJ)⁻¹ by way of columns of length 1, so that parameters of any size may stand together.
  static func inverseNormalMatrix(
    _ jacobian: Matrix<Double>, _ model: FitModel
  ) throws -> Matrix<Double> {
    let n = jacobian.columnCount
    let scales = (0..<n).map { k in
      jacobian.column(k).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let problem = { (name: String) in
      SignalAnalysisError(
        .undetermined,
        "The data do not determine \(name) of \(model.formula). Take points where it matters, or fix it."
      )
    }
    if let k = scales.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
      throw problem(model.parameterNames[k])
    }
    let scaled = Matrix<Double>(rows: jacobian.rowCount, columns: n) {
      jacobian[$0, $1] / scales[$1]
    }
    let (values, vectors) = try scaled.rightSingularVectors()
    guard values[n - 1] > 1e-9 * values[0] else {
      let weakest = (0..<n).max { abs(vectors[$0, n - 1]) < abs(vectors[$1, n - 1]) } ?? 0
      throw problem(model.parameterNames[weakest])
    }
    return Matrix(rows: n, columns: n) { i, j in
      (0..<n).reduce(0.0) { $0 + vectors[i, $1] * vectors[j, $1] / (values[$1] * values[$1]) }
        / (scales[i] * scales[j])
    }
  }

  static func rSquared(_ y: [Double], _ values: [Double], _ weighting: FitWeighting) -> Double {
    let isLogarithmic = weighting == .logarithmic && (y + values).allSatisfy { $0 > 0 }
    let data = isLogarithmic ? y.map { Double.log($0) } : y
    let fitted = isLogarithmic ? values.map { Double.log($0) } : values
    let mean = data.reduce(0, +) / Double(data.count)
    let spread = data.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = zip(data, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return spread > 0 ? 1 - rest / spread : rest == 0 ? 1 : 0
  }
}
