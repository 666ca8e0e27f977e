import JupyterProtocol

/// Lists the open comms: none.
struct CommInfoHandler: RequestHandler {
  let messageType: MessageType = "comm_info_request"
  let lane = Lane.memory

  func answer(_ request: Request) -> Answer { Answer(CommInfoReply(targets: [:])) }
}
