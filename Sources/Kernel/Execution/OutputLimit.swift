/// How much text one cell may put out before the rest is dropped: a page with the output of an endless
/// loop does not open any more.
struct OutputLimit: Sendable {
  /// The usual limit in bytes, over 400,000 short lines.
  static let usual = 4 << 20

  /// The limit in bytes; nil for none.
  let bytes: Int?
  private var shown = 0
  private var dropped = 0

  /// A limit in bytes; nil for none.
  init(bytes: Int?) { self.bytes = bytes }

  /// The limit that the variable `ISOCHRON_OUTPUT_LIMIT` names in bytes, 0 for none, or the usual one.
  static func configured(_ environment: [String: String]) -> Int? {
    guard let number = environment["ISOCHRON_OUTPUT_LIMIT"].flatMap({ Int($0) }), number >= 0 else {
      return usual
    }
    return number == 0 ? nil : number
  }

  /// The part of a text that is shown, and whether this text is the first that is cut.
  mutating func admit(_ text: String) -> (text: String, isFirstCut: Bool) {
    guard let bytes else { return (text, false) }
    let count = text.utf8.count
    if dropped == 0, shown + count <= bytes {
      shown += count
      return (text, false)
    }
    let isFirst = dropped == 0
    guard isFirst else {
      dropped += count
      return ("", false)
    }
    // Up to the end of a line; a line without end up to the end of a character.
    let part = text.utf8.prefix(bytes - shown)
    let newline = UInt8(ascii: "\n")
    let end =
      if let last = part.lastIndex(of: newline) {
        part.index(after: last)
      } else if text.utf8.contains(newline) {
        text.startIndex
      } else {
        text.unicodeScalars.index(before: text.unicodeScalars.index(after: part.endIndex))
      }
    let kept = String(text[..<end])
    shown += kept.utf8.count
    dropped = count - kept.utf8.count
    return (kept, true)
  }

  /// What is said where the text is cut.
  var notice: String {
    """

    [The cell put out more than \(Self.size(bytes ?? 0)), so the rest is not shown; the cell goes on. \
    ISOCHRON_OUTPUT_LIMIT sets the limit in bytes, 0 for none.]

    """
  }

  /// What is said at the end of a cell whose text was cut, or nil.
  var summary: String? {
    dropped > 0 ? "[\(Self.size(dropped)) of text are not shown.]\n" : nil
  }

  private static func size(_ bytes: Int) -> String {
    let megabytes = Double(bytes) / Double(1 << 20)
    if megabytes >= 1 { return "\((megabytes * 10).rounded() / 10) MiB" }
    return bytes >= 1 << 10 ? "\((bytes + 512) >> 10) KiB" : "\(bytes) bytes"
  }
}
