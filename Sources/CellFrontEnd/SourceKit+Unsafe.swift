import Foundation
import JSONModel
import _SourceKitShims

/// The toolchain's SourceKit, loaded into this process.
struct SourceKit: Sendable {
  /// A value of a request.
  indirect enum Value {
    /// A word of SourceKit's own, such as `source.request.compile`.
    case word(String)
    case text(String)
    case integer(Int)
    case list([Value])
    case dictionary([(String, Value)])

    /// The value in SourceKit's YAML form.
    fileprivate var yaml: String {
      switch self {
      case .word(let word): word
      case .text(let text): Value.quoted(text)
      case .integer(let number): String(number)
      case .list(let values): "[" + values.map(\.yaml).joined(separator: ", ") + "]"
      case .dictionary(let members):
        "{" + members.map { "\($0.0): \($0.1.yaml)" }.joined(separator: ", ") + "}"
      }
    }

    private static func quoted(_ text: String) -> String {
      var result = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case _ where scalar.value < 0x20 || scalar.value == 0x7f:
          let digits = String(scalar.value, radix: 16)
          result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result + "\""
    }
  }

  /// Loads SourceKit.
  ///
  /// - Throws: `SourceKitError` where it cannot be loaded.
  init(library: String) throws {
    guard let message = isochron_sourcekit_open(library) else { return }
    defer { free(message) }
    throw SourceKitError(message: String(cString: message))
  }

  /// Sends a request and waits for the answer.
  ///
  /// - Parameters:
  ///   - request: the kind of request, such as "compile".
  ///   - members: what else it says.
  ///   - source: the text to work on, where it is not in a file.
  /// - Returns: the answer.
  /// - Throws: `SourceKitError` with SourceKit's own message.
  func send(_ request: String, _ members: [(String, Value)], source: String? = nil) throws
    -> JSONValue
  {
    let yaml = Value.dictionary(
      [("key.request", .word("source.request.\(request)"))] + members
    ).yaml
    var failed = false
    var text = source
    let answer =
      text?.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          isochron_sourcekit_request(yaml, $0.baseAddress, $0.count, &failed)
        }
      } ?? isochron_sourcekit_request(yaml, nil, 0, &failed)
    guard let answer else { throw SourceKitError(message: "SourceKit gave no answer") }
    defer { free(answer) }
    if failed { throw SourceKitError(message: String(cString: answer)) }
    return try JSONValue(parsing: Data(String(cString: answer).utf8))
  }
}

/// What SourceKit said.
struct SourceKitError: Error, CustomStringConvertible {
  /// A sentence.
  let message: String
  /// The sentence.
  var description: String { message }
}
