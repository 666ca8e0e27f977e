import CellCompiler

/// The text that `%help` prints.
enum DirectiveHelp {
  /// - Throws: a failure where help is wanted on what is not a directive.
  static func text(for call: DirectiveCall) throws(CellFailure) -> String {
    let name = String(call.argument.drop { $0 == "%" })
    let wanted = Directive.all.filter { name.isEmpty || $0.name == name }
    guard !wanted.isEmpty else {
      throw .directive("'\(call.argument)' is not a directive; '%help' lists them", line: call.line)
    }
    let usages = wanted.map { "\($0.spelling) \($0.arguments)".trimmed }
    let width = usages.map(\.count).max() ?? 0
    let lines = zip(usages, wanted).map { usage, directive in
      "\(usage.padded(to: width))  \(directive.summary)\n"
    }
    let end =
      name.isEmpty
      ? "%name stands in a line of its own between lines of Swift; %%name in the first line takes the "
        + "cell.\n" : ""
    return lines.joined() + end
  }
}
