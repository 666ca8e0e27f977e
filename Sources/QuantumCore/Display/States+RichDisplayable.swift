public import ComplexModule
import LinearAlgebra
public import RichDisplay

extension Operator: RichDisplayable {
  /// The dimension, where elements lie and how they are stored, with a table up to dimension 12.
  public var richRepresentation: RichRepresentation {
    let kind = isHermitian() ? ["Hermitian"] : []
    return MatrixTable(
      title: "Operator",
      facts: ["dimension \(dimension)"] + MatrixForm.facts(matrix) + kind
        + ["stored \(form)"],
      rows: dimension, columns: dimension, largest: storage.largestModulus
    ) { self[$0, $1] }.representation
  }
}

extension Ket: RichDisplayable {
  /// A column up to dimension 12; dimension, norm and the largest amplitude above.
  public var richRepresentation: RichRepresentation {
    var facts = ["dimension \(dimension)", "norm \(NumberText.real(norm))"]
    let moduli = amplitudes.map(\.length)
    let largest = moduli.max() ?? 0
    if dimension > MatrixTable.largestShown, let index = moduli.firstIndex(of: largest) {
      facts.append("largest amplitude \(NumberText.complex(amplitudes[index])) at index \(index)")
    }
    return MatrixTable(
      title: "Ket", facts: facts, rows: dimension, columns: 1, largest: largest
    ) { row, _ in amplitudes[row] }.representation
  }
}

extension DensityMatrix: RichDisplayable {
  /// A table up to dimension 12; dimension, trace and purity above.
  public var richRepresentation: RichRepresentation {
    MatrixTable(
      title: "Density matrix",
      facts: [
        "dimension \(dimension)", "trace \(NumberText.real(trace))",
        "purity \(NumberText.real(purity))",
      ], rows: dimension, columns: dimension, largest: matrix.largestModulus
    ) { self[$0, $1] }.representation
  }
}

extension HusimiQ: RichDisplayable {
  /// The grid, the largest value and the integral, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Husimi Q, S = \(NumberText.real(spin.quantumNumber)), "
        + "\(polarAngles.count) polar angles × \(azimuths.count) azimuths, "
        + "maximum \(NumberText.real(maximum)), integral \(NumberText.real(total))")
  }
}

extension Complex: RichDisplayable where RealType == Double {
  /// The number as physicists write it, `0.5 − 0.25i`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: NumberText.complex(self))
  }
}
