/// Text of one stream and one cell that waits for more of its kind.
struct StreamBuffer: Sendable {
  /// From this length on, in bytes, text does not wait any longer.
  static let fullLength = 1 << 16
  /// Longer text is sent in pieces, for front ends that limit their messages.
  static let pieceLength = 1 << 19

  private var stream = ""
  private var parent: [UInt8]?
  private var text = ""

  var isFull: Bool { text.utf8.count >= Self.fullLength }

  /// Whether text may join what is waiting.
  func accepts(stream: String, parent: [UInt8]?) -> Bool {
    text.isEmpty || (self.stream == stream && self.parent == parent)
  }

  mutating func append(_ more: String, stream: String, parent: [UInt8]?) {
    self.stream = stream
    self.parent = parent
    text += more
  }

  /// Takes what is waiting, in pieces, or nil.
  mutating func takeAll() -> (stream: String, parent: [UInt8]?, texts: [String])? {
    guard !text.isEmpty else { return nil }
    defer { text = "" }
    return (stream, parent, Self.pieces(of: text))
  }

  private static func pieces(of text: String) -> [String] {
    guard text.utf8.count > pieceLength else { return [text] }
    var pieces: [String] = []
    var rest = text[...]
    while rest.utf8.count > pieceLength {
      var end = rest.utf8.index(rest.startIndex, offsetBy: pieceLength)
      // Back to the beginning of a Unicode scalar.
      while rest.utf8[end] & 0xc0 == 0x80 { end = rest.utf8.index(before: end) }
      pieces.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return pieces + [String(rest)]
  }
}
