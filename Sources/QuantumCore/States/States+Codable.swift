import ComplexModule
import LinearAlgebra

extension Ket: Codable {
  /// Decodes a ket.
  ///
  /// - Parameter decoder: holds the list of amplitudes.
  /// - Throws: `DecodingError`; `QuantumError` for no amplitudes, NaN or infinity.
  public init(from decoder: any Decoder) throws {
    try self.init(try [ComplexDouble](from: decoder))
  }

  /// Encodes the list of amplitudes.
  ///
  /// - Parameter encoder: takes a list of complex numbers.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws { try amplitudes.encode(to: encoder) }
}

extension DensityMatrix: Codable {
  /// Decodes a density matrix, bit by bit as it was; a solver's small errors are no reason to refuse it.
  ///
  /// - Parameter decoder: holds a square matrix.
  /// - Throws: `DecodingError`; `QuantumError` with `dimensionMismatch` where it is not square.
  public init(from decoder: any Decoder) throws {
    let matrix = try Matrix<ComplexDouble>(from: decoder)
    guard matrix.isSquare, matrix.rowCount > 0 else {
      throw QuantumError(
        .dimensionMismatch,
        "A density matrix is square, but \(matrix.rowCount) × \(matrix.columnCount) came.")
    }
    self.init(assumingValid: matrix)
  }

  /// Encodes the matrix.
  ///
  /// - Parameter encoder: takes `rows`, `columns` and `elements`, column by column.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws { try matrix.encode(to: encoder) }
}
