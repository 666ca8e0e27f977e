import JSONModel
import Synchronization

/// The comms of this process, and who takes those that the front end opens.
final class CommRegistry: Sendable {
  typealias Taker = @Sendable (Comm, Comm.Message) -> Void

  private struct WeakComm {
    weak var comm: Comm?
  }

  private struct State {
    var comms: [String: WeakComm] = [:]
    var takers: [String: Taker] = [:]
  }

  static let shared = CommRegistry()

  private let state = Mutex(State())

  private init() {
    state.withLock { $0.takers["jupyter.widget.control"] = WidgetDirectory.shared.takeControl }
  }

  /// A name that no other comm has: 32 digits as of a random UUID.
  static func newIdentifier() -> String {
    (0..<2).map { _ in
      let text = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }

  func add(_ comm: Comm) { state.withLock { $0.comms[comm.identifier] = WeakComm(comm: comm) } }

  func remove(_ identifier: String) {
    state.withLock { _ = $0.comms.removeValue(forKey: identifier) }
  }

  func take(_ target: String, _ taker: @escaping Taker) {
    state.withLock { $0.takers[target] = taker }
  }

  /// Brings a message of the front end to its comm.
  func receive(_ frame: CommFrame) {
    let message = Comm.Message(data: frame.data, metadata: frame.metadata, buffers: frame.buffers)
    switch frame.action {
    case .open:
      guard let taker = state.withLock({ $0.takers[frame.target] }) else {
        send(CommFrame(.close, identifier: frame.identifier))
        return
      }
      let comm = Comm(identifier: frame.identifier, target: frame.target)
      add(comm)
      taker(comm, message)
    case .message: comm(frame.identifier)?.receive(message)
    case .close:
      let comm = comm(frame.identifier)
      remove(frame.identifier)
      comm?.receiveClosing()
    }
  }

  private func comm(_ identifier: String) -> Comm? {
    state.withLock { $0.comms[identifier]?.comm }
  }
}
