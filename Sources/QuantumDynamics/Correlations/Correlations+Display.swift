import ComplexModule
import LinearAlgebra
public import RichDisplay

extension CorrelationFunction: CustomStringConvertible, RichDisplayable {
  /// The delays, the method and the first and last values as text.
  public var description: String { resultTable.plainText }

  /// The delays, the method and the first and last values.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: status == .finished
        ? "Correlation function" : "Correlation function, stopped before its end",
      facts: [
        ("delays", "\(delays.count), up to \(ResultTable.number(delays.last ?? 0))"),
        ("method", method),
        ("limit", limit.map(Self.text) ?? "not known: the state is not the steady one"),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts,
      columns: ["τ", "Re", "Im"],
      rows: [delays.indices.first, delays.indices.last].compactMap { $0 }.map { k in
        [
          ResultTable.number(delays[k]), ResultTable.number(values[k].real),
          ResultTable.number(values[k].imaginary),
        ]
      })
  }

  private static func text(_ value: ComplexDouble) -> String {
    "\(ResultTable.number(value.real)) + \(ResultTable.number(value.imaginary))i"
  }
}

extension EmissionSpectrum: CustomStringConvertible, RichDisplayable {
  /// The highest peak, the coherent and incoherent parts and the evidence as text.
  public var description: String { resultTable.plainText }

  /// The highest peak, the coherent and incoherent parts and the evidence.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    var facts: [(name: String, value: String)] = [
      (
        "frequencies",
        "\(frequencies.count), from \(ResultTable.number(frequencies.min() ?? 0)) to "
          + ResultTable.number(frequencies.max() ?? 0)
      )
    ]
    if let peak = values.indices.max(by: { values[$0] < values[$1] }) {
      facts.append(
        (
          "highest value",
          "\(ResultTable.number(values[peak])) at \(ResultTable.number(frequencies[peak]))"
        ))
    }
    facts += [
      ("coherent part ⟨A⟩⟨B⟩", ResultTable.number(coherentPart.real)),
      ("incoherent part", ResultTable.number(incoherentPart.real)), ("method", method),
    ]
    if let largestResidual {
      facts.append(("largest residual", ResultTable.number(largestResidual, digits: 2)))
    }
    facts.append(("time taken", ResultTable.seconds(wallTime)))
    return ResultTable(title: "Spectrum", facts: facts + parameterFacts)
  }
}
