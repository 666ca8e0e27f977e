import CellCompiler
import Foundation
import JSONModel

/// Shows the outputs of cells in a terminal: text as it is, anything else by its plain text.
enum TerminalOutput {
  static func show(_ output: CellOutput) {
    switch output {
    case .stream(.standardOutput, let text): write(text, to: .standardOutput)
    case .stream(.standardError, let text): write(text, to: .standardError)
    case .display(let bundle, _, isUpdate: false), .result(let bundle), .page(let bundle):
      if let text = bundle.data["text/plain"]?.string { write(text + "\n", to: .standardOutput) }
    case .display, .clear, .inputRequest, .nextInput, .comm, .timing: break
    }
  }

  static func show(_ failure: CellFailure) {
    let lines =
      failure.traceback.isEmpty ? ["\(failure.name): \(failure.message)"] : failure.traceback
    write(lines.joined(separator: "\n") + "\n", to: .standardError)
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A closed pipe (`isochron run … | head`) is no reason to fail.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
