import CellCompiler

/// A directive with its arguments, as it stands in a cell.
struct DirectiveCall: Sendable, Hashable {
  var directive: Directive
  /// What follows the word on its line, without blanks around it.
  var argument: String
  /// The lines below it, of a directive that takes the cell.
  var body: String
  /// The line of the cell, from 1.
  var line: Int

  /// The words of the argument.
  var words: [String] { argument.split(whereSeparator: \.isWhitespace).map(String.init) }
}

/// A part of a cell, to be run in order.
enum CellPart: Sendable, Hashable {
  /// Swift, with blank lines in place of what stands above it, so that errors name the right line.
  case swift(String)
  case directive(DirectiveCall)
}

/// Finds the directives of a cell.
struct CellParts: Sendable {
  /// Whether code is complete Swift, so that a directive may follow it.
  var isComplete: @Sendable (String) async -> Bool

  /// Whether a cell can hold a directive at all; Swift never begins a line so.
  static func mayHoldDirectives(_ code: String) -> Bool {
    code.split(separator: "\n").contains { isCandidate($0) }
  }

  /// Splits a cell.
  ///
  /// - Throws: a failure that names the directive that is not one.
  func parts(of code: String) async throws(CellFailure) -> [CellPart] {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
    if lines[first].hasPrefix("%%") {
      let body = lines[(first + 1)...].joined(separator: "\n")
      return [.directive(try Self.call(lines[first], .cell, line: first + 1, body: body))]
    }
    var parts: [CellPart] = []
    var swift: [Substring] = []
    var start = 0
    for (index, line) in lines.enumerated() {
      guard Self.isCandidate(line), await isComplete(swift.joined(separator: "\n")) else {
        swift.append(line)
        continue
      }
      if line.hasPrefix("%%") {
        throw .directive(
          "'\(Self.word(line))' takes the whole cell: it stands in the first line", line: index + 1)
      }
      Self.append(swift, from: start, to: &parts)
      swift = []
      start = index + 1
      parts.append(.directive(try Self.call(line, .line, line: index + 1, body: "")))
    }
    Self.append(swift, from: start, to: &parts)
    return parts
  }

  private static func append(_ lines: [Substring], from start: Int, to parts: inout [CellPart]) {
    guard lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return }
    parts.append(
      .swift(String(repeating: "\n", count: start) + lines.joined(separator: "\n")))
  }

  private static func isCandidate(_ line: Substring) -> Bool {
    let rest = line.drop { $0 == "%" }
    return rest.count < line.count && line.count - rest.count <= 2
      && rest.first.map { $0.isLetter || $0 == "?" } ?? false
  }

  /// The word of a directive's line, with its `%`.
  private static func word(_ line: Substring) -> String {
    String(line.prefix { !$0.isWhitespace })
  }

  private static func call(
    _ line: Substring, _ extent: Directive.Extent, line number: Int, body: String
  ) throws(CellFailure) -> DirectiveCall {
    let word = word(line)
    let argument = line.dropFirst(word.count).trimmed
    let name = String(word.drop { $0 == "%" })
    guard let directive = Directive.named(name, extent) else {
      throw .directive(advice(on: name, extent, word), line: number)
    }
    return DirectiveCall(directive: directive, argument: argument, body: body, line: number)
  }

  private static func advice(on name: String, _ extent: Directive.Extent, _ word: String) -> String
  {
    if let other = Directive.all.first(where: { $0.name == name }) {
      return extent == .cell
        ? "'\(word)' does not take a cell; write '\(other.spelling) \(other.arguments)'"
        : "'\(word)' takes the whole cell; write '\(other.spelling)' in its first line"
    }
    let known = [
      "matplotlib": "figures appear in the notebook by themselves",
      "run": "'%load file' puts a file into the next cell",
      "whos": "'%who' lists the definitions", "lsmagic": "'%help' lists the directives",
      "pip": "'%bash pip …' runs a command", "sh": "'%%bash' runs the cell by bash",
    ]
    if let hint = known[name] { return "'\(word)' is not known here: \(hint)" }
    return "'\(word)' is not a directive; '%help' lists them"
  }
}

extension StringProtocol {
  /// The text without blanks at either end.
  var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}

extension CellFailure {
  /// A directive that cannot be obeyed.
  static func directive(_ message: String, line: Int) -> CellFailure {
    CellFailure(
      kind: .thrown, name: "DirectiveError", message: "\(message) (line \(line))",
      traceback: ["\u{1B}[1;31mDirectiveError\u{1B}[0m: \(message) (line \(line))"])
  }
}
