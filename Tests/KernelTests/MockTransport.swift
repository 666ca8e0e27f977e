import JupyterProtocol
import Synchronization

/// A transport that keeps what is sent and lets tests deliver what arrives.
final class MockTransport: MessageTransport {
  private struct State {
    var receiver: (@Sendable (MessageChannel, [[UInt8]]) -> Void)?
    var sent: [(channel: MessageChannel, frames: [[UInt8]])] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  var isOpen: Bool { state.withLock { $0.receiver != nil } }
  var isClosed: Bool { state.withLock { $0.isClosed } }
  var sent: [(channel: MessageChannel, frames: [[UInt8]])] { state.withLock { $0.sent } }

  func open(receiver: @escaping @Sendable (MessageChannel, [[UInt8]]) -> Void)
    -> ConnectionInformation
  {
    state.withLock { $0.receiver = receiver }
    return ConnectionInformation(shellPort: 4711, key: "secret")
  }

  func send(_ frames: [[UInt8]], on channel: MessageChannel) {
    state.withLock { $0.sent.append((channel, frames)) }
  }

  func close() { state.withLock { $0.isClosed = true } }

  func deliver(_ frames: [[UInt8]], on channel: MessageChannel) {
    state.withLock { $0.receiver }?(channel, frames)
  }
}
