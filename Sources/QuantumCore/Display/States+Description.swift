import RichDisplay

extension RichDisplayable {
  /// The plain text of the display.
  var plainText: String {
    guard case .text(let text)? = richRepresentation.contents[.plainText] else { return "" }
    return text
  }
}

extension Operator: CustomStringConvertible {
  /// What the display shows as plain text.
  public var description: String { plainText }
}

extension Ket: CustomStringConvertible {
  /// What the display shows as plain text.
  public var description: String { plainText }
}

extension DensityMatrix: CustomStringConvertible {
  /// What the display shows as plain text.
  public var description: String { plainText }
}
