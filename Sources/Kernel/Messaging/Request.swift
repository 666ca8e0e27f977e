import JSONModel
import JupyterProtocol

/// A message from a client on its way to a handler.
struct Request: Sendable {
  let message: IncomingMessage
  let channel: MessageChannel
  /// Grows with each request that came; tells what was waiting when a cell failed.
  let sequence: Int

  var type: MessageType { message.header.type }
  var content: JSONValue { message.content }
}

/// What a handler makes of a request.
struct Answer: Sendable {
  /// The content of the reply; nil for messages that have none.
  var reply: (any OutgoingContent)?
  /// What is done after the kernel has become idle again.
  var afterwards: (@Sendable () -> Void)?

  init(_ reply: (any OutgoingContent)?, afterwards: (@Sendable () -> Void)? = nil) {
    self.reply = reply
    self.afterwards = afterwards
  }
}
