import CellCompiler
import JSONModel
import JupyterProtocol
import Synchronization

/// Evaluates the expressions that a client sends along with a cell.
struct ExpressionEvaluation: Sendable {
  let engine: any CellEngine
  let outputs: CellOutputs

  /// The results by the client's names; an expression that fails does not harm the others.
  func values(of expressions: [String: String], number: Int) async -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for (name, expression) in expressions.sorted(by: { $0.key < $1.key }) {
      values[name] = await value(of: expression, number: number)
    }
    return values
  }

  private func value(of expression: String, number: Int) async -> JSONValue {
    let result = Mutex<MIMEBundle?>(nil)
    let outcome = await engine.execute(CellRequest(code: expression, number: number)) { output in
      // The value goes into the reply; what the expression prints is shown.
      if case .result(let bundle) = output {
        result.withLock { $0 = bundle }
      } else {
        outputs.receive(output)
      }
    }
    switch outcome {
    case .success:
      let bundle = result.withLock { $0 } ?? MIMEBundle(data: ["text/plain": "()"])
      return ["status": "ok", "data": .object(bundle.data), "metadata": .object(bundle.metadata)]
    case .failure(let failure):
      return .object(ErrorContent(failure).reply)
    }
  }
}

extension ErrorContent {
  /// The error of a cell that failed.
  init(_ failure: CellFailure) {
    self.init(name: failure.name, message: failure.message, traceback: failure.traceback)
  }
}
