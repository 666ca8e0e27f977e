import CellCompiler
import JSONModel

/// Turns SourceKit's messages into ours, at the user's own places.
struct DiagnosticReader {
  let cell: RewrittenCell
  let source: CellSource
  let job: CompileJob

  /// The messages of an answer, without those that mean nothing in a notebook.
  ///
  /// - Throws: `ObjectFileError` where an error is not about the cell, as when the disk is full.
  func diagnostics(in answer: JSONValue) throws -> [CellDiagnostic] {
    let all = (answer["key.diagnostics"].array ?? []).compactMap(diagnostic)
    // Messages without a place are about the world around the cell.
    if let foreign = all.first(where: { $0.severity == .error && $0.line == 0 }) {
      throw ObjectFileError(message: "the compiler says: \(foreign.message)")
    }
    return all.filter { diagnostic in
      diagnostic.severity == .error
        || !Self.silenced.contains { diagnostic.identifier.hasPrefix($0) }
    }
  }

  /// Warnings that every notebook would be full of, or that are about what was put into the cell.
  private static let silenced = [
    "expression_unused", "unused_", "pbd_never_used", "extension_retroactive_conformance",
    "nonisolated_unsafe", "unreachable_code",
  ]

  private func diagnostic(_ value: JSONValue) -> CellDiagnostic? {
    let word = value["key.severity"].string ?? ""
    guard
      let severity = CellDiagnostic.Severity(
        rawValue: String(word.split(separator: ".").last ?? ""))
    else { return nil }
    let path = value["key.filepath"].string ?? ""
    let line = value["key.line"].integer ?? 0
    var column = value["key.column"].integer ?? 1
    let isOwn = path == job.displayName
    if isOwn { column = cell.userColumn(line: line, column: column) }
    var fixes: [String] = []
    var spans: [CellDiagnostic.Span] = []
    if isOwn {
      spans = (value["key.ranges"].array ?? []).compactMap(span)
      let proposals = value["key.fixits"].array ?? []
      // What consists of several changes does not read well as words.
      if proposals.count == 1 { fixes = proposals.compactMap(fix) }
    }
    return CellDiagnostic(
      severity: severity, message: value["key.description"].string ?? "",
      identifier: value["key.id"].string ?? "", file: path,
      line: line, column: column, spans: spans, fixes: fixes,
      notes: (value["key.diagnostics"].array ?? []).compactMap(diagnostic))
  }

  private func range(_ value: JSONValue) -> Range<Int>? {
    guard let offset = value["key.offset"].integer, let length = value["key.length"].integer,
      let start = cell.userOffset(offset), let end = cell.userOffset(offset + length), start <= end
    else { return nil }
    return start..<end
  }

  private func span(_ value: JSONValue) -> CellDiagnostic.Span? {
    guard let range = range(value) else { return nil }
    let start = source.place(ofUTF8: range.lowerBound)
    let end = source.place(ofUTF8: range.upperBound)
    guard start.line == end.line else { return nil }
    return .init(line: start.line, start: start.column - 1, length: end.column - start.column)
  }

  private func fix(_ value: JSONValue) -> String? {
    guard let range = range(value), let new = value["key.sourcetext"].string else { return nil }
    let old = String(decoding: source.utf8[range], as: UTF8.self)
    if old.isEmpty { return new.isEmpty ? nil : "insert '\(new)'" }
    return new.isEmpty ? "remove '\(old)'" : "replace '\(old)' with '\(new)'"
  }
}
