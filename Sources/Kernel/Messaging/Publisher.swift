import JSONModel
import JupyterProtocol
import Logging
import Synchronization

/// Everything that the kernel sends, in one order.
///
/// Text of streams is gathered for a moment, because a message for each `print` would drown the
/// clients; whatever else is sent goes after the text that came before it.
final class Publisher: Sendable {
  private struct State {
    var pending = StreamBuffer()
    var isFlushScheduled = false
    var runningCell: [UInt8]?
  }

  private let wire: WireFormat
  private let transport: any MessageTransport
  private let logger: Logger
  private let session: String
  private let gatheringTime: Duration
  private let state = Mutex(State())

  init(
    wire: WireFormat, transport: any MessageTransport, session: String, gatheringTime: Duration,
    logger: Logger
  ) {
    self.wire = wire
    self.transport = transport
    self.session = session
    self.gatheringTime = gatheringTime
    self.logger = logger
  }

  /// Publishes something under the header frame of the request that caused it.
  func publish(_ content: any OutgoingContent, parent: [UInt8]?) {
    state.withLock { state in
      flush(&state)
      broadcast(content, parent: parent)
    }
  }

  /// Publishes a message of a comm.
  func publish(
    _ content: CommContent, metadata: JSONValue, buffers: [[UInt8]], parent: [UInt8]?
  ) {
    state.withLock { state in
      flush(&state)
      broadcast(
        content.type, content.json, metadata: metadata, buffers: buffers, parent: parent)
    }
  }

  /// Publishes text, soon.
  func publish(_ text: String, of stream: String, parent: [UInt8]?) {
    let schedules = state.withLock { state in
      if !state.pending.accepts(stream: stream, parent: parent) { flush(&state) }
      state.pending.append(text, stream: stream, parent: parent)
      if state.pending.isFull {
        flush(&state)
        return false
      }
      defer { state.isFlushScheduled = true }
      return !state.isFlushScheduled
    }
    guard schedules else { return }
    Task {
      try? await Task.sleep(for: gatheringTime)
      state.withLock { state in
        state.isFlushScheduled = false
        flush(&state)
      }
    }
  }

  /// Publishes text that is waiting, now.
  func flush() { state.withLock { flush(&$0) } }

  /// Says that the work on a request begins.
  func begin(_ request: Request, isCell: Bool) {
    state.withLock { state in
      flush(&state)
      if isCell { state.runningCell = request.message.headerFrame }
      broadcast(StatusContent.busy, parent: request.message.headerFrame)
    }
  }

  /// Sends the reply to a request, after everything that was published for it.
  func reply(_ content: any OutgoingContent, type: MessageType, to request: Request) {
    state.withLock { state in
      flush(&state)
      send(
        OutgoingMessage(
          prefix: request.message.identities, type: type,
          parentHeaderFrame: request.message.headerFrame, content: content.json),
        on: request.channel)
    }
  }

  /// Says that the work on a request is over.
  func end(_ request: Request, isCell: Bool) {
    state.withLock { state in
      flush(&state)
      if isCell { state.runningCell = nil }
      broadcast(StatusContent.idle, parent: request.message.headerFrame)
      // Front ends show one state for the kernel. A completion that was answered while a cell runs
      // must not make it look idle.
      if let cell = state.runningCell { broadcast(StatusContent.busy, parent: cell) }
    }
  }

  /// Answers a subscription.
  func welcome(to subscription: [UInt8]) {
    let content = IOPubWelcome(subscription: String(decoding: subscription, as: UTF8.self))
    state.withLock { state in
      flush(&state)
      send(
        OutgoingMessage(
          prefix: [subscription], type: IOPubWelcome.messageType, parentHeaderFrame: nil,
          content: content.json),
        on: .iopub)
    }
  }

  /// Asks the client of a request for a line.
  func ask(_ content: InputRequest, of request: Request) {
    state.withLock { state in
      flush(&state)
      send(
        OutgoingMessage(
          prefix: request.message.identities, type: InputRequest.messageType,
          parentHeaderFrame: request.message.headerFrame, content: content.json),
        on: .stdin)
    }
  }

  private func flush(_ state: inout State) {
    guard let pending = state.pending.takeAll() else { return }
    for text in pending.texts {
      broadcast(StreamContent(name: pending.stream, text: text), parent: pending.parent)
    }
  }

  private func broadcast(_ content: any OutgoingContent, parent: [UInt8]?) {
    broadcast(type(of: content).messageType, content.json, parent: parent)
  }

  private func broadcast(
    _ type: MessageType, _ content: JSONValue, metadata: JSONValue = [:], buffers: [[UInt8]] = [],
    parent: [UInt8]?
  ) {
    send(
      OutgoingMessage(
        prefix: [Array("kernel.\(session).\(type)".utf8)], type: type, parentHeaderFrame: parent,
        metadata: metadata, content: content, buffers: buffers),
      on: .iopub)
  }

  private func send(_ message: OutgoingMessage, on channel: MessageChannel) {
    do {
      transport.send(try wire.encode(message), on: channel)
    } catch {
      logger.error("\(message.type) is not sent: \(error)")
    }
  }
}
