import ComplexModule
import QuantumCore
public import RichDisplay

extension FloquetSpectrum: CustomStringConvertible, RichDisplayable {
  /// The gap, the evidence and the largest multipliers as text.
  public var description: String { resultTable.plainText }

  /// The gap, the evidence and a table of the largest multipliers.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: isComplete
        ? "Floquet spectrum, all \(multipliers.count) multipliers"
        : "Floquet spectrum, \(multipliers.count) leading multipliers"
          + (wasStopped ? ", stopped before its end" : ""),
      facts: [
        ("period", ResultTable.number(period)),
        ("gap 1 − |μ|", gap.map { ResultTable.number($0, digits: 8) } ?? "none found"),
        ("sectors", "\(sectorCount)"), ("method", method),
        ("propagations over a period", "\(propagationCount)"),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts,
      columns: ["Re μ", "Im μ", "|μ|", "Re λ", "Im λ", "residual"],
      rows: multipliers.prefix(20).map { multiplier in
        [
          ResultTable.number(multiplier.value.real, digits: 8),
          ResultTable.number(multiplier.value.imaginary, digits: 8),
          ResultTable.number(multiplier.value.length, digits: 8),
          ResultTable.number(multiplier.exponent.real, digits: 6),
          ResultTable.number(multiplier.exponent.imaginary, digits: 6),
          multiplier.residual.map { ResultTable.number($0, digits: 2) } ?? "–",
        ]
      })
  }
}

extension PeriodicSteadyState: CustomStringConvertible, RichDisplayable {
  /// The purity and the evidence as text.
  public var description: String { resultTable.plainText }

  /// The purity and the evidence.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: "Periodic steady state",
      facts: [
        ("dimension", "\(densityMatrix.dimension)"),
        ("purity", ResultTable.number(densityMatrix.purity)), ("method", method),
        ("residual ‖Uρ − ρ‖", ResultTable.number(residual, digits: 2)),
        ("distance of the next multiplier from 1", ResultTable.number(separation, digits: 3)),
        ("smallest eigenvalue", ResultTable.number(smallestEigenvalue, digits: 2)),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts)
  }
}
