import ComplexModule
public import RichDisplay

extension RegionSpectrum: CustomStringConvertible, RichDisplayable {
  /// The number of eigenvalues and why none is missing, as text.
  public var description: String { resultTable.plainText }

  /// The number of eigenvalues and why none is missing.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  private var limits: [(name: String, value: String)] {
    guard let limitation = evidence.limitation else { return [] }
    return [
      ("not complete", limitation),
      (
        "complete for Re λ above",
        "\(ResultTable.number(evidence.completeAbove)), "
          + "\(ResultTable.number(100 * evidence.coveredFraction, digits: 3)) % of the region"
      ),
    ]
  }

  private var resultTable: ResultTable {
    ResultTable(
      title: "Liouvillian eigenvalues of a region",
      facts: [
        (
          "region",
          "Re λ from \(ResultTable.number(region.realRange.lowerBound)) to "
            + "\(ResultTable.number(region.realRange.upperBound)), |Im λ| up to "
            + ResultTable.number(region.largestFrequency)
        ),
        ("eigenvalues", "\(spectrum.eigenvalues.count)"),
        (
          "counted by the argument principle",
          evidence.countedByWinding.map {
            "\($0), by \(evidence.countFactorizations) factorizations"
          } ?? (evidence.limitation == nil ? "not asked for" : "not known")
        ),
        (
          "shifts",
          "\(evidence.shiftCount), whose findings agree \(evidence.confirmedCount) times where they overlap, "
            + "\(evidence.repairedCount) searched again"
        ),
        ("time taken", ResultTable.seconds(spectrum.wallTime)),
      ] + limits + spectrum.parameterFacts + (spectrum.warning.map { [("warning", $0)] } ?? []))
  }
}

extension Pseudospectrum: CustomStringConvertible, RichDisplayable {
  /// The grid and the range of the resolvent norm, as text.
  public var description: String { resultTable.plainText }

  /// The grid and the range of the resolvent norm.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  private var resultTable: ResultTable {
    let norms = resolventNorms.joined()
    return ResultTable(
      title: isComplete ? "Pseudospectrum" : "Pseudospectrum, stopped before its end",
      facts: [
        ("grid", "\(realParts.count) × \(imaginaryParts.count)"),
        ("method", "\(method), relative tolerance \(ResultTable.number(tolerance))"),
        (
          "resolvent norm",
          "\(ResultTable.number(norms.min() ?? .nan, digits: 3)) to "
            + ResultTable.number(norms.max() ?? .nan, digits: 3)
        ),
        ("transient growth at least", ResultTable.number(transientGrowthBound, digits: 3)),
        ("time taken", ResultTable.seconds(wallTime)),
      ] + parameterFacts)
  }
}

extension ExceptionalPoint: CustomStringConvertible, RichDisplayable {
  /// The point and its evidence, as text.
  public var description: String { resultTable.plainText }

  /// The point and its evidence.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  private var resultTable: ResultTable {
    let sign = eigenvalue.imaginary < 0 ? "−" : "+"
    return ResultTable(
      title: "Exceptional point",
      facts: [
        ("parameter", ResultTable.number(parameter, digits: 12)),
        (
          "eigenvalue",
          "\(ResultTable.number(eigenvalue.real, digits: 8)) \(sign) "
            + "\(ResultTable.number(abs(eigenvalue.imaginary), digits: 8))i"
        ),
        ("splitting that is left", ResultTable.number(splitting, digits: 2)),
        ("overlap of the modes", ResultTable.number(modeOverlap, digits: 10)),
        (
          "condition number",
          conditionNumber.map { ResultTable.number($0, digits: 2) } ?? "not calculated"
        ),
      ])
  }
}

extension LiouvillianSector: CustomStringConvertible {
  /// The label and the size in one line.
  public var description: String {
    "Sector \(label): \(size) dimensions" + (containsSteadyState ? ", with the steady state" : "")
  }
}
