import ComplexModule
import QuantumCore
public import RichDisplay

extension Liouvillian: RichDisplayable {
  /// The dimensions, the number of jump operators, how L ρ is calculated and the parameters.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: "Liouvillian",
      facts: [
        ("dimension of the space", "\(dimension)"),
        ("superoperator", "\(dimension * dimension) × \(dimension * dimension)"),
        ("jump operators", "\(jumpOperators.count)"), ("L ρ", form),
      ] + parameterFacts
    )
  }
}

extension MasterEquationSolution: RichDisplayable {
  /// The times, the method with its evidence, and the first and last expectation values.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    let steps = evidence.integration
    return ResultTable(
      title: status == .finished
        ? "Solution of a master equation" : "Solution of a master equation, stopped before its end",
      facts: [
        (
          "times",
          "\(times.count), from \(ResultTable.number(times.first ?? 0)) to "
            + ResultTable.number(times.last ?? 0)
        ),
        (
          "method",
          "\(steps.method), relative tolerance \(ResultTable.number(steps.relativeTolerance)), "
            + "\(steps.acceptedStepCount) steps and \(steps.rejectedStepCount) rejected"
        ),
        ("choice", plan.description), ("products", "\(steps.evaluationCount)"),
        ("drift of the trace", ResultTable.number(evidence.traceDrift, digits: 2)),
        (
          "smallest eigenvalue at the end",
          ResultTable.number(evidence.smallestFinalEigenvalue, digits: 2)
        ),
        ("time taken", ResultTable.seconds(evidence.wallTime)),
      ] + parameterFacts,
      columns: ["observable", "first", "last"],
      rows: expectationValues.sorted { $0.key < $1.key }.map { name, values in
        [
          name, ResultTable.number(values.first ?? .nan), ResultTable.number(values.last ?? .nan),
        ]
      }
    )
  }
}

extension SteadyState: RichDisplayable {
  /// The purity and the evidence.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: "Steady state",
      facts: [
        ("dimension", "\(densityMatrix.dimension)"),
        ("status", status.rawValue),
        ("purity", ResultTable.number(densityMatrix.purity)),
        ("method", method),
        ("residual ‖Lρ‖", ResultTable.number(residual, digits: 2)),
        ("smallest eigenvalue", ResultTable.number(smallestEigenvalue, digits: 2)),
        (
          "populations set to 0 that rounding made negative",
          populationNoise > 0 ? "up to \(ResultTable.number(populationNoise, digits: 2))" : "none"
        ),
        ("condition number", ResultTable.number(conditionNumber, digits: 2)),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts
    )
  }
}

extension LiouvillianEigenvalue: RichDisplayable {
  /// The eigenvalue with its uncertainty.
  public var richRepresentation: RichRepresentation { RichRepresentation(plainText: description) }
}

extension LiouvillianSpectrum: RichDisplayable {
  /// The gap, the evidence, and a table of the slowest eigenvalues.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    let shown = eigenvalues.prefix(20)
    let title =
      shown.count < eigenvalues.count
      ? "Liouvillian spectrum, \(shown.count) of \(eigenvalues.count) eigenvalues"
      : "Liouvillian spectrum, \(eigenvalues.count) eigenvalues"
    return ResultTable(
      title: title,
      facts: [
        ("gap", gap.map { ResultTable.number($0, digits: 8) } ?? "none: every eigenvalue is zero"),
        ("gap certain for |Im λ| up to", ResultTable.number(gapIsCertainUpTo, digits: 3)),
        ("method", method), ("time taken", ResultTable.seconds(wallTime)),
      ] + (isComplete ? [] : [("not complete", "the search ended before its time")])
        + parameterFacts + (warning.map { [("warning", $0)] } ?? []),
      columns: ["Re λ", "Im λ", "residual", "condition", "uncertainty", "sector"],
      rows: shown.map { eigenvalue in
        [
          eigenvalue.isZero ? "0" : ResultTable.number(eigenvalue.value.real, digits: 8),
          eigenvalue.isZero ? "0" : ResultTable.number(eigenvalue.value.imaginary, digits: 8),
          ResultTable.number(eigenvalue.residual, digits: 2),
          eigenvalue.conditionNumber.map { ResultTable.number($0, digits: 2) } ?? "–",
          eigenvalue.uncertainty.map { ResultTable.number($0, digits: 2) } ?? "–",
          eigenvalue.sector.description,
        ]
      }
    )
  }
}
