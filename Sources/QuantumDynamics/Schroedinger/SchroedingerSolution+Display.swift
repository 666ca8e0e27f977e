public import RichDisplay

extension SchroedingerSolution: CustomStringConvertible, RichDisplayable {
  /// The times, the method with its evidence, and the expectation values' ends as text.
  public var description: String { resultTable.plainText }

  /// The times, the method with its evidence, and the first and last expectation values.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: "Solution of a Schrödinger equation",
      facts: [
        (
          "times",
          "\(times.count), from \(ResultTable.number(times.first ?? 0)) to "
            + ResultTable.number(times.last ?? 0)
        ),
        (
          "method",
          "\(integration.method), relative tolerance "
            + "\(ResultTable.number(integration.relativeTolerance)), "
            + "\(integration.acceptedStepCount) steps and \(integration.rejectedStepCount) rejected"
        ),
        ("chosen because", plan.reason),
        ("drift of ⟨ψ|ψ⟩", ResultTable.number(normDrift, digits: 2)),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts,
      columns: ["observable", "first", "last"],
      rows: expectationValues.sorted { $0.key < $1.key }.map { name, values in
        [
          name, ResultTable.number(values.first ?? .nan), ResultTable.number(values.last ?? .nan),
        ]
      })
  }
}
