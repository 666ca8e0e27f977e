public import Foundation

extension JSONValue {
  /// Parses UTF-8 JSON text.
  ///
  /// - Parameter data: the whole text; white space around the value is allowed.
  /// - Throws: `JSONSyntaxError` where the bytes are no JSON text or no valid UTF-8.
  public init(parsing data: Data) throws { try self.init(parsing: [UInt8](data)) }

  /// Parses UTF-8 JSON text.
  ///
  /// - Parameter bytes: the whole text; white space around the value is allowed.
  /// - Throws: `JSONSyntaxError` where the bytes are no JSON text or no valid UTF-8.
  public init(parsing bytes: [UInt8]) throws {
    var parser = JSONParser(bytes)
    self = try parser.parseText()
  }

  /// The value as compact UTF-8 JSON text with sorted keys.
  public func encoded() -> Data { Data(encodedBytes()) }

  /// The value as compact UTF-8 JSON text with sorted keys.
  public func encodedBytes() -> [UInt8] {
    var writer = JSONWriter(indentation: nil)
    writer.write(self)
    return writer.bytes
  }

  /// The value as UTF-8 JSON text over several lines with sorted keys.
  ///
  /// - Parameter indentation: the number of spaces by which each level moves to the right.
  /// - Returns: the text, without a line break at its end.
  public func prettyBytes(indentation: Int) -> [UInt8] {
    precondition(indentation >= 0, "the indentation of JSON text is a number of spaces")
    var writer = JSONWriter(indentation: indentation)
    writer.write(self)
    return writer.bytes
  }
}
