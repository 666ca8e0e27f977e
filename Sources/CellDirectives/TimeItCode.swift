import CellCompiler

/// The Swift that `%timeit` becomes.
struct TimeItCode {
  let swift: String

  /// - Throws: a failure where an option is wrong or there is nothing to measure.
  init(_ call: DirectiveCall) throws(CellFailure) {
    var rest = Substring(call.argument)
    var arguments: [String] = []
    while rest.hasPrefix("-") {
      let option = rest.prefix { !$0.isWhitespace }
      let value = rest.dropFirst(option.count).drop(while: \.isWhitespace)
        .prefix { !$0.isWhitespace }
      guard let label = ["-r": "runs", "-n": "rounds"][String(option)] else {
        throw .directive("'\(option)' is not an option of '%timeit': -r, -n", line: call.line)
      }
      guard let count = Int(value), count > 0, let end = value.indices.last else {
        throw .directive("'\(option)' wants a number above 0, as in '\(option) 5'", line: call.line)
      }
      arguments.append("\(label): \(count)")
      rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
    }
    let isLine = call.directive.extent == .line
    let work = isLine ? String(rest) : call.body
    guard !work.allSatisfy(\.isWhitespace), isLine || rest.isEmpty else {
      throw .directive(
        isLine
          ? "'%timeit' wants Swift to measure, as in '%timeit sin(0.3)'"
          : "'%%timeit' measures the lines below it", line: call.line)
    }
    arguments.sort(by: >)
    let head =
      "import NotebookTools; \(work.contains("try ") ? "try " : "")NotebookTools.timeIt"
      + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))")
    // The lines of a cell stay where they are.
    swift =
      SwiftText.padding(call.line)
      + (isLine ? "\(head) { \(work) }" : "\(head) {\n\(work)\n}")
  }
}
