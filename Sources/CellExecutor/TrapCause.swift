/// Why a cell trapped: a name for the error and a sentence.
package struct TrapCause: Sendable, Hashable {
  /// For example "IndexOutOfRange".
  package var name: String
  /// For example "Index out of range".
  package var sentence: String

  /// The cause behind a trap.
  ///
  /// - Parameters:
  ///   - ending: what the executor reported.
  ///   - recorded: what the compiler recorded for the address, where it did.
  package init(_ ending: CellEnding, recorded: String?) {
    let message = Self.essence(of: ending.message)
    let text = message ?? recorded ?? ""
    if let name = Self.name(for: text, hasMessage: message != nil) {
      // What the program said stays as it is written.
      self.init(name: name, sentence: message ?? Self.capitalized(text))
      return
    }
    switch ending.name {
    case "StackOverflow":
      self.init(name: ending.name, sentence: "The stack is full: a recursion does not end")
    case "NullPointer":
      self.init(name: ending.name, sentence: "A null pointer was used")
    case "InvalidMemoryAccess":
      self.init(
        name: ending.name,
        sentence:
          "Memory was used that is not there (address 0x\(String(ending.address, radix: 16)))")
    case "DivisionByZero":
      self.init(name: ending.name, sentence: "Division by zero")
    default:
      self.init(
        name: "Trap", sentence: text.isEmpty ? "The program trapped" : Self.capitalized(text))
    }
  }

  private init(name: String, sentence: String) {
    self.name = name
    self.sentence = sentence
  }

  /// What the runtime said without the place, the backtrace and the addresses that it adds.
  private static func essence(of message: String) -> String? {
    var text = message[...]
    if let range = text.firstRange(of: "\nCurrent stack trace:") {
      text = text[..<range.lowerBound]
    }
    for mark in ["Fatal error: ", "Precondition failed: ", "Assertion failed: "] {
      guard let range = text.firstRange(of: mark) else { continue }
      let kind = mark == "Fatal error: " ? "" : mark
      text = kind + text[range.upperBound...]
      break
    }
    let result = text.replacing(/\ \(0x[0-9a-f]+\)/, with: "")
      .trimmingSuffix { $0.isNewline || $0 == " " }
    return result.isEmpty ? nil : String(result)
  }

  /// Words of the runtime's messages, and the names they get; the first that fits counts.
  private static let names: [(words: String, name: String)] = [
    ("found nil", "UnwrappedNil"),
    ("try!", "UnhandledError"),
    ("Could not cast", "InvalidCast"),
    ("unowned reference", "DanglingReference"),
    ("Division by zero", "DivisionByZero"),
    ("division by zero", "DivisionByZero"),
    ("remainder", "DivisionByZero"),
    ("Not enough bits", "ArithmeticOverflow"),
    ("verflow", "ArithmeticOverflow"),
    ("Negative value is not representable", "ArithmeticOverflow"),
    ("cannot be converted to", "ArithmeticOverflow"),
    ("Range requires", "InvalidRange"),
    ("Can't form Range", "InvalidRange"),
    ("ndex is out of", "IndexOutOfRange"),
    ("ndex out of", "IndexOutOfRange"),
    ("out of range", "IndexOutOfRange"),
    ("out of bounds", "IndexOutOfRange"),
    ("from an empty collection", "EmptyCollection"),
    ("Duplicate values for key", "DuplicateKey"),
    ("Duplicate keys", "DuplicateKey"),
    ("recondition fail", "PreconditionFailure"),
    ("Assertion fail", "AssertionFailure"),
    ("Simultaneous accesses", "ExclusivityViolation"),
    ("conflict", "ExclusivityViolation"),
  ]

  private static func name(for text: String, hasMessage: Bool) -> String? {
    for entry in names where text.contains(entry.words) { return entry.name }
    return hasMessage ? "FatalError" : nil
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension StringProtocol {
  /// The text without the characters at its end that a condition holds for.
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
