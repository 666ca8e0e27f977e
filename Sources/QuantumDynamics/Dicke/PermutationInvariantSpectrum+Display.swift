import ComplexModule
public import RichDisplay

extension PermutationInvariantSpectrum: CustomStringConvertible, RichDisplayable {
  /// The method, the evidence and the slowest eigenvalues as text.
  public var description: String { resultTable.plainText }

  /// The method, the evidence and a table of the slowest eigenvalues.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  private var resultTable: ResultTable {
    ResultTable(
      title: "Permutation-invariant spectrum, \(eigenvalues.count) eigenvalues",
      facts: [("method", method), ("time taken", ResultTable.seconds(wallTime))]
        + (isComplete ? [] : [("not complete", "the search was stopped")]) + parameterFacts,
      columns: ["Re λ", "Im λ", "residual", "condition", "sector"],
      rows: eigenvalues.prefix(20).map { eigenvalue in
        [
          ResultTable.number(eigenvalue.value.real, digits: 8),
          ResultTable.number(eigenvalue.value.imaginary, digits: 8),
          ResultTable.number(eigenvalue.residual, digits: 2),
          eigenvalue.conditionNumber.map { ResultTable.number($0, digits: 2) } ?? "–",
          eigenvalue.sector.description,
        ]
      })
  }
}
