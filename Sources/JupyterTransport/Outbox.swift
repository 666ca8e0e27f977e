import CZeroMQ
import Glibc
import JupyterProtocol
import Synchronization

/// Messages that other threads want to be sent, with a bell that wakes the thread of the sockets.
final class Outbox: Sendable {
  private struct State {
    var messages: [(channel: MessageChannel, frames: [[UInt8]])] = []
    var isEnding = false
  }

  /// The descriptor that becomes readable when there is something to do.
  let bell: Int32
  private let state = Mutex(State())

  init() throws {
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard bell >= 0 else {
      throw TransportError(.library, "eventfd failed: \(String(cString: strerror(errno)))")
    }
  }

  deinit { Glibc.close(bell) }

  func append(_ frames: [[UInt8]], for channel: MessageChannel) {
    let isFirst = state.withLock { state in
      guard !state.isEnding else { return false }
      state.messages.append((channel, frames))
      return state.messages.count == 1
    }
    if isFirst { ring() }
  }

  /// Lets the thread of the sockets end after what is waiting was sent.
  func end() {
    state.withLock { $0.isEnding = true }
    ring()
  }

  /// Takes what is waiting; whether the end was asked for.
  func takeAll() -> (messages: [(channel: MessageChannel, frames: [[UInt8]])], isEnding: Bool) {
    var count: UInt64 = 0
    // Before the messages are taken, so that a later one rings anew.
    _ = read(bell, &count, 8)
    return state.withLock { state in
      defer { state.messages = [] }
      return (state.messages, state.isEnding)
    }
  }

  private func ring() {
    var one: UInt64 = 1
    _ = write(bell, &one, 8)
  }
}
