import ComplexModule

extension LiouvillianEigenvalue: CustomStringConvertible {
  /// The eigenvalue with its uncertainty, without the mode.
  public var description: String {
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
