import CellCompiler

/// Stands for an engine a part of which is missing; every cell says what.
struct UnavailableEngine: CellEngine {
  let failure: CellFailure

  func start() throws { throw failure }

  func execute(_ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void)
    -> CellOutcome
  { .failure(failure) }

  func provideInput(_ line: String?) {}

  func interrupt() {}

  func completeness(of code: String) -> CellCompleteness { .complete }

  func completions(of code: String, at position: Int) -> CompletionList {
    CompletionList(items: [], start: position, end: position)
  }

  func inspection(of code: String, at position: Int, detail: Int) -> MIMEBundle? { nil }

  func definitions() -> [CellDefinition] { [] }

  func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) {}

  func receive(_ message: CommMessage) {}

  func restart() throws { throw failure }

  func shutDown() {}
}
