import CellCompiler
import JupyterProtocol

/// Says what is known of a name, also while a cell runs.
struct InspectHandler: RequestHandler {
  let messageType = InspectRequest.messageType
  let lane = Lane.language
  let engine: any CellEngine

  func answer(_ request: Request) async throws -> Answer {
    let content = try InspectRequest(request.content)
    let bundle = await engine.inspection(
      of: content.code, at: content.cursorPosition, detail: content.detailLevel)
    return Answer(InspectReply(data: bundle?.data, metadata: bundle?.metadata ?? [:]))
  }
}
