import ComplexModule
public import LinearAlgebra
public import RichDisplay

extension Matrix: RichDisplayable {
  /// A table while the matrix is small, its shape when it is large.
  public var richRepresentation: RichRepresentation {
    MatrixTable(
      title: "Matrix", facts: ["\(rowCount) × \(columnCount)"], rows: rowCount,
      columns: columnCount, largest: largestModulus
    ) { complexValue(self[$0, $1]) }.representation
  }
}

extension SparseMatrix: RichDisplayable {
  /// A table while the matrix is small, its shape and form when it is large.
  public var richRepresentation: RichRepresentation {
    MatrixTable(
      title: "Sparse matrix",
      facts: ["\(rowCount) × \(columnCount)"] + MatrixForm.facts(self), rows: rowCount,
      columns: columnCount, largest: largestModulus
    ) { complexValue(self[$0, $1]) }.representation
  }
}

/// A matrix element as a complex number.
private func complexValue<Scalar: MatrixScalar>(_ value: Scalar) -> ComplexDouble {
  (value as? ComplexDouble) ?? ComplexDouble(value.realPart)
}
