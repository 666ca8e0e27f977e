/// A reader of one JSON text (RFC 8259) in UTF-8.
///
/// Foundation's decoder tries one type after the other for a value of unknown shape; this one looks
/// at the first byte, which makes it many times faster where messages carry pictures.
struct JSONParser {
  /// Deeper nesting is refused, so that no text can exhaust the stack.
  static let maximumDepth = 512

  let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the one value of the text.
  mutating func parseText() throws -> JSONValue {
    let value = try parseValue()
    skipWhiteSpace()
    guard index == bytes.count else { throw failure("text after the end of the JSON value") }
    return value
  }

  private mutating func parseValue() throws -> JSONValue {
    skipWhiteSpace()
    guard index < bytes.count else { throw failure("a JSON value was expected, the text ended") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try nested { try $0.parseObject() }
    case UInt8(ascii: "["): return try nested { try $0.parseArray() }
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw failure("a JSON value was expected")
    }
  }

  private mutating func nested(_ body: (inout Self) throws -> JSONValue) throws -> JSONValue {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw failure("values nested deeper than \(Self.maximumDepth) levels")
    }
    index += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func parseObject() throws -> JSONValue {
    var members: [String: JSONValue] = [:]
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipWhiteSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw failure("the name of a member was expected")
      }
      let name = try parseString()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon was expected") }
      members[name] = try parseValue()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("a comma or } was expected") }
    return .object(members)
  }

  private mutating func parseArray() throws -> JSONValue {
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat { elements.append(try parseValue()) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("a comma or ] was expected") }
    return .array(elements)
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    let text = Array("\(word)".utf8)
    guard bytes.count - index >= text.count, bytes[index..<(index + text.count)].elementsEqual(text)
    else { throw failure("\(word) was expected") }
    index += text.count
    return value
  }

  private mutating func parseNumber() throws -> JSONValue {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let firstDigit = index
    guard skipDigits() > 0 else { throw failure("a digit was expected") }
    if bytes[firstDigit] == UInt8(ascii: "0"), index - firstDigit > 1 {
      throw failure("a number cannot begin with 0")
    }
    var isWhole = true
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      guard skipDigits() > 0 else { throw failure("a digit was expected after the point") }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      index += 1
      if index < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[index]) {
        index += 1
      }
      guard skipDigits() > 0 else { throw failure("a digit was expected in the exponent") }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      throw failure("the number \(text.prefix(40)) is too large")
    }
    return .number(value)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9")
    {
      index += 1
    }
    return index - start
  }

  private mutating func skipWhiteSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0a, 0x0d, 0x09: index += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipWhiteSpace()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  func failure(_ message: String) -> JSONSyntaxError {
    JSONSyntaxError(message: message, offset: index)
  }
}

extension JSONParser {
  private mutating func parseString() throws -> String {
    index += 1
    var result = ""
    while true {
      let start = index
      index = endOfPlainText(from: index)
      guard index < bytes.count else { throw failure("a string without end") }
      if index > start {
        guard let piece = text(start..<index) else { throw failure("a string is no valid UTF-8") }
        if result.isEmpty { result = piece } else { result += piece }
      }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return result
      case UInt8(ascii: "\\"):
        result.unicodeScalars.append(try parseEscape())
      default:
        throw failure("a control character in a string")
      }
    }
  }

  private mutating func parseEscape() throws -> Unicode.Scalar {
    guard index + 1 < bytes.count else { throw failure("a string without end") }
    index += 2
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default: throw failure("an unknown escape in a string")
    }
  }

  private mutating func parseUnicodeEscape() throws -> Unicode.Scalar {
    let high = try parseCodeUnit()
    guard (0xd800..<0xdc00).contains(high) else { return Unicode.Scalar(high) ?? "\u{fffd}" }
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return "\u{fffd}" }
    let back = index
    index += 2
    let low = try parseCodeUnit()
    guard (0xdc00..<0xe000).contains(low) else {
      // Half a pair: Python writes such for undecodable bytes. The rest of the text is worth keeping.
      index = back
      return "\u{fffd}"
    }
    return Unicode.Scalar(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)) ?? "\u{fffd}"
  }

  private mutating func parseCodeUnit() throws -> UInt32 {
    guard index + 4 <= bytes.count else { throw failure("four hexadecimal digits were expected") }
    var value: UInt32 = 0
    for byte in bytes[index..<(index + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("four hexadecimal digits were expected")
      }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }
}
