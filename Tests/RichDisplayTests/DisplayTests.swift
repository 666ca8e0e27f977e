import RichDisplay
import Synchronization
import Testing

/// Messages that the sink of these tests received; the suite runs one test at a time.
private let received = Mutex<[String]>([])

private func connect() {
  connectDisplaySink { bytes, count in
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    received.withLock { $0.append(text) }
  }
}

private func messages(of body: () -> Void) -> [String] {
  connect()
  received.withLock { $0 = [] }
  body()
  return received.withLock { $0 }
}

private struct Temperature: RichDisplayable {
  var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: "21 °C").html("<b>21</b> °C")
      .png([0x89, 0x50], width: 3, height: 2)
  }
}

@Suite(.serialized) struct DisplayTests {
  @Test("A rich value sends every format, with the image's shown size")
  func richValue() {
    let sent = messages { display(Temperature()) }
    #expect(sent.count == 1)
    #expect(
      sent[0].hasPrefix(
        #"{"kind":"display","data":{"image/png":"iVA=","text/html":"<b>21</b> °C","#
          + #""text/plain":"21 °C"},"metadata":{"image/png":{"width":3,"height":2}},"identifier":"#)
    )
    #expect(sent[0].hasSuffix(#","update":false}"#))
  }

  @Test("An update names the display that it replaces")
  func update() {
    let sent = messages { display("a").update("b") }
    #expect(sent.count == 2)
    let name = { (message: String) in message.split(separator: "\"identifier\":")[1].prefix(20) }
    #expect(name(sent[0]) == name(sent[1]))
    #expect(sent[1].hasSuffix(#""update":true}"#))
  }

  @Test("Two displays have different names")
  func names() { #expect(display(1) != display(1)) }

  @Test("Void and display handles are no results, everything else is")
  func results() {
    #expect(messages { _isochronShowResult(()) }.isEmpty)
    #expect(messages { _isochronShowResult(display(1)) }.count == 1)
    #expect(
      messages { _isochronShowResult(42) } == [
        #"{"kind":"result","data":{"text/plain":"42"},"metadata":{}}"#
      ])
  }

  @Test("An optional shows what it holds")
  func optionals() {
    #expect(richRepresentation(of: Temperature() as Temperature?).contents.count == 3)
    #expect(richRepresentation(of: nil as Temperature?).plainText == "nil")
  }

  @Test("Clearing and paging are messages of their own")
  func clearAndPage() {
    #expect(
      messages { clearOutput(waitingForNext: true) } == [#"{"kind":"clear","wait":true}"#])
    #expect(messages { page("text") }[0].hasPrefix(#"{"kind":"page","data":"#))
  }

  @Test(
    "Text is escaped as JSON asks",
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("line\nline\ttab", #""line\nline\u0009tab""#),
      ("ħ⟩\u{1}", #""ħ⟩\u0001""#),
    ])
  func escaping(text: String, json: String) { #expect(jsonString(text) == json) }

  @Test(
    "Base64 pads to groups of four",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64Padding(text: String, encoded: String) { #expect(base64(Array(text.utf8)) == encoded) }
}

@Suite struct PlainDescriptionTests {
  @Test("A string is shown with quotes, as in source text")
  func strings() { #expect(plainDescription(of: "a\nb") == #""a\nb""#) }

  @Test("A short array is shown whole, a long one by its ends")
  func arrays() {
    #expect(plainDescription(of: [1, 2, 3]) == "[1, 2, 3]")
    let text = plainDescription(of: Array(0..<1_000_000))
    #expect(text.hasPrefix("[0, 1, 2,") && text.hasSuffix("999999] (1000000 elements)"))
    #expect(text.count < 300)
  }

  @Test("Elements of a collection show themselves, tables below each other")
  func richElements() {
    #expect(plainDescription(of: [Temperature(), Temperature()]) == "[21 °C, 21 °C]")
    struct Table: RichDisplayable {
      var richRepresentation: RichRepresentation { RichRepresentation(plainText: "a\nb") }
    }
    #expect(plainDescription(of: [Table(), Table()]) == "[\na\nb,\na\nb\n]")
    #expect(plainDescription(of: ["x", "y"]) == #"["x", "y"]"#)
    #expect(plainDescription(of: [1, nil] as [Int?]) == "[Optional(1), nil]")
  }

  @Test("The modules of cells are not shown in descriptions, but strings stay as they are")
  func cellModules() {
    struct Outer: CustomStringConvertible { var description: String { "node(Cell_53.E.leaf)" } }
    #expect(plainDescription(of: Outer()) == "node(E.leaf)")
    #expect(plainDescription(of: "Cell_53.E") == #""Cell_53.E""#)
  }

  @Test("A description without end is cut, and says so")
  func longDescriptions() {
    struct Nested { let values = Array(0..<10_000) }
    let text = plainDescription(of: Nested())
    #expect(text.count < 4100 && text.hasSuffix("shows all)"))
  }

  @Test("Dictionaries and sets keep their own description")
  func dictionaries() { #expect(plainDescription(of: ["a": 1]) == #"["a": 1]"#) }
}
