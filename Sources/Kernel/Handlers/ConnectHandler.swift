import JupyterProtocol

/// Says where the sockets are, for old clients.
struct ConnectHandler: RequestHandler {
  let messageType: MessageType = "connect_request"
  let lane = Lane.memory
  let connection: @Sendable () -> ConnectionInformation

  func answer(_ request: Request) -> Answer {
    Answer(ConnectReply(connection: connection()))
  }
}
