import CellCompiler
import JupyterProtocol

/// Says whether code is ready to be run.
struct IsCompleteHandler: RequestHandler {
  let messageType = IsCompleteRequest.messageType
  let lane = Lane.language
  let engine: any CellEngine

  func answer(_ request: Request) async throws -> Answer {
    let content = try IsCompleteRequest(request.content)
    switch await engine.completeness(of: content.code) {
    case .complete: return Answer(IsCompleteReply.complete)
    case .incomplete(let indentation):
      return Answer(IsCompleteReply.incomplete(indentation: indentation))
    case .invalid: return Answer(IsCompleteReply.invalid)
    }
  }
}
