public import CellCompiler
import Foundation
import Interprocess

/// Runs cells by a compiler process and an executor process, each of which is started anew when it dies.
public actor NotebookEngine: CellEngine {
  private enum Phase: Equatable {
    case idle
    case compiling
    case running(UInt32)
  }

  private let configuration: ExecutorConfiguration
  private let compiler: CompilerService
  private let symbolizer: Symbolizer
  private var executor: ExecutorProcess?
  /// Replaced together with the executor, so that a dead one's last words go nowhere.
  private var state = RunState()
  private var phase = Phase.idle
  private var isInterrupted = false
  private var isForced = false
  private var isShutDown = false
  private var isRestarting = false
  private var lastRun: UInt32 = 0
  private var report = FailureReport()
  private var betweenCells: (@Sendable (CellOutput) -> Void)?

  /// An engine that is not started yet.
  ///
  /// - Parameters:
  ///   - compiler: where the compiler is.
  ///   - executor: where the executor is.
  public init(compiler: CompilerConfiguration, executor: ExecutorConfiguration) {
    self.compiler = CompilerService(configuration: compiler)
    configuration = executor
    symbolizer = Symbolizer(toolchain: executor.toolchain)
  }

  /// The engine of the programs that lie beside an executable.
  ///
  /// - Parameter executable: the running program, or nil for this process's own.
  /// - Throws: a failure of kind `engine` that says what is missing.
  public init(installedBeside executable: String? = nil) throws(CellFailure) {
    let compiler = try CompilerConfiguration.installed(beside: executable)
    let folder = (compiler.servicePath as NSString).deletingLastPathComponent
    self.init(
      compiler: compiler,
      executor: ExecutorConfiguration(
        executorPath: folder + "/isochron-executor", toolchain: compiler.toolchain))
  }

  /// Starts the helper processes, so that the first cell does not wait for them.
  public func start() async throws {
    try startExecutor()
    try await compiler.start()
  }

  /// Compiles and runs one cell; returns when its last output was delivered.
  ///
  /// - Parameters:
  ///   - cell: the code and how to run it.
  ///   - output: receives each output in order, from one thread at a time.
  /// - Returns: how it ended.
  public func execute(
    _ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void
  ) async -> CellOutcome {
    guard phase == .idle else {
      return .failure(.engine("a cell is running already; they run one at a time"))
    }
    guard !isShutDown else { return .failure(.engine("the engine was shut down")) }
    phase = .compiling
    let start = ContinuousClock.now
    isInterrupted = false
    isForced = false
    defer { phase = .idle }
    let compiled: CompiledCell
    do {
      compiled = try await compiler.compile(cell)
    } catch {
      return .failure(isInterrupted && error.kind != .compilation ? Self.interruptedEarly : error)
    }
    if isInterrupted {
      await compiler.discard(compiled)
      return .failure(Self.interruptedEarly)
    }
    for warning in compiled.warnings { output(.stream(.standardError, warning + "\n")) }
    guard let library = compiled.libraryPath else {
      await compiler.didRun(compiled, progress: nil)
      return .success
    }
    let loaded = ContinuousClock.now
    let outcome = await run(compiled, library: library, request: cell, output: output)
    if case .success = outcome {
      output(.timing(CellTiming(compilation: loaded - start, execution: .now - loaded)))
    }
    return outcome
  }

  private func run(
    _ cell: CompiledCell, library: String, request: CellRequest,
    output: @escaping @Sendable (CellOutput) -> Void
  ) async -> CellOutcome {
    report.remember(cell, code: request.code)
    lastRun = lastRun &+ 1 == 0 ? 1 : lastRun &+ 1
    let run = lastRun
    let state: RunState
    do {
      // An executor that died between two cells took the values with it.
      if let executor, executor.isGone {
        await compiler.discard(cell)
        return await replaceExecutor(exit: executor.exitDescription, reason: nil, cell: nil)
      }
      if executor == nil { try startExecutor() }
      state = self.state
      state.begin(run: run, output: output)
      phase = .running(run)
      try executor?.run(
        library: library, entry: cell.entrySymbol, run: run, allowsInput: request.allowsInput)
    } catch {
      self.state.end()
      await compiler.discard(cell)
      return await replaceExecutor(exit: "\(error)", reason: nil, cell: cell.displayName)
    }
    let result = await state.result()
    state.end()
    switch result {
    case .died(let exit):
      guard state === self.state, !isRestarting, !isShutDown else {
        return .failure(.engine("the engine was shut down or started anew while the cell ran"))
      }
      let reason =
        isForced ? "\(cell.displayName) could not be interrupted, so its process was ended" : nil
      return await replaceExecutor(exit: exit, reason: reason, cell: cell.displayName)
    case .finished(let ending) where ending.kind == .success:
      await compiler.didRun(cell, progress: nil)
      return .success
    case .finished(let ending):
      if ending.kind == .engine {
        await compiler.discard(cell)
      } else {
        await compiler.didRun(cell, progress: ending.progress)
      }
      let symbols = await symbolizer.symbolize(ending.frames)
      return .failure(report.failure(of: ending, cell: cell, symbols: symbols))
    }
  }

  /// Answers the running cell's `CellOutput.inputRequest`; nil means that there is no input.
  public func provideInput(_ line: String?) async {
    executor?.provideInput(line)
  }

  /// Ends the running cell with an `interrupted` failure; values stay.
  public func interrupt() async {
    guard phase != .idle else { return }
    isInterrupted = true
    guard case .running(let run) = phase else {
      await compiler.cancelCompilation()
      return
    }
    executor?.interrupt(run: run)
    let patience = configuration.interruptPatience
    Task { [weak self] in
      try? await Task.sleep(for: .seconds(patience))
      await self?.endByForce(run)
    }
  }

  private func endByForce(_ run: UInt32) {
    guard phase == .running(run), state.run == run else { return }
    isForced = true
    executor?.kill()
  }

  /// Says whether more lines should be typed before the code is run.
  public func completeness(of code: String) async -> CellCompleteness {
    await compiler.completeness(of: code)
  }

  /// Candidates for the text at a position.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  /// - Returns: the candidates.
  public func completions(of code: String, at position: Int) async -> CompletionList {
    await compiler.completions(of: code, at: position)
  }

  /// What is known of the name at a position, or nil.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  ///   - detail: 0 for the declaration and its documentation, 1 for its source too.
  /// - Returns: the representations of what is known.
  public func inspection(of code: String, at position: Int, detail: Int) async -> MIMEBundle? {
    await compiler.inspection(of: code, at: position, detail: detail)
  }

  /// The names that later cells can use, in the order of definition.
  public func definitions() async -> [CellDefinition] { await compiler.definitions }

  /// Gives what is put out while no cell runs to somebody.
  ///
  /// - Parameter output: receives each output in order, from one thread at a time.
  public func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) {
    betweenCells = output
    state.listenBetweenRuns(output)
  }

  /// Brings a message of a front end's object to the cells' objects, also while a cell runs.
  public func receive(_ message: CommMessage) {
    guard let executor, !executor.isGone else {
      if message.action == .open {
        betweenCells?(.comm(CommMessage(.close, identifier: message.identifier)))
      }
      return
    }
    state.note(message)
    executor.send(message)
  }

  /// Tells the front end which of its objects have lost their other halves.
  private func closeComms() {
    for identifier in state.takeOpenComms() {
      betweenCells?(.comm(CommMessage(.close, identifier: identifier)))
    }
  }

  /// Forgets every definition and starts afresh.
  public func restart() async throws {
    isRestarting = true
    defer { isRestarting = false }
    executor?.end()
    executor = nil
    closeComms()
    await compiler.reset()
    report.reset()
    try startExecutor()
  }

  /// Ends the helper processes and removes temporary files.
  public func shutDown() async {
    isShutDown = true
    executor?.end()
    executor = nil
    await compiler.shutDown()
  }

  private func startExecutor() throws {
    let state = RunState()
    if let betweenCells { state.listenBetweenRuns(betweenCells) }
    executor = try ExecutorProcess(configuration: configuration) { event in
      switch event {
      case .ready: break
      case .output(let item): state.deliver(item)
      case .finished(let ending): state.finish(.finished(ending))
      case .died(let exit): state.finish(.died(exit.description))
      }
    }
    self.state = state
  }

  /// Starts a new executor after the death of the last one, and tells what is gone.
  private func replaceExecutor(exit: String, reason: String?, cell: String?) async -> CellOutcome {
    executor?.end()
    executor = nil
    closeComms()
    let lost = await compiler.reset()
    report.reset()
    guard !isShutDown, !isRestarting else {
      return .failure(.engine("the engine was shut down or started anew"))
    }
    do {
      try startExecutor()
    } catch {
      return .failure(.engine("the executor ended (\(exit)) and did not start again: \(error)"))
    }
    return .failure(FailureReport.death(exit: exit, reason: reason, cell: cell, lost: lost))
  }

  private static let interruptedEarly = CellFailure(
    kind: .interrupted, name: "Interrupted",
    message: "The cell was interrupted before it ran",
    traceback: ["\u{1B}[1;31mInterrupted\u{1B}[0m: The cell was interrupted before it ran"])
}
