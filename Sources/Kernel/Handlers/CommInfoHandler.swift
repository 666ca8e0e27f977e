import JSONModel
import JupyterProtocol

/// Lists the open comms, all or those of one target.
struct CommInfoHandler: RequestHandler {
  let messageType: MessageType = "comm_info_request"
  let lane = Lane.comms
  let channels: CommChannels

  func answer(_ request: Request) -> Answer {
    let wanted = request.content["target_name"].string
    return Answer(
      CommInfoReply(targets: channels.targets.filter { wanted == nil || $0.value == wanted }))
  }
}
