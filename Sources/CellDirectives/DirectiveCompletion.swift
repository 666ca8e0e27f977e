import CellCompiler

/// Completion of the words of directives.
enum DirectiveCompletion {
  /// The directives that begin as the line does up to the cursor; nil where the cursor is elsewhere.
  static func list(of code: String, at position: Int) -> CompletionList? {
    let scalars = code.unicodeScalars
    guard position >= 0,
      let end = scalars.index(scalars.startIndex, offsetBy: position, limitedBy: scalars.endIndex)
    else { return nil }
    let line =
      scalars[..<end].split(
        separator: "\n", omittingEmptySubsequences: false
      ).last.map { String($0) } ?? ""
    guard line.hasPrefix("%"), !line.contains(where: \.isWhitespace) else { return nil }
    let items = Directive.all.filter { $0.spelling.hasPrefix(line) }.map {
      CompletionList.Item(text: $0.spelling, kind: "keyword", signature: $0.summary)
    }
    return CompletionList(
      items: items, start: position - line.unicodeScalars.count, end: position)
  }
}
