import CellCompiler
import JupyterProtocol

/// Offers candidates for completion, also while a cell runs.
struct CompleteHandler: RequestHandler {
  let messageType = CompleteRequest.messageType
  let lane = Lane.language
  let engine: any CellEngine

  func answer(_ request: Request) async throws -> Answer {
    let content = try CompleteRequest(request.content)
    let list = await engine.completions(of: content.code, at: content.cursorPosition)
    return Answer(
      CompleteReply(
        matches: list.items.map {
          CompleteReply.Match(text: $0.text, kind: $0.kind, signature: $0.signature)
        },
        cursorStart: list.start, cursorEnd: list.end))
  }
}
