/// One message of the compiler about a cell, at the user's own line and column.
package struct CellDiagnostic: Sendable, Hashable, Codable {
  /// How grave it is.
  package enum Severity: String, Sendable, Hashable, Codable {
    case error, warning, note, remark
  }

  /// A part of a line, in UTF-8 bytes from 0.
  package struct Span: Sendable, Hashable, Codable {
    package var line: Int
    package var start: Int
    package var length: Int

    package init(line: Int, start: Int, length: Int) {
      self.line = line
      self.start = start
      self.length = length
    }
  }

  package var severity: Severity
  package var message: String
  /// The compiler's own name of the message, such as "cannot_find_in_scope".
  package var identifier: String
  /// "In[7]" for the cell at hand; empty where the compiler named no place.
  package var file: String
  /// The line from 1.
  package var line: Int
  /// The column in UTF-8 bytes from 1.
  package var column: Int
  /// What to underline.
  package var spans: [Span]
  /// What the compiler proposes, in words.
  package var fixes: [String]
  package var notes: [CellDiagnostic]

  package init(
    severity: Severity, message: String, identifier: String = "", file: String, line: Int,
    column: Int, spans: [Span] = [], fixes: [String] = [], notes: [CellDiagnostic] = []
  ) {
    self.severity = severity
    self.message = message
    self.identifier = identifier
    self.file = file
    self.line = line
    self.column = column
    self.spans = spans
    self.fixes = fixes
    self.notes = notes
  }
}
