import CellCompiler
import JSONModel
import JupyterProtocol
import Synchronization

/// The comms between objects of front ends and of cells: the kernel brings their messages over and knows
/// which are open.
final class CommChannels: Sendable {
  private let engine: any CellEngine
  private let publisher: Publisher
  private let open = Mutex<[String: String]>([:])

  init(engine: any CellEngine, publisher: Publisher) {
    self.engine = engine
    self.publisher = publisher
  }

  /// The targets of the open comms by the comms' identifiers.
  var targets: [String: String] { open.withLock { $0 } }

  /// Brings a client's message to the cells.
  func receive(_ content: CommContent, of message: IncomingMessage) async {
    note(content)
    await engine.receive(
      CommMessage(
        CommMessage.Action(content.action), identifier: content.identifier, target: content.target,
        data: content.data, metadata: message.metadata, buffers: message.buffers))
  }

  /// Brings a message of the cells to every client.
  func publish(_ message: CommMessage, parent: [UInt8]?) {
    let content = CommContent(
      CommContent.Action(message.action), identifier: message.identifier, target: message.target,
      data: message.data)
    note(content)
    publisher.publish(content, metadata: message.metadata, buffers: message.buffers, parent: parent)
  }

  private func note(_ content: CommContent) {
    open.withLock { open in
      switch content.action {
      case .open: open[content.identifier] = content.target
      case .message: break
      case .close: open[content.identifier] = nil
      }
    }
  }
}

extension CommMessage.Action {
  fileprivate init(_ action: CommContent.Action) {
    self =
      switch action {
      case .open: .open
      case .message: .message
      case .close: .close
      }
  }
}

extension CommContent.Action {
  fileprivate init(_ action: CommMessage.Action) {
    self =
      switch action {
      case .open: .open
      case .message: .message
      case .close: .close
      }
  }
}
