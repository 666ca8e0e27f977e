import Foundation
import Interprocess

/// Compiles cells, and answers questions about code, by a process of its own.
///
/// The process is started anew when it dies or hangs; only the request at hand fails then. What
/// earlier cells defined is remembered here.
public actor CompilerService {
  /// Where everything is.
  public nonisolated let configuration: CompilerConfiguration

  private var folder: SessionFolder?
  private var connection: ServiceConnection?
  private var ledger: DefinitionLedger
  private var sequence = 0
  /// The cell that each module was compiled from.
  private var cellNames: [String: String] = [:]
  /// The code that stated each conformance of the types that later cells see.
  private var statedConformances: [CellOutline.Conformance: String] = [:]
  /// Compiled cells that were not run yet.
  private var pending: [Int: (link: DefinitionLedger.Link, view: DefinitionLedger.View)] = [:]
  private var isCompiling = false
  private var wasCancelled = false

  /// A service that is not started yet.
  public init(configuration: CompilerConfiguration) {
    self.configuration = configuration
    ledger = DefinitionLedger(implicitImports: configuration.implicitImports)
  }

  // MARK: - Life

  /// Starts the process and warms it up in the background.
  ///
  /// - Throws: a failure of kind `engine` where it cannot start.
  public func start() async throws(CellFailure) {
    _ = try connected()
    // What comes first waits for SourceKit to be loaded; a question makes it read the standard library.
    let prelude = ledger.view.prelude
    Task { _ = await self.ask(.completion(CodeQuestion(code: "", position: 0, prelude: prelude))) }
  }

  /// Ends the process and removes the session's temporary folder.
  public func shutDown() async {
    connection?.end("the compiler service was shut down")
    connection = nil
    folder?.remove()
    folder = nil
  }

  /// Ends a compilation that takes too long; it fails with kind `interrupted`.
  public func cancelCompilation() async {
    guard isCompiling else { return }
    wasCancelled = true
    connection?.end("the compilation was interrupted")
  }

  // MARK: - Cells

  /// Compiles one cell; its definitions are visible to later cells after `didRun(_:progress:)`.
  ///
  /// - Parameter cell: the cell.
  /// - Returns: what to load.
  /// - Throws: a failure of kind `compilation`, after which nothing has changed, `interrupted` or `engine`.
  public func compile(_ cell: CellRequest) async throws(CellFailure) -> CompiledCell {
    isCompiling = true
    wasCancelled = false
    defer { isCompiling = false }
    let name = "In[\(cell.number)]"
    guard case .outline(let outline) = try await require(.outline(cell.code)) else {
      throw .engine("the compiler service gave no outline of the cell")
    }
    sequence += 1
    let moduleName = "Cell_\(sequence)"
    cellNames[moduleName] = name
    var compiled = CompiledCell(
      sequence: sequence, cellNumber: cell.number, moduleName: moduleName, libraryPath: nil,
      entrySymbol: moduleName + "_main", displayName: name, showsResult: false,
      isAsync: outline.isAsync, declaredNames: [], variables: [], warnings: [], insertions: [])
    if outline.isEmpty { return compiled }
    if var refusal = outline.refusal {
      refusal.file = name
      throw .compilation([refusal], of: cell, isSyntax: false)
    }

    let view = ledger.view(for: outline)
    var job = CompileJob(
      code: cell.code, moduleName: moduleName, displayName: name, prelude: view.prelude,
      omittedImports: view.imports, showsResult: cell.showsResult)
    let again = ledger.recompilations(for: outline, view: view)
    let files = again.map { ModuleFile(path: path($0.moduleName, "swiftmodule")) }
    for job in again { try await recompile(job) }
    let result: CompileResult
    do throws(CellFailure) {
      var answer = try await compile(job)
      if answer.isPreludeWrong {
        job.prelude = view.withoutPins.prelude
        answer = try await compile(job)
      }
      result = answer
      if result.isPreludeWrong {
        throw CellFailure.engine(
          "the earlier cells cannot be imported: \(result.diagnostics.first?.message ?? "")")
      }
      guard result.succeeded else {
        throw CellFailure.compilation(
          result.diagnostics.map(readable), of: cell, isSyntax: outline.hasErrors)
      }
    } catch {
      for file in files { file.restore() }
      throw error
    }
    for job in again { ledger.didRecompile(job) }

    compiled.libraryPath = path(moduleName, "so")
    compiled.showsResult = result.showsResult
    compiled.insertions = result.insertions
    let named = outline.declarations.filter { $0.kind != .extension }
    compiled.declaredNames = named.reduce(into: []) {
      if !$0.contains($1.name) { $0.append($1.name) }
    }
    compiled.variables = named.filter { $0.kind == .variable }.map {
      .init(name: $0.name, step: $0.step)
    }
    let text = DiagnosticText(code: cell.code, file: name)
    compiled.warnings = result.diagnostics.filter { $0.severity == .warning }
      .map { text.lines(for: readable($0)).joined(separator: "\n") }
    compiled.warnings += outline.conformances.filter { conformance in
      statedConformances[conformance].map { $0 != cell.code } ?? false
    }.map {
      "\(name): warning: '\($0.type)' conforms to '\($0.interface)' anew; what is looked up while a cell "
        + "runs ('print', 'as?') may go on with the older conformance until the cell that declares "
        + "'\($0.type)' is run again"
    }
    let link = DefinitionLedger.Link(
      moduleName: moduleName, cellNumber: cell.number, outline: outline, job: job, order: sequence)
    pending[sequence] = (link, view)
    return compiled
  }

  /// Records that a compiled cell was run, wholly or in part.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - progress: nil where it came to its end, otherwise the last step it reported (0 where none).
  public func didRun(_ cell: CompiledCell, progress: Int?) async {
    guard let (link, view) = pending.removeValue(forKey: cell.sequence) else { return }
    let declared = Set(link.outline.declarations.lazy.filter { $0.kind != .extension }.map(\.name))
    statedConformances = statedConformances.filter { !declared.contains($0.key.type) }
    for conformance in link.outline.conformances {
      statedConformances[conformance] = link.job.code
    }
    let orphans = ledger.enter(link, view: view, progress: progress)
    guard let tombstone = ledger.tombstone(for: orphans, of: link) else { return }
    // Without the tombstone the variables would read as zero memory; it fails only with the service itself.
    if case .compiled(let result) = await ask(.compile(tombstone.job)), result.succeeded {
      ledger.enter(tombstone: tombstone)
    }
  }

  /// Forgets a compiled cell that never ran.
  public func discard(_ cell: CompiledCell) async { pending[cell.sequence] = nil }

  /// The names that later cells can use, in the order of definition.
  public var definitions: [CellDefinition] { ledger.definitions }

  /// Forgets every definition, because the process that held the values is gone.
  ///
  /// - Returns: the definitions that were forgotten.
  @discardableResult
  public func reset() async -> [CellDefinition] {
    defer {
      ledger.removeAll()
      pending = [:]
      statedConformances = [:]
    }
    return ledger.definitions
  }

  /// A message in which modules have the names of their cells.
  private func readable(_ diagnostic: CellDiagnostic) -> CellDiagnostic {
    var result = diagnostic
    // Longer numbers first: Cell_1 begins Cell_12.
    for match in diagnostic.message.matches(of: /Cell_[0-9]+/).reversed() {
      guard let name = cellNames[String(match.output)] else { continue }
      result.message.replaceSubrange(match.range, with: name)
    }
    result.notes = diagnostic.notes.filter { !$0.message.contains("_missing.") }.map(readable)
    return result
  }

  private func recompile(_ job: CompileJob) async throws(CellFailure) {
    let result = try await compile(job)
    guard result.succeeded else {
      throw .engine("\(job.displayName) could not be compiled again beside the new definitions")
    }
  }

  private func compile(_ job: CompileJob) async throws(CellFailure) -> CompileResult {
    switch try await require(.compile(job)) {
    case .compiled(let result): return result
    case .failed(let message): throw .engine(message)
    default: throw .engine("the compiler service gave a wrong answer")
    }
  }

  // MARK: - Questions

  /// Says whether more lines should be typed before the code is run.
  public func completeness(of code: String) async -> CellCompleteness {
    if case .completeness(let answer) = await ask(.completeness(code)) { answer } else { .complete }
  }

  /// Candidates for the text at a position in Unicode scalars.
  public func completions(of code: String, at position: Int) async -> CompletionList {
    let question = CodeQuestion(code: code, position: position, prelude: ledger.view.prelude)
    if case .completion(let list) = await ask(.completion(question)) { return list }
    return CompletionList(items: [], start: position, end: position)
  }

  /// What is known of the name at a position in Unicode scalars, or nil.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor.
  ///   - detail: 0 for the declaration and its documentation, 1 for its place too.
  /// - Returns: plain text, Markdown and HTML.
  public func inspection(of code: String, at position: Int, detail: Int) async -> MIMEBundle? {
    let question = CodeQuestion(
      code: code, position: position, prelude: ledger.view.prelude, detail: detail)
    if case .inspection(let bundle) = await ask(.inspection(question)) { return bundle }
    return nil
  }

  // MARK: - The process

  private func path(_ moduleName: String, _ type: String) -> String {
    "\(folder?.path ?? "")/\(moduleName).\(type)"
  }

  private func connected() throws(CellFailure) -> ServiceConnection {
    if let connection, connection.isAlive { return connection }
    let place: SessionFolder
    if let folder {
      place = folder
    } else {
      place = try SessionFolder(in: configuration.temporaryFolder)
    }
    folder = place
    do {
      let setting = ServiceSetting(
        toolchain: configuration.toolchain, folder: place.path, arguments: configuration.arguments)
      let new = try ServiceConnection(
        path: configuration.servicePath, setting: setting,
        environment: ["SOURCEKIT_LOGGING": "0", "TMPDIR": place.path])
      connection = new
      return new
    } catch {
      throw .engine("the compiler service did not start: \(error)")
    }
  }

  /// Asks a question whose answer the front end can do without.
  private func ask(_ body: ServiceRequest.Body) async -> ServiceReply.Body? {
    guard let connection = try? connected() else { return nil }
    return try? await connection.ask(body, within: Self.patience)
  }

  /// Seconds after which a question counts as lost; the service goes on with it.
  private static let patience = 10.0

  private func require(_ body: ServiceRequest.Body) async throws(CellFailure) -> ServiceReply.Body {
    let connection = try connected()
    do {
      if let reply = try await connection.ask(body, within: configuration.compileTimeout) {
        return reply
      }
      connection.end("the compilation took too long")
      throw ChannelError(
        "the cell did not compile within \(Int(configuration.compileTimeout)) seconds")
    } catch let error {
      if wasCancelled {
        throw CellFailure(
          kind: .interrupted, name: "Interrupted", message: "the compilation was interrupted",
          traceback: ["Interrupted: the compilation was interrupted; nothing has changed"])
      }
      throw .engine(
        "\(error); nothing has changed, and the next cell is compiled by a new process")
    }
  }
}

/// A file's content as it was, to be put back.
private struct ModuleFile {
  let path: String
  let content: Data?

  init(path: String) {
    self.path = path
    content = FileManager.default.contents(atPath: path)
  }

  func restore() {
    try? content?.write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
