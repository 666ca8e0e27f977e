import JupyterProtocol
import Logging

/// The four sockets that carry messages.
struct KernelSockets {
  let shell: ZeroMQSocket
  let control: ZeroMQSocket
  let stdin: ZeroMQSocket
  let iopub: ZeroMQSocket

  subscript(channel: MessageChannel) -> ZeroMQSocket {
    switch channel {
    case .shell: shell
    case .control: control
    case .stdin: stdin
    case .iopub: iopub
    }
  }
}

/// What the thread of the sockets does: deliver what arrives, send what others put into the outbox.
///
/// Sendable because it is given to its thread before that runs, and nobody else keeps it.
final class SocketLoop: @unchecked Sendable {
  // Control first: an interrupt does not wait behind a pile of requests.
  private static let channels: [MessageChannel] = [.control, .stdin, .shell, .iopub]

  private var sockets: KernelSockets?
  private let outbox: Outbox
  private let logger: Logger
  private let receiver: @Sendable (MessageChannel, [[UInt8]]) -> Void

  init(
    sockets: KernelSockets, outbox: Outbox, logger: Logger,
    receiver: @escaping @Sendable (MessageChannel, [[UInt8]]) -> Void
  ) {
    self.sockets = sockets
    self.outbox = outbox
    self.logger = logger
    self.receiver = receiver
  }

  func run() {
    guard let sockets else { return }
    // The sockets close here, on their own thread.
    self.sockets = nil
    var poller = SocketPoller(
      sockets: Self.channels.map { sockets[$0] }, bell: outbox.bell)
    while poller.wait() {
      for channel in Self.channels { deliver(from: sockets[channel], channel) }
      let (messages, isEnding) = outbox.takeAll()
      for message in messages { send(message.frames, through: sockets[message.channel]) }
      if isEnding { return }
    }
    logger.critical("the sockets cannot be read any more")
  }

  private func deliver(from socket: ZeroMQSocket, _ channel: MessageChannel) {
    do {
      // Not without end, so that a flood of requests does not keep answers waiting.
      for _ in 0..<100 {
        guard let frames = try socket.receive() else { return }
        receiver(channel, frames)
      }
    } catch {
      logger.error("\(channel.rawValue): \(error)")
    }
  }

  private func send(_ frames: [[UInt8]], through socket: ZeroMQSocket) {
    do { try socket.send(frames) } catch { logger.error("\(error)") }
  }
}
