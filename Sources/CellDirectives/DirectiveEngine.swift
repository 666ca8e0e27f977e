public import CellCompiler
import JSONModel
import Synchronization

/// An engine that knows the directives and leaves Swift to another one.
public actor DirectiveEngine: CellEngine {
  private let engine: any CellEngine
  private var history: [(number: Int, code: String)] = []

  /// An engine around another one.
  ///
  /// - Parameter engine: runs the Swift cells; it is started and ended through this one.
  public init(around engine: any CellEngine) { self.engine = engine }

  /// Starts the helper processes, so that the first cell does not wait for them.
  public func start() async throws { try await engine.start() }

  /// Runs one cell; its directives and its Swift in the order in which they stand.
  ///
  /// - Parameters:
  ///   - cell: the code and how to run it.
  ///   - output: receives each output in order, from one thread at a time.
  /// - Returns: how it ended; a directive that is not known fails before anything runs.
  public func execute(
    _ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void
  ) async -> CellOutcome {
    if history.last?.number != cell.number { history.append((cell.number, cell.code)) }
    guard CellParts.mayHoldDirectives(cell.code) else {
      return await engine.execute(cell, output: output)
    }
    do throws(CellFailure) {
      let parts = try await CellParts { [engine] in
        await engine.completeness(of: $0) == .complete
      }.parts(of: cell.code)
      for (index, part) in parts.enumerated() {
        var request = cell
        request.showsResult = cell.showsResult && index == parts.count - 1
        switch part {
        case .swift(let code): try await run(code, request, output)
        case .directive(let call): try await obey(call, request, output)
        }
      }
      return .success
    } catch {
      return .failure(error)
    }
  }

  private func run(
    _ code: String, _ request: CellRequest, _ output: @escaping @Sendable (CellOutput) -> Void
  ) async throws(CellFailure) {
    var request = request
    request.code = code
    if case .failure(let failure) = await engine.execute(request, output: output) { throw failure }
  }

  private func obey(
    _ call: DirectiveCall, _ request: CellRequest,
    _ output: @escaping @Sendable (CellOutput) -> Void
  ) async throws(CellFailure) {
    let print = { (text: String) in output(.stream(.standardOutput, text)) }
    switch call.directive.name {
    case "help": print(try DirectiveHelp.text(for: call))
    case "time": try await time(call, request, output)
    case "timeit": try await run(TimeItCode(call).swift, shown(request), output)
    case "who": print(try DefinitionTable(await engine.definitions(), call).text)
    case "reset":
      do { try await engine.restart() } catch { throw .engine("\(error)") }
      print("Every definition and value is gone.\n")
    case "history": print(try historyText(call))
    case "load": try await load(call, request, output)
    case "bash": try await runScript("bash", call, request, output)
    case "script":
      guard call.words.count == 1 else {
        throw .directive("'%%script' wants one program, as in '%%script python3'", line: call.line)
      }
      try await runScript(call.argument, call, request, output)
    default:
      try await run(SurroundingsCode(call).swift, request, output)
    }
  }

  private func shown(_ request: CellRequest) -> CellRequest {
    var request = request
    request.showsResult = true
    return request
  }

  private func time(
    _ call: DirectiveCall, _ request: CellRequest,
    _ output: @escaping @Sendable (CellOutput) -> Void
  ) async throws(CellFailure) {
    let code =
      call.directive.extent == .line
      ? SwiftText.padding(call.line) + call.argument
      : SwiftText.padding(call.line + 1) + call.body
    guard !code.allSatisfy(\.isWhitespace) else {
      throw .directive("'\(call.directive.spelling)' wants Swift to run", line: call.line)
    }
    let timing = Mutex<CellTiming?>(nil)
    try await run(code, request) { item in
      if case .timing(let value) = item { timing.withLock { $0 = value } } else { output(item) }
    }
    guard let timing = timing.withLock({ $0 }) else { return }
    output(.stream(.standardOutput, timing.description + "\n"))
  }

  private func runScript(
    _ program: String, _ call: DirectiveCall, _ request: CellRequest,
    _ output: @escaping @Sendable (CellOutput) -> Void
  ) async throws(CellFailure) {
    let script = call.directive.extent == .line ? call.argument : call.body
    guard !script.allSatisfy(\.isWhitespace) else {
      throw .directive("'\(call.directive.spelling)' wants a script", line: call.line)
    }
    let code =
      "runScript(\(SwiftText.literal(script)), interpreter: \(SwiftText.literal(program)))"
    try await run(SwiftText.call(code, line: call.line), request, output)
  }

  private func load(
    _ call: DirectiveCall, _ request: CellRequest,
    _ output: @escaping @Sendable (CellOutput) -> Void
  ) async throws(CellFailure) {
    guard !call.argument.isEmpty else {
      throw .directive("'%load' wants the name of a file", line: call.line)
    }
    let code = "loadIntoNextCell(\(SwiftText.literal(call.argument)))"
    try await run(SwiftText.call(code, line: call.line), request, output)
  }

  private func historyText(_ call: DirectiveCall) throws(CellFailure) -> String {
    var entries = history.dropLast()
    if !call.argument.isEmpty {
      guard let count = Int(call.argument), count > 0 else {
        throw .directive("'%history' wants a number of cells, as in '%history 5'", line: call.line)
      }
      entries = entries.suffix(count)
    }
    return entries.map { "In[\($0.number)]:\n\($0.code.trimmed)\n\n" }.joined()
  }

  // MARK: - What is left to the other engine

  /// The names that later cells can use, in the order of definition.
  public func definitions() async -> [CellDefinition] { await engine.definitions() }

  /// Answers the running cell's `CellOutput.inputRequest`; nil means that there is no input.
  public func provideInput(_ line: String?) async { await engine.provideInput(line) }

  /// Ends the running cell with an `interrupted` failure; values stay.
  public func interrupt() async { await engine.interrupt() }

  /// Says whether more lines should be typed before the code is run.
  public func completeness(of code: String) async -> CellCompleteness {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    if let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }), first.hasPrefix("%%") {
      // The end of a text that is not Swift is a blank line.
      return lines.last?.allSatisfy(\.isWhitespace) == true && lines.count > 2
        ? .complete : .incomplete(indentation: "")
    }
    guard CellParts.mayHoldDirectives(code) else { return await engine.completeness(of: code) }
    let parts = try? await CellParts { [engine] in
      await engine.completeness(of: $0) == .complete
    }.parts(of: code)
    guard case .swift(let swift) = parts?.last else { return .complete }
    return await engine.completeness(of: swift)
  }

  /// Candidates for the text at a position: directives after `%` at the start of a line.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  /// - Returns: the candidates, best first, and the text they replace.
  public func completions(of code: String, at position: Int) async -> CompletionList {
    if let list = DirectiveCompletion.list(of: code, at: position) { return list }
    return await engine.completions(of: code, at: position)
  }

  /// What is known of the name at a position, or nil.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  ///   - detail: 0 for the declaration and its documentation, 1 for its source too.
  /// - Returns: text in several formats.
  public func inspection(of code: String, at position: Int, detail: Int) async -> MIMEBundle? {
    await engine.inspection(of: code, at: position, detail: detail)
  }

  /// Gives what is put out while no cell runs to somebody.
  ///
  /// - Parameter output: receives each output in order, from one thread at a time.
  public func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) async {
    await engine.listenBetweenCells(output)
  }

  /// Brings a message of a front end's object to the cells' objects, also while a cell runs.
  public func receive(_ message: CommMessage) async { await engine.receive(message) }

  /// Forgets every definition and starts afresh.
  public func restart() async throws { try await engine.restart() }

  /// Ends the helper processes and removes temporary files.
  public func shutDown() async { await engine.shutDown() }
}
