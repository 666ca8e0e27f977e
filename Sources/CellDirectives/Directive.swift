/// A word with `%` or `%%` that a cell may hold beside Swift.
public struct Directive: Sendable, Hashable {
  /// Whether it takes its line or the whole cell below it.
  public enum Extent: Sendable, Hashable {
    /// `%name …`: the rest of its line.
    case line
    /// `%%name …`: the rest of its line and all lines below; it stands in the cell's first line.
    case cell
  }

  /// The word without `%`.
  public let name: String
  /// What it takes.
  public let extent: Extent
  /// What follows the word, in the notation of usage lines.
  public let arguments: String
  /// What it does, in one sentence without a full stop.
  public let summary: String

  /// The word as it is written.
  public var spelling: String { (extent == .line ? "%" : "%%") + name }

  /// Every directive, in the order in which help lists them.
  public static let all: [Directive] = [
    line("help", "[name]", "List the directives, or say how one is used"),
    line("time", "code", "Run one line of Swift and say how long it ran and compiled"),
    cell("time", "", "Run the cell and say how long it ran and compiled"),
    line("timeit", "[-r runs] [-n rounds] code", "Measure one line of Swift by repeating it"),
    cell("timeit", "[-r runs] [-n rounds]", "Measure the cell's lines by repeating them"),
    line(
      "who", "[kind …]",
      "List what earlier cells defined, or only some kinds (var, func, struct, …)"),
    line("reset", "", "Forget every definition and value, as after a restart of the kernel"),
    line("history", "[count]", "Print the cells that were run, or the last ones"),
    line("load", "file", "Put the content of a file into the next cell, to be edited and run"),
    line("bash", "command", "Run one line by bash"),
    cell("bash", "", "Run the cell by bash"),
    cell("script", "program", "Run the cell by a program such as python3 or perl"),
    cell("writefile", "[-a] file", "Write the cell's text into a file, or append it"),
    line("env", "[name[=value]]", "Print the environment, print a variable or set it"),
    line("cd", "[folder]", "Enter a folder (the home folder without one)"),
    line("pwd", "", "Print the present folder"),
  ]

  /// The directive of a name and extent, if there is one.
  public static func named(_ name: String, _ extent: Extent) -> Directive? {
    all.first { $0.name == name && $0.extent == extent }
  }

  private static func line(_ name: String, _ arguments: String, _ summary: String) -> Directive {
    Directive(name: name, extent: .line, arguments: arguments, summary: summary)
  }

  private static func cell(_ name: String, _ arguments: String, _ summary: String) -> Directive {
    Directive(name: name, extent: .cell, arguments: arguments, summary: summary)
  }
}
