package import CellCompiler

/// Makes what a front end shows of a cell that did not finish.
package struct FailureReport: Sendable {
  /// The texts of the cells that ran, by their library.
  private var sources: [String: (cell: CompiledCell, lines: [String])] = [:]

  /// A report that knows no cell yet.
  package init() {}

  /// Remembers the text of a cell, so that tracebacks can show its lines.
  package mutating func remember(_ cell: CompiledCell, code: String) {
    guard let library = cell.libraryPath else { return }
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    sources[library] = (cell, lines)
  }

  /// Forgets every cell.
  package mutating func reset() { sources = [:] }

  /// The failure of a cell that ended early.
  ///
  /// - Parameters:
  ///   - ending: what the executor reported.
  ///   - cell: the cell.
  ///   - symbols: the places behind the addresses of the ending.
  /// - Returns: what is to be shown.
  package func failure(of ending: CellEnding, cell: CompiledCell, symbols: SymbolizedFrames)
    -> CellFailure
  {
    let kind: CellFailure.Kind
    var name: String
    var sentence: String
    switch ending.kind {
    case .success, .engine:
      return .engine("\(cell.displayName) could not be loaded: \(ending.message)")
    case .thrown:
      (kind, name, sentence) = (.thrown, ending.name, ending.message)
    case .interrupted:
      (kind, name, sentence) = (.interrupted, "Interrupted", "The cell was interrupted")
    case .exit:
      (kind, name) = (.thrown, "ExitCalled")
      sentence = "exit(\(ending.code)) was called; the kernel goes on and keeps all values"
    case .trap:
      let cause = TrapCause(ending, recorded: symbols.cause)
      (kind, name, sentence) = (.trap, cause.name, cause.sentence)
      if ending.isOtherThread { sentence += " (in another thread)" }
    }
    if name.isEmpty { name = "Error" }
    let frames = Self.shortened(symbols.frames)
    let place = frames.first.map { "\($0.file), line \($0.line)" } ?? cell.displayName
    let message = sentence.contains("\n") ? sentence : "\(sentence) (\(place))"
    var traceback = ["\u{1B}[1;31m\(name)\u{1B}[0m: \(sentence)"]
    for frame in frames { traceback += lines(for: frame) }
    if frames.isEmpty { traceback.append("  in \(cell.displayName)") }
    if symbols.frames.count > frames.count {
      traceback.append("  … and \(symbols.frames.count - frames.count) more calls")
    }
    return CellFailure(kind: kind, name: name, message: message, traceback: traceback)
  }

  /// The failure of a cell during which the executor ended.
  ///
  /// - Parameters:
  ///   - exit: how it ended, in words.
  ///   - reason: why, where that is known better than from how it ended.
  ///   - cell: the cell, or nil where none ran.
  ///   - lost: the definitions that are gone.
  /// - Returns: what is to be shown.
  package static func death(
    exit: String, reason: String? = nil, cell: String?, lost: [CellDefinition]
  ) -> CellFailure {
    let place = cell.map { " while \($0) ran" } ?? ""
    let sentence = reason ?? "The process that runs the cells ended\(place): \(exit)"
    let gone = lostNames(lost)
    let consequence =
      gone.isEmpty ? "Nothing had been defined" : "These definitions are gone: \(gone)"
    return CellFailure(
      kind: .executorDied, name: "ExecutorDied",
      message: "\(sentence). A new one was started. \(consequence).",
      traceback: [
        "\u{1B}[1;31mExecutorDied\u{1B}[0m: \(sentence).", "A new process was started.",
        "\(consequence).",
      ])
  }

  /// The names of definitions with the cells they came from: "x, f (In[1]); Model (In[2])".
  private static func lostNames(_ definitions: [CellDefinition]) -> String {
    var cells: [(number: Int, names: [String])] = []
    for definition in definitions {
      let name = definition.kind == .extension ? "extension \(definition.name)" : definition.name
      if let index = cells.firstIndex(where: { $0.number == definition.cellNumber }) {
        if !cells[index].names.contains(name) { cells[index].names.append(name) }
      } else {
        cells.append((definition.cellNumber, [name]))
      }
    }
    return cells.map { "\($0.names.joined(separator: ", ")) (In[\($0.number)])" }
      .joined(separator: "; ")
  }

  /// The frames of a traceback: each place once in a row, and not hundreds of them.
  private static func shortened(_ frames: [SourceFrame]) -> [SourceFrame] {
    var result: [SourceFrame] = []
    for frame in frames where result.last != frame { result.append(frame) }
    return Array(result.prefix(12))
  }

  /// "  at In[7]:3:8 in f(_:)", the line of source, and a caret below its column.
  private func lines(for frame: SourceFrame) -> [String] {
    let source = sources[frame.library]
    let column = source?.cell.userColumn(line: frame.line, column: frame.column) ?? frame.column
    let position = column > 0 ? "\(frame.line):\(column)" : "\(frame.line)"
    let function = frame.function.map { " in \($0)" } ?? ""
    var result = ["  at \u{1B}[32m\(frame.file):\(position)\u{1B}[0m\(function)"]
    guard let lines = source?.lines, lines.indices.contains(frame.line - 1) else { return result }
    let line = lines[frame.line - 1]
    let margin = String(repeating: " ", count: max(0, 4 - String(frame.line).count))
    result.append("\(margin)\(frame.line) | \(line)")
    if column > 0, column <= line.utf8.count + 1 {
      let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self)
      let blanks = before.map { $0 == "\t" ? "\t" : " " }.joined()
      result.append("     | \(blanks)\u{1B}[31m^\u{1B}[0m")
    }
    return result
  }
}
