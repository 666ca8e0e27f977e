/// Compiler messages as lines of text: place and message, the source line, a caret.
package struct DiagnosticText: Sendable {
  private let file: String
  private let lines: [Substring]

  /// For messages about one cell.
  ///
  /// - Parameters:
  ///   - code: the cell's text.
  ///   - file: the name by which messages call it, such as "In[7]".
  package init(code: String, file: String) {
    self.file = file
    lines = code.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  /// The lines that show a message.
  package func lines(for diagnostic: CellDiagnostic) -> [String] {
    var result = ["\(place(of: diagnostic))\(diagnostic.severity.rawValue): \(diagnostic.message)"]
    result += excerpt(for: diagnostic)
    result += diagnostic.fixes.map { "  fix: \($0)" }
    for note in diagnostic.notes { result += lines(for: note) }
    return result
  }

  private func place(of diagnostic: CellDiagnostic) -> String {
    guard !diagnostic.file.isEmpty else { return "" }
    guard diagnostic.file == file, let line = line(diagnostic.line) else {
      return diagnostic.line > 0
        ? "\(diagnostic.file):\(diagnostic.line): " : "\(diagnostic.file): "
    }
    let before = Self.prefix(of: line, bytes: diagnostic.column - 1)
    return "\(diagnostic.file):\(diagnostic.line):\(before.count + 1): "
  }

  private func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// Longer lines are cut around the caret, so that a line of a megabyte does not fill the notebook.
  private static let widest = 160

  private func excerpt(for diagnostic: CellDiagnostic) -> [String] {
    guard diagnostic.file == file, let line = line(diagnostic.line) else { return [] }
    let before = Self.prefix(of: line, bytes: diagnostic.column - 1)
    let caret = before.count
    var marks = [Character](before.map { $0 == "\t" ? "\t" : " " }) + ["^"]
    for span in diagnostic.spans where span.line == diagnostic.line {
      let start = Self.prefix(of: line, bytes: span.start).count
      let end = Self.prefix(of: line, bytes: span.start + span.length).count
      for column in start..<max(start, end) where column != caret {
        while marks.count <= column { marks.append(" ") }
        marks[column] = "~"
      }
    }
    var text = Array(line)
    if text.count > Self.widest {
      let first = max(0, caret - Self.widest / 2)
      let last = min(text.count, first + Self.widest)
      marks = Array(marks[min(first, marks.count)..<min(last, marks.count)])
      text = Array(text[first..<last])
    }
    return ["  " + String(text), "  " + String(marks)]
  }

  private static func prefix(of line: Substring, bytes: Int) -> Substring {
    let utf8 = line.utf8
    let end = utf8.index(utf8.startIndex, offsetBy: max(0, bytes), limitedBy: utf8.endIndex)
    return line[..<(end ?? utf8.endIndex)]
  }
}

extension CellFailure {
  /// The failure of a cell that did not compile.
  ///
  /// - Parameters:
  ///   - diagnostics: the compiler's messages, at least one of them an error.
  ///   - cell: the cell.
  ///   - isSyntax: whether the parser met the errors.
  /// - Returns: the failure with up to twenty errors as text.
  package static func compilation(
    _ diagnostics: [CellDiagnostic], of cell: CellRequest, isSyntax: Bool
  ) -> CellFailure {
    let name = isSyntax ? "SyntaxError" : "CompileError"
    let text = DiagnosticText(code: cell.code, file: "In[\(cell.number)]")
    let errors = diagnostics.filter { $0.severity == .error }
    let shown = errors.prefix(20)
    var traceback = shown.flatMap { text.lines(for: $0) }
    if errors.count > shown.count {
      traceback.append("… and \(errors.count - shown.count) more errors")
    }
    let message = errors.first?.message ?? "the cell did not compile"
    if traceback.isEmpty { traceback = ["\(name): \(message)"] }
    return CellFailure(kind: .compilation, name: name, message: message, traceback: traceback)
  }
}
