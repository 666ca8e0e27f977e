import ComplexModule

extension LiouvillianEigenvalue: CustomStringConvertible {
  /// The eigenvalue with its uncertainty, without the mode.
  public var description: String {
    if isZero {
      return "0" + (uncertainty.map { " (± \(ResultTable.number($0, digits: 2)))" } ?? "")
    }
    let sign = value.imaginary < 0 ? "−" : "+"
    let number =
      "\(ResultTable.number(value.real, digits: 8)) \(sign) "
      + "\(ResultTable.number(abs(value.imaginary), digits: 8))i"
    return uncertainty.map { "\(number) (± \(ResultTable.number($0, digits: 2)))" } ?? number
  }
}

extension LiouvillianSpectrum: CustomStringConvertible {
  /// The gap, the evidence, and the slowest eigenvalues as text.
  public var description: String { resultTable.plainText }
}

extension SteadyState: CustomStringConvertible {
  /// The purity and the evidence as text.
  public var description: String { resultTable.plainText }
}

extension MasterEquationSolution: CustomStringConvertible {
  /// The times, the method with its evidence, and the expectation values' ends as text.
  public var description: String { resultTable.plainText }
}

extension Liouvillian: CustomStringConvertible {
  /// The dimensions and the number of jump operators as text.
  public var description: String { resultTable.plainText }
}

extension IntegrationEvidence: CustomStringConvertible {
  /// The method, its tolerances and its steps in one line.
  public var description: String {
    "\(method), tolerances \(ResultTable.number(relativeTolerance)) relative and "
      + "\(ResultTable.number(absoluteTolerance)) absolute, \(acceptedStepCount) steps, "
      + "\(rejectedStepCount) rejected, \(evaluationCount) evaluations, "
      + "smallest step \(ResultTable.number(smallestStep, digits: 2))"
  }
}

extension MasterEquationEvidence: CustomStringConvertible {
  /// The integration and what it kept, a line each.
  public var description: String {
    [
      "\(integration)", "drift of the trace: \(ResultTable.number(traceDrift, digits: 2))",
      "Hermiticity error of the initial state: \(ResultTable.number(initialHermiticityError, digits: 2))",
      "smallest eigenvalue at the end: \(ResultTable.number(smallestFinalEigenvalue, digits: 2))",
      "time taken: \(ResultTable.seconds(wallTime))",
    ].joined(separator: "\n")
  }
}

extension RungeKuttaTableau: CustomStringConvertible {
  /// The name and the orders, without the coefficients.
  public var description: String {
    "\(name), order \(order), error estimate of order \(errorOrder), "
      + "dense output of order \(interpolationOrder)"
  }
}

extension ExplicitRungeKutta: CustomStringConvertible {
  /// The method and its tolerances in one line.
  public var description: String {
    "Runge–Kutta integrator \(tableau.name), tolerances \(ResultTable.number(relativeTolerance)) "
      + "relative and \(ResultTable.number(absoluteTolerance)) absolute"
  }
}
