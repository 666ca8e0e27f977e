extension Matrix: Codable where Scalar: Codable {
  private enum Key: String, CodingKey {
    case rows, columns, elements
  }

  /// Decodes a matrix.
  ///
  /// - Parameter decoder: holds `rows`, `columns` and `elements`, column by column.
  /// - Throws: `DecodingError` where the numbers do not fill the shape.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let rows = try values.decode(Int.self, forKey: .rows)
    let columns = try values.decode(Int.self, forKey: .columns)
    let elements = try values.decode([Scalar].self, forKey: .elements)
    let (count, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !isTooLarge, elements.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: values,
        debugDescription: "\(elements.count) numbers do not fill a \(rows) × \(columns) matrix.")
    }
    self.init(rows: rows, columns: columns, columnMajor: elements)
  }

  /// Encodes the shape and the elements, column by column.
  ///
  /// - Parameter encoder: takes `rows`, `columns` and `elements`.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(rowCount, forKey: .rows)
    try values.encode(columnCount, forKey: .columns)
    try values.encode(elements, forKey: .elements)
  }
}
