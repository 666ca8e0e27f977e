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
    if let said = Words(ending.message) {
      self.init(name: said.name, sentence: said.text)
      return
    }
    let text = recorded ?? ""
    if let name = Self.name(for: text) {
      self.init(name: name, sentence: Self.capitalized(text))
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

  /// What was written before a trap: by the runtime, or by the user's `fatalError` and the like.
  private struct Words {
    var name: String
    var text: String

    /// Takes the message without the place, the backtrace and the addresses that the runtime adds.
    ///
    /// A text of the user's stays as it is. Nil where nothing was said.
    init?(_ message: String) {
      var text = message[...]
      if let range = text.firstRange(of: "\nCurrent stack trace:") {
        text = text[..<range.lowerBound]
      }
      if text.hasSuffix("\n") { text.removeLast() }
      guard !text.isEmpty else { return nil }
      let form = /^(.*?)(Fatal error|Precondition failed|Assertion failed)(?:: ([\s\S]*))?$/
      // Dots end at line breaks, so the mark is looked for in the first line only.
      guard let match = text.wholeMatch(of: form) else {
        self.init(ofRuntime: text)
        return
      }
      let place = match.1
      let own = match.3 ?? ""
      // The standard library speaks of its own files; these three it says in the name of the user's.
      let isRuntime =
        place.isEmpty || place.hasPrefix("Swift/") || place.hasPrefix("_Concurrency/")
        || ["Unexpectedly found nil", "'try!' expression", "Could not cast"]
          .contains { own.hasPrefix($0) }
      if match.2 == "Fatal error" {
        if isRuntime, !own.isEmpty {
          self.init(ofRuntime: own)
        } else {
          self.init(name: "FatalError", text: own.isEmpty ? "Fatal error" : String(own))
        }
        return
      }
      let name = match.2 == "Precondition failed" ? "PreconditionFailure" : "AssertionFailure"
      self.init(name: name, text: own.isEmpty ? String(match.2) : "\(match.2): \(own)")
    }

    private init(ofRuntime text: Substring) {
      // Modules of cells have names that nobody chose.
      let clean = text.replacing(/\ \(0x[0-9a-f]+\)/, with: "").replacing(/Cell_[0-9]+\./, with: "")
      self.init(
        name: TrapCause.name(for: String(clean)) ?? "FatalError",
        text: TrapCause.capitalized(String(clean)))
    }

    private init(name: String, text: String) {
      self.name = name
      self.text = text
    }
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

  private static func name(for text: String) -> String? {
    names.first { text.contains($0.words) }?.name
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
