import CellCompiler
import CellExecutor
import Foundation
import JSONModel
import Synchronization
import Testing

/// An engine with the programs of this build, as a front end would use it.
final class Notebook: Sendable {
  /// What one cell gave.
  struct Run: Sendable {
    var outputs: [CellOutput]
    var outcome: CellOutcome

    /// The text of a stream.
    func text(_ stream: StandardStream = .standardOutput) -> String {
      outputs.map { if case .stream(stream, let text) = $0 { text } else { "" } }.joined()
    }

    /// Standard output and standard error as one text, with the others' names in between.
    var transcript: String {
      outputs.map { output in
        switch output {
        case .stream(_, let text): text
        case .display: "<display>"
        case .result(let bundle): "<result \(bundle.data["text/plain"]?.string ?? "?")>"
        case .clear: "<clear>"
        case .inputRequest: "<input>"
        case .page: "<page>"
        case .nextInput: "<next input>"
        case .comm: "<comm>"
        case .timing: ""
        }
      }.joined()
    }

    var failure: CellFailure? { if case .failure(let failure) = outcome { failure } else { nil } }
  }

  let engine: NotebookEngine
  private let number = Mutex(0)

  /// The folder of this build's programs: tests run from an executable beside them.
  static var programs: String {
    if let folder = ProcessInfo.processInfo.environment["ISOCHRON_BIN"] { return folder }
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (path as NSString).deletingLastPathComponent
  }

  init(interruptPatience: Double = 8) throws {
    let compiler = try CompilerConfiguration.installed(
      beside: Self.programs + "/isochron-executor")
    engine = NotebookEngine(
      compiler: compiler,
      executor: ExecutorConfiguration(
        executorPath: Self.programs + "/isochron-executor", toolchain: compiler.toolchain,
        interruptPatience: interruptPatience))
  }

  /// Runs a body with a fresh engine that is shut down afterwards.
  static func with(
    interruptPatience: Double = 8, _ body: (Notebook) async throws -> Void
  ) async throws {
    let notebook = try Notebook(interruptPatience: interruptPatience)
    do {
      try await notebook.engine.start()
      try await body(notebook)
    } catch {
      await notebook.engine.shutDown()
      throw error
    }
    await notebook.engine.shutDown()
  }

  /// Runs a cell.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - input: answers to its requests, then the end of the input; nil where none is allowed.
  ///   - onOutput: is called for each output.
  /// - Returns: everything it gave.
  @discardableResult
  func run(
    _ code: String, input: [String]? = nil,
    onOutput: @escaping @Sendable (CellOutput) -> Void = { _ in }
  ) async -> Run {
    let outputs = Mutex<[CellOutput]>([])
    let answers = Mutex(input ?? [])
    let next = number.withLock { value -> Int in
      value += 1
      return value
    }
    let engine = engine
    let outcome = await engine.execute(
      CellRequest(code: code, number: next, allowsInput: input != nil)
    ) { output in
      outputs.withLock { $0.append(output) }
      if case .inputRequest = output {
        let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        Task { await engine.provideInput(answer) }
      }
      onOutput(output)
    }
    return Run(outputs: outputs.withLock { $0 }, outcome: outcome)
  }

  /// Runs a cell and interrupts it a while after it says that it has begun.
  func runInterrupted(_ code: String, after seconds: Double = 0.1) async -> Run {
    let engine = engine
    let hasBegun = Mutex(false)
    return await run("print(\"begun\")\n" + code) { output in
      guard case .stream = output,
        !hasBegun.withLock({ value in
          defer { value = true }; return value
        })
      else { return }
      Task {
        try? await Task.sleep(for: .seconds(seconds))
        await engine.interrupt()
      }
    }
  }

  /// Runs a cell that asks for input, and does something instead of answering.
  func runWaiting(_ code: String, _ action: @escaping @Sendable () async -> Void) async -> Run {
    let outputs = Mutex<[CellOutput]>([])
    let next = number.withLock { value -> Int in
      value += 1
      return value
    }
    let outcome = await engine.execute(CellRequest(code: code, number: next, allowsInput: true)) {
      output in
      outputs.withLock { $0.append(output) }
      if case .inputRequest = output { Task { await action() } }
    }
    return Run(outputs: outputs.withLock { $0 }, outcome: outcome)
  }
}
