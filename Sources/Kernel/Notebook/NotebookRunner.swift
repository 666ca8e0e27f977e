public import CellCompiler
import JSONModel
import JupyterProtocol
import Synchronization

/// Runs the code cells of a notebook, without Jupyter.
public struct NotebookRunner: Sendable {
  private let engine: any CellEngine
  private let description: KernelDescription

  /// A runner on an engine that is started.
  ///
  /// - Parameters:
  ///   - engine: runs the cells.
  ///   - description: what is written into the notebook of its language.
  public init(engine: any CellEngine, description: KernelDescription) {
    self.engine = engine
    self.description = description
  }

  /// Runs the cells in their order and stores their outputs; the first failure ends the run.
  ///
  /// - Parameters:
  ///   - notebook: receives the outputs, also those of the cell that fails.
  ///   - watcher: receives each output when it comes, with the number of its cell.
  /// - Returns: the failure, or nil where every cell ran to its end.
  public func run(
    _ notebook: inout NotebookDocument,
    watcher: @escaping @Sendable (Int, CellOutput) -> Void = { _, _ in }
  ) async -> CellFailure? {
    notebook.setKernel(
      name: description.information.implementation, displayName: "Swift (Isochron)",
      language: description.information.json["language_info"])
    for index in notebook.codeCells { notebook.setOutputs(of: index, to: [], executionCount: nil) }
    var number = 0
    for index in notebook.codeCells {
      let source = notebook.source(of: index)
      guard !source.allSatisfy(\.isWhitespace) else { continue }
      number += 1
      let failure = await run(source, number, watcher) {
        notebook.setOutputs(of: index, to: $0, executionCount: $1)
      }
      if let failure { return failure }
    }
    return nil
  }

  private func run(
    _ source: String, _ number: Int, _ watcher: @escaping @Sendable (Int, CellOutput) -> Void,
    store: ([JSONValue], Int) -> Void
  ) async -> CellFailure? {
    let gathered = Gathered(number: number)
    let cell = CellRequest(code: source, number: number)
    let outcome = await engine.execute(cell) { [engine] output in
      gathered.outputs.withLock { $0.receive(output) }
      watcher(number, output)
      if case .inputRequest = output { Task { await engine.provideInput(nil) } }
    }
    defer { store(gathered.outputs.withLock { $0.outputs }, number) }
    guard case .failure(let failure) = outcome else { return nil }
    gathered.outputs.withLock { $0.receive(failure) }
    return failure
  }

  private final class Gathered: Sendable {
    let outputs: Mutex<NotebookOutputs>

    init(number: Int) { outputs = Mutex(NotebookOutputs(number: number)) }
  }
}
