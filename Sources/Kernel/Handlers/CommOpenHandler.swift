import JupyterProtocol

/// Closes every comm that a client opens, since no target is known.
struct CommOpenHandler: RequestHandler {
  let messageType = CommOpen.messageType
  let lane = Lane.memory
  let publisher: Publisher

  func answer(_ request: Request) throws -> Answer {
    let content = try CommOpen(request.content)
    publisher.publish(
      CommClose(identifier: content.identifier), parent: request.message.headerFrame)
    return Answer(nil)
  }
}
