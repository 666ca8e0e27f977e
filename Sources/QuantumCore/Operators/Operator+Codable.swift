import ComplexModule
import LinearAlgebra

extension Operator: Codable {
  private enum Key: String, CodingKey {
    case dimension, rows, columns, values
  }

  /// Decodes an operator from the elements that are not zero.
  ///
  /// - Parameter decoder: holds `dimension`, `rows`, `columns` and `values`.
  /// - Throws: `DecodingError` for elements outside; `QuantumError` with `notFinite`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let dimension = try container.decode(Int.self, forKey: .dimension)
    let rows = try container.decode([Int].self, forKey: .rows)
    let columns = try container.decode([Int].self, forKey: .columns)
    let values = try container.decode([ComplexDouble].self, forKey: .values)
    guard dimension > 0, rows.count == values.count, columns.count == values.count,
      (rows + columns).allSatisfy({ (0..<dimension).contains($0) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .dimension, in: container,
        debugDescription: "The elements do not fit into an operator of dimension \(dimension).")
    }
    try self.init(
      SparseMatrix(
        rows: dimension, columns: dimension,
        entries: values.indices.map {
          .init(row: rows[$0], column: columns[$0], value: values[$0])
        }))
  }

  /// Encodes the dimension and the elements that are not zero.
  ///
  /// - Parameter encoder: takes `dimension`, `rows`, `columns` and `values`.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var (rows, columns, values): ([Int], [Int], [ComplexDouble]) = ([], [], [])
    matrix.forEachEntry { row, column, value in
      rows.append(row)
      columns.append(column)
      values.append(value)
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(dimension, forKey: .dimension)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(values, forKey: .values)
  }
}
