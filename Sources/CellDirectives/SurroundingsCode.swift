import CellCompiler

/// The Swift that the directives about files, folders and the environment become.
struct SurroundingsCode {
  let swift: String

  /// - Throws: a failure where the arguments are wrong.
  init(_ call: DirectiveCall) throws(CellFailure) {
    let code: String
    switch call.directive.name {
    case "writefile":
      let appends = call.words.first == "-a"
      let path = appends ? call.argument.dropFirst(2).trimmed : call.argument
      guard !path.isEmpty else {
        throw .directive("'%%writefile' wants the name of a file", line: call.line)
      }
      let text = call.body.isEmpty || call.body.hasSuffix("\n") ? call.body : call.body + "\n"
      code =
        "writeFile(\(SwiftText.literal(text)), to: \(SwiftText.literal(path)), appends: \(appends))"
    case "env": code = Self.environment(call.argument)
    case "cd":
      let path = call.argument.isEmpty ? "~" : call.argument
      code = "enterFolder(\(SwiftText.literal(path)))"
    default: code = "enterFolder(nil)"
    }
    swift = SwiftText.call(code, line: call.line)
  }

  private static func environment(_ argument: String) -> String {
    if argument.isEmpty { return "printEnvironment()" }
    let name = argument.prefix { $0 != "=" && !$0.isWhitespace }
    if name.count == argument.count { return "printEnvironment(\(SwiftText.literal(argument)))" }
    // `NAME=value` and, as in IPython, `NAME value`.
    var value = Substring(argument.dropFirst(name.count).trimmed)
    if value.hasPrefix("=") { value = Substring(value.dropFirst().trimmed) }
    return "setEnvironment(\(SwiftText.literal(String(name))), to: "
      + "\(SwiftText.literal(String(value))))"
  }
}
