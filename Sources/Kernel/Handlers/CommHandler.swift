import JupyterProtocol

/// Brings the messages of comms to the cells, also while one runs.
struct CommHandler: RequestHandler {
  let action: CommContent.Action
  let channels: CommChannels
  let startup: EngineStartup

  var messageType: MessageType { MessageType(rawValue: action.rawValue) }
  var lane: Lane { .comms }

  func answer(_ request: Request) async throws -> Answer {
    let content = try CommContent(action, reading: request.content)
    // Whoever opens a comm at once after the kernel's start must not find nobody.
    try await startup.finish()
    await channels.receive(content, of: request.message)
    return Answer(nil)
  }
}
