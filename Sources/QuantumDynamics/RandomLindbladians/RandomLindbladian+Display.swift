import LinearAlgebra
import QuantumCore
public import RichDisplay

extension RandomLindbladian: CustomStringConvertible, RichDisplayable {
  /// The dimension, the basis and the strengths as text.
  public var description: String { resultTable.plainText }

  /// The dimension, the basis and the strengths.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    let d = basis.dimension
    return ResultTable(
      title: "Random Lindbladian",
      facts: [
        ("dimension of the space", "\(d)"),
        ("Kossakowski matrix", "\(basis.count) × \(basis.count), trace \(basis.count)"),
        ("basis of operators", "\(basis.kind)"),
        ("coherent strength", ResultTable.number(coherentStrength)),
        ("dissipative strength", ResultTable.number(dissipativeStrength)),
      ])
  }
}

extension RealLiouvillian: CustomStringConvertible, RichDisplayable {
  /// The dimensions and the form as text.
  public var description: String { resultTable.plainText }

  /// The dimensions and the form.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    ResultTable(
      title: "Real Liouvillian",
      facts: [
        ("dimension of the space", "\(dimension)"),
        (
          "matrix",
          "\(matrix.rowCount) × \(matrix.columnCount) real numbers on Hermitian operators, stored dense"
        ),
      ])
  }
}
