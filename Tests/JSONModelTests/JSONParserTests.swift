import Foundation
import JSONModel
import Testing

@Suite struct JSONParserTests {
  private func parsed(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  @Test func valuesOfEveryKindAreRead() throws {
    let value = try parsed(
      #" {"a":[1,-2.5,1e3,true,false,null],"b":"\u00e9\ud83d\ude00\n\"\\\/","c":{}} "#)
    #expect(value["a"] == [1, -2.5, 1000.0, true, false, nil])
    #expect(value["b"] == "é😀\n\"\\/")
    #expect(value["c"] == [:])
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "tru", "nul",
    "\"abc", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "1 2", "NaN", "Infinity", "1e999", "[1 2]", "'a'",
    "{\"a\" 1}", "]", "\u{feff}1",
  ])
  func whatIsNoJSONIsRefused(text: String) {
    #expect(throws: JSONSyntaxError.self) { try parsed(text) }
  }

  @Test(
    arguments: [
      [0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xe2, 0x82],
      [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22], [0x80],
    ] as [[UInt8]])
  func invalidUTF8IsRefused(bytes: [UInt8]) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
  }

  @Test func halfOfASurrogatePairBecomesTheReplacementCharacter() throws {
    #expect(try parsed(#""a\ud800b""#) == "a\u{fffd}b")
    #expect(try parsed(#""\udc00""#) == "\u{fffd}")
    #expect(try parsed(#""\ud800\u0041""#) == "\u{fffd}A")
  }

  @Test func nestingIsLimited() throws {
    let allowed = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try parsed(allowed).array?.count == 1)
    #expect(throws: JSONSyntaxError.self) { try parsed("[" + allowed + "]") }
    #expect(throws: JSONSyntaxError.self) {
      try parsed(String(repeating: "{\"a\":", count: 100_000))
    }
  }

  @Test func integersBeyondTheWordBecomeNumbers() throws {
    #expect(try parsed("9223372036854775807") == .integer(.max))
    #expect(try parsed("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try parsed("-0") == .integer(0))
  }

  @Test func ofMembersWithOneNameTheLastCounts() throws {
    #expect(try parsed(#"{"a":1,"a":2}"#) == ["a": 2])
  }

  @Test func theErrorNamesThePlace() throws {
    let error = try #require(throws: JSONSyntaxError.self) { try parsed("[1, x]") }
    #expect(error.offset == 4)
  }

  /// The eight-bytes-at-a-time scan has to stop at each special byte at each alignment.
  @Test(arguments: 0..<24) func specialBytesAreFoundAtEveryPlace(place: Int) throws {
    let before = String(repeating: "é", count: place / 2) + String(repeating: "x", count: place % 2)
    #expect(try parsed("\"\(before)\\\"y\"") == .string(before + "\"y"))
    #expect(try parsed("[\"\(before)\", 1]") == [.string(before), 1])
    #expect(throws: JSONSyntaxError.self) { try parsed("\"\(before)\u{1f}\"") }
  }

  /// Foundation's decoder reads the same texts; our own has to agree with it.
  @Test func randomValuesAgreeWithFoundation() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<300 {
      let value = random.value(depth: 4)
      let text = value.encodedBytes()
      #expect(try JSONValue(parsing: text) == value)
      #expect(
        try JSONDecoder().decode([JSONValue].self, from: Data("[".utf8 + text + "]".utf8)) == [
          value
        ])
      #expect(try JSONValue(parsing: value.prettyBytes(indentation: 2)) == value)
    }
  }

  @Test func damagedTextNeverCrashes() {
    var random = SplitMix(state: 11)
    for _ in 0..<5000 {
      var text = random.value(depth: 4).encodedBytes()
      for _ in 0...Int(random.next() % 3) where !text.isEmpty {
        let place = Int(random.next() % UInt64(text.count))
        switch random.next() % 3 {
        case 0: text[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: text.remove(at: place)
        default: text.removeSubrange(place...)
        }
      }
      // Whether it is still JSON is not known; if so, it has to survive another round.
      if let value = try? JSONValue(parsing: text) {
        #expect((try? JSONValue(parsing: value.encodedBytes())) == value)
      }
    }
  }

  @Test func largePicturesSurvive() throws {
    let picture = JSONValue.string(String(repeating: "iVBORw0KGgo+/", count: 1_000_000))
    let value: JSONValue = ["image/png": picture]
    #expect(try JSONValue(parsing: value.encodedBytes()) == value)
  }
}

/// Random numbers and values that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  mutating func value(depth: Int) -> JSONValue {
    switch next() % (depth > 0 ? 8 : 6) {
    case 0: return .null
    case 1: return .bool(next() % 2 == 0)
    case 2: return .integer(Int(truncatingIfNeeded: next()) >> Int(next() % 60))
    // Not whole: Foundation reads 2.0 as the integer 2.
    case 3: return .number(Double(Int(next() % 1000)) + 0.25)
    case 4, 5: return .string(text())
    case 6: return .array((0..<Int(next() % 4)).map { _ in value(depth: depth - 1) })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int(next() % 4) { members[text()] = value(depth: depth - 1) }
      return .object(members)
    }
  }

  private mutating func text() -> String {
    let alphabet = Array("ab\"\\/\n\r\t\u{1}\u{7f}é€😀ψ†{}[]:,".unicodeScalars)
    var text = ""
    for _ in 0..<Int(next() % 20) {
      text.unicodeScalars.append(alphabet[Int(next() % UInt64(alphabet.count))])
    }
    return text
  }
}
