import JupyterProtocol

/// Ends the kernel.
struct ShutdownHandler: RequestHandler {
  let messageType = ShutdownRequest.messageType
  let lane = Lane.control
  let publisher: Publisher
  let shutDown: @Sendable () -> Void

  func answer(_ request: Request) throws -> Answer {
    let content = try ShutdownRequest(request.content)
    let reply = ShutdownReply(isRestart: content.isRestart)
    // For the other clients of this kernel, which did not ask.
    publisher.publish(reply, parent: request.message.headerFrame)
    return Answer(reply, afterwards: shutDown)
  }
}
