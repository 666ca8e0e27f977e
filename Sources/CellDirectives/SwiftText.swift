/// Swift code that directives become.
enum SwiftText {
  /// A string literal of any text, on one line.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A call of a function of `NotebookTools`, at a line of the cell.
  static func call(_ code: String, line: Int) -> String {
    padding(line) + "import NotebookTools; try NotebookTools.\(code)"
  }

  /// Blank lines, so that what follows stands at a line of the cell.
  static func padding(_ line: Int) -> String { String(repeating: "\n", count: line - 1) }
}
