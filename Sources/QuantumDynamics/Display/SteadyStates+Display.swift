import ComplexModule
import LinearAlgebra
import QuantumCore
public import RichDisplay

extension SteadyStates: CustomStringConvertible, RichDisplayable {
  /// How many states there are, what is conserved and what oscillates, as text.
  public var description: String { resultTable.plainText }

  /// How many states there are, what is conserved and what oscillates.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  private var resultTable: ResultTable {
    let frequencies = persistentCoherences.map { ResultTable.number($0.frequency) }
    let oscillations =
      frequencies.isEmpty
      ? (searchedAllFrequencies ? "none" : "not searched in blocks of this size")
      : "\(frequencies.count), frequencies " + frequencies.joined(separator: ", ")
    return ResultTable(
      title: kernelDimension == 1 ? "One steady state" : "Steady states",
      facts: [
        ("independent solutions of Lρ = 0", "\(kernelDimension)"),
        ("persistent coherences", oscillations),
        (
          "asymptotic subspace",
          "dimension \(asymptoticDimension) of \(states.first?.dimension ?? 0)"
        ),
        ("slowest decay rate", slowestDecayRate.map { ResultTable.number($0) } ?? "none seen"),
        ("rates that count as zero", "below \(ResultTable.number(threshold, digits: 2))"),
        ("largest residual ‖Lρ‖", ResultTable.number(residual, digits: 2)),
        ("method", method), ("time taken", ResultTable.seconds(wallTime)),
      ],
      columns: ["extremal state", "purity", "largest population"],
      rows: states.enumerated().map { index, state in
        let populations = (0..<state.dimension).map { state[$0, $0].real }
        return [
          "\(index)", ResultTable.number(state.purity),
          ResultTable.number(populations.max() ?? 0),
        ]
      })
  }
}
