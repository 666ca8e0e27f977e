/// Sends back whatever arrives, so that clients know that the process lives.
///
/// Sendable because it is given to its thread before that runs, and nobody else keeps it.
final class HeartbeatLoop: @unchecked Sendable {
  private var socket: ZeroMQSocket?

  init(socket: ZeroMQSocket) { self.socket = socket }

  func run() {
    guard let socket else { return }
    self.socket = nil
    // An error means that the context shuts down.
    while let frames = try? socket.receive(waiting: true) {
      guard (try? socket.send(frames)) != nil else { return }
    }
  }
}
