import JupyterProtocol

/// Gives out the cells of the past.
struct HistoryHandler: RequestHandler {
  let messageType = HistoryRequest.messageType
  let lane = Lane.memory
  let history: ExecutionHistory

  func answer(_ request: Request) throws -> Answer {
    let content = try HistoryRequest(request.content)
    return Answer(
      HistoryReply(entries: history.entries(for: content.access), hasOutput: content.wantsOutput))
  }
}
