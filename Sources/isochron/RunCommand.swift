import ArgumentParser
import CellCompiler
import Foundation
import Kernel

/// Runs a notebook or a script without Jupyter.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a notebook or a Swift script without Jupyter.",
    discussion: """
      A notebook's outputs are stored in the file that --output names. A script runs as one cell. \
      The exit code is 1 where a cell fails.
      """)

  @Argument(help: "A notebook (.ipynb) or a script (.swift).")
  var file: String

  @Option(
    name: .shortAndLong, help: "Where the executed notebook is written; may be the same file.")
  var output: String?

  func run() async throws {
    let isNotebook = file.hasSuffix(".ipynb")
    guard isNotebook || file.hasSuffix(".swift") else {
      throw ValidationError("a file that ends in .ipynb or .swift was expected, \(file) came")
    }
    guard isNotebook || output == nil else {
      throw ValidationError("--output is for notebooks; a script has nothing to store")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: file))
    } catch {
      throw ValidationError("\(file) cannot be read: \(error.localizedDescription)")
    }
    var notebook =
      isNotebook
      ? try NotebookDocument(data)
      : NotebookDocument(cells: [String(decoding: data, as: UTF8.self)])

    let engine = EngineFactory.make()
    try await engine.start()
    let signals = try SignalWatch { signal in
      Task { if signal == SIGINT { await engine.interrupt() } else { await engine.shutDown() } }
    }
    let runner = NotebookRunner(engine: engine, description: EngineFactory.description)
    let failure = await runner.run(&notebook) { _, output in TerminalOutput.show(output) }
    withExtendedLifetime(signals) {}
    await engine.shutDown()
    if let output { try notebook.encoded().write(to: URL(fileURLWithPath: output)) }
    if let failure {
      TerminalOutput.show(failure)
      throw ExitCode.failure
    }
  }
}
