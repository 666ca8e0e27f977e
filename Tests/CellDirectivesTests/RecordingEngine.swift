import CellCompiler
import CellDirectives
import Synchronization

/// Remembers what Swift it is asked to run; code with `broken` fails.
final class RecordingEngine: CellEngine {
  private let requests = Mutex<[CellRequest]>([])
  private let restarts = Mutex(0)

  var cells: [CellRequest] { requests.withLock { $0 } }
  var restartCount: Int { restarts.withLock { $0 } }

  func start() {}

  func execute(_ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void)
    -> CellOutcome
  {
    requests.withLock { $0.append(cell) }
    if cell.code.contains("broken") {
      return .failure(
        CellFailure(kind: .thrown, name: "Broken", message: "as asked", traceback: []))
    }
    output(.timing(CellTiming(compilation: .milliseconds(40), execution: .milliseconds(2))))
    return .success
  }

  func provideInput(_ line: String?) {}

  func interrupt() {}

  func completeness(of code: String) -> CellCompleteness {
    code.filter { $0 == "{" }.count > code.filter { $0 == "}" }.count
      ? .incomplete(indentation: "  ") : .complete
  }

  func completions(of code: String, at position: Int) -> CompletionList {
    CompletionList(items: [], start: -1, end: -1)
  }

  func inspection(of code: String, at position: Int, detail: Int) -> MIMEBundle? { nil }

  func definitions() -> [CellDefinition] {
    [
      CellDefinition(name: "omega", kind: .variable, cellNumber: 1),
      CellDefinition(name: "energy", kind: .function, cellNumber: 2),
    ]
  }

  func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) {}

  func receive(_ message: CommMessage) {}

  func restart() { restarts.withLock { $0 += 1 } }

  func shutDown() {}
}

/// What a cell gave, and what Swift ran for it.
struct DirectiveRun {
  var outcome: CellOutcome
  var text: String
  var swift: [CellRequest]

  var failure: CellFailure? { if case .failure(let failure) = outcome { failure } else { nil } }

  /// Runs cells one after the other.
  ///
  /// - Returns: what the last one gave.
  static func of(_ cells: String..., engine: RecordingEngine = RecordingEngine()) async
    -> DirectiveRun
  {
    let directives = DirectiveEngine(around: engine)
    var outcome = CellOutcome.success
    let text = Mutex("")
    for (index, code) in cells.enumerated() {
      text.withLock { $0 = "" }
      outcome = await directives.execute(CellRequest(code: code, number: index + 1)) { output in
        if case .stream(_, let part) = output { text.withLock { $0 += part } }
      }
    }
    return DirectiveRun(outcome: outcome, text: text.withLock { $0 }, swift: engine.cells)
  }
}
