import CellCompiler
import JSONModel
import Synchronization

/// An engine whose cells are lines of simple commands, so that the kernel can be tested without Swift cells.
///
/// `out TEXT`, `err TEXT`, `lines COUNT`, `result TEXT`, `display TEXT`, `update TEXT`, `clear`, `page TEXT`,
/// `next TEXT`,
/// `comm TARGET`, `between TEXT` (while no cell runs), `input PROMPT`, `fail NAME`, `wait` (until interrupted), `sleep MILLISECONDS`.
final class ScriptedEngine: CellEngine {
  struct StartFailure: Error {}

  private struct State {
    var isRunning = false
    var isInterrupted = false
    var cells: [CellRequest] = []
    var line: CheckedContinuation<String?, Never>?
    var failingStarts: Int
    var isShutDown = false
    var messages: [CommMessage] = []
    var between: (@Sendable (CellOutput) -> Void)?
  }

  private let state: Mutex<State>

  init(failingStarts: Int = 0) { state = Mutex(State(failingStarts: failingStarts)) }

  var cells: [CellRequest] { state.withLock { $0.cells } }
  var isShutDown: Bool { state.withLock { $0.isShutDown } }

  func start() throws {
    try state.withLock { state in
      guard state.failingStarts > 0 else { return }
      state.failingStarts -= 1
      throw StartFailure()
    }
  }

  func execute(_ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void) async
    -> CellOutcome
  {
    state.withLock { state in
      state.cells.append(cell)
      state.isRunning = true
      state.isInterrupted = false
    }
    defer { state.withLock { $0.isRunning = false } }
    for line in cell.code.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      let text = parts.count > 1 ? parts[1] : ""
      if let failure = await perform(parts[0], text, output) { return .failure(failure) }
    }
    return .success
  }

  private func perform(
    _ command: String, _ text: String, _ output: @escaping @Sendable (CellOutput) -> Void
  ) async -> CellFailure? {
    let bundle = MIMEBundle(data: ["text/plain": .string(text)])
    switch command {
    case "out": output(.stream(.standardOutput, text + "\n"))
    case "err": output(.stream(.standardError, text + "\n"))
    case "lines":
      for number in 0..<(Int(text) ?? 0) { output(.stream(.standardOutput, "line \(number)\n")) }
    case "result": output(.result(bundle))
    case "display": output(.display(bundle, identifier: "shown", isUpdate: false))
    case "update": output(.display(bundle, identifier: "shown", isUpdate: true))
    case "clear": output(.clear(waitsForNext: true))
    case "page": output(.page(bundle))
    case "next": output(.nextInput(text))
    case "comm":
      output(
        .comm(
          CommMessage(
            .open, identifier: "cell's", target: text, data: ["x": 1], metadata: ["version": "2"],
            buffers: [[1, 2]])))
    case "between":
      let between = state.withLock { $0.between }
      Task {
        while self.state.withLock({ $0.isRunning }) { try? await Task.sleep(for: .milliseconds(1)) }
        between?(.stream(.standardOutput, text))
      }
    case "fail":
      return CellFailure(
        kind: .thrown, name: text, message: "failed on purpose", traceback: ["\(text): line 1"])
    case "wait":
      while !state.withLock({ $0.isInterrupted }) { try? await Task.sleep(for: .milliseconds(2)) }
      return CellFailure(
        kind: .interrupted, name: "Interrupted", message: "interrupted", traceback: [])
    case "sleep": try? await Task.sleep(for: .milliseconds(Int(text) ?? 0))
    case "input":
      let line = await withCheckedContinuation { continuation in
        state.withLock { $0.line = continuation }
        output(.inputRequest(prompt: text, isPassword: false))
      }
      output(.stream(.standardOutput, "got \(line ?? "nothing")\n"))
    default: break
    }
    return nil
  }

  func provideInput(_ line: String?) {
    let waiting = state.withLock { state in
      defer { state.line = nil }
      return state.line
    }
    waiting?.resume(returning: line)
  }

  func interrupt() { state.withLock { $0.isInterrupted = true } }

  func completeness(of code: String) -> CellCompleteness {
    code.hasSuffix("{") ? .incomplete(indentation: "  ") : code == "}" ? .invalid : .complete
  }

  func completions(of code: String, at position: Int) -> CompletionList {
    CompletionList(
      items: [CompletionList.Item(text: "display", kind: "function", signature: "(_ value: Any)")],
      start: max(0, position - 1), end: position)
  }

  func inspection(of code: String, at position: Int, detail: Int) -> MIMEBundle? {
    code.contains("known")
      ? MIMEBundle(data: ["text/plain": .string("\(position) \(detail)")]) : nil
  }

  func definitions() -> [CellDefinition] { [] }

  var messages: [CommMessage] { state.withLock { $0.messages } }

  func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) {
    state.withLock { $0.between = output }
  }

  /// Channels to anything but `known` are closed.
  func receive(_ message: CommMessage) {
    let between = state.withLock { state in
      state.messages.append(message)
      return state.between
    }
    if message.action == .open, message.target != "known" {
      between?(.comm(CommMessage(.close, identifier: message.identifier)))
    }
  }

  func restart() {}

  func shutDown() {
    interrupt()
    state.withLock { $0.isShutDown = true }
  }
}
