public import LinearAlgebra

extension Flow {
  /// f(x, p, t).
  ///
  /// - Parameters:
  ///   - state: x, a number for each variable.
  ///   - time: t.
  /// - Returns: dx/dt.
  /// - Throws: `NonlinearDynamicsError` where the state does not fit.
  public func velocity(at state: [Double], time: Double = 0) throws -> [Double] {
    try check(state)
    return evaluator(.velocity)(state, time: time)
  }

  /// The Jacobian ∂f_i/∂x_j, exactly.
  ///
  /// - Parameters:
  ///   - state: x.
  ///   - time: t.
  /// - Returns: a square matrix.
  /// - Throws: `NonlinearDynamicsError` where the state does not fit.
  public func jacobian(at state: [Double], time: Double = 0) throws -> Matrix<Double> {
    try check(state)
    let values = evaluator(.jacobian)(state, time: time)
    return Matrix(
      rows: dimension, columns: dimension, columnMajor: Array(values.dropFirst(dimension)))
  }

  /// The value of a formula of this flow's symbols.
  ///
  /// - Parameters:
  ///   - formula: of variables, parameters and time.
  ///   - state: x.
  ///   - time: t.
  /// - Returns: the number.
  /// - Throws: `NonlinearDynamicsError` where the state does not fit.
  public func value(of formula: Formula, at state: [Double], time: Double = 0) throws -> Double {
    try check(state)
    let evaluator = Evaluator(
      Program([formula], variableCount: dimension, parameterCount: parameterNames.count))
    evaluator.setParameters(parameterValues)
    return evaluator(state, time: time)[0]
  }

  /// The period of the forcing at these parameters.
  var forcingPeriodValue: Double? {
    guard let forcingPeriod else { return nil }
    return try? value(of: forcingPeriod, at: Array(repeating: 0, count: dimension))
  }

  /// A program of one lane with this flow's parameters.
  func evaluator(_ purpose: FlowMachinery.Purpose) -> Evaluator {
    let result = Evaluator(machinery.program(purpose))
    result.setParameters(parameterValues)
    return result
  }

  /// Refuses states that do not fit.
  func check(_ state: [Double]) throws {
    guard state.count == dimension else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A state has \(dimension) numbers (\(variables.joined(separator: ", "))), but \(state.count) came."
      )
    }
    guard state.allSatisfy(\.isFinite) else {
      throw NonlinearDynamicsError(.notFinite, "A state must be finite, but \(state) came.")
    }
    guard parameterValues.allSatisfy(\.isFinite) else {
      throw NonlinearDynamicsError(
        .notFinite, "Parameters must be finite, but \(parameters) came.")
    }
  }
}
