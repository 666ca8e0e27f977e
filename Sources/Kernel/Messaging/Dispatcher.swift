import JSONModel
import JupyterProtocol
import Logging
import Synchronization

/// Brings each request to its handler, each lane's in order, with busy before and idle after it.
final class Dispatcher: Sendable {
  private struct State {
    var handlers: [MessageType: any RequestHandler] = [:]
    var lanes: [Lane: AsyncStream<Request>.Continuation] = [:]
    var latestSequence = 0
  }

  private let publisher: Publisher
  private let logger: Logger
  private let state = Mutex(State())

  init(publisher: Publisher, logger: Logger) {
    self.publisher = publisher
    self.logger = logger
  }

  /// The sequence number of the request that came last.
  var latestSequence: Int { state.withLock { $0.latestSequence } }

  /// Begins to answer with these handlers.
  func start(_ handlers: [any RequestHandler]) {
    state.withLock { state in
      for handler in handlers { state.handlers[handler.messageType] = handler }
      for lane in Lane.allCases {
        let (requests, continuation) = AsyncStream<Request>.makeStream()
        state.lanes[lane] = continuation
        Task { for await request in requests { await self.perform(request) } }
      }
    }
  }

  /// Takes no more requests.
  func stop() {
    state.withLock { state in
      for continuation in state.lanes.values { continuation.finish() }
      state.lanes = [:]
    }
  }

  func dispatch(_ message: IncomingMessage, on channel: MessageChannel) {
    state.withLock { state in
      state.latestSequence += 1
      let request = Request(message: message, channel: channel, sequence: state.latestSequence)
      let lane = state.handlers[request.type]?.lane ?? .memory
      state.lanes[lane]?.yield(request)
    }
  }

  private func perform(_ request: Request) async {
    let handler = state.withLock { $0.handlers[request.type] }
    let isCell = handler?.lane == .execution
    publisher.begin(request, isCell: isCell)
    var answer = Answer(nil)
    if let handler {
      do { answer = try await handler.answer(request) } catch {
        logger.warning("\(request.type): \(error)")
        answer = Answer(ErrorReply(error))
      }
    } else {
      // Types that nobody knows are allowed; later versions of the protocol bring new ones.
      logger.debug("\(request.type) is unknown")
    }
    if let reply = answer.reply, let type = request.type.reply {
      publisher.reply(reply, type: type, to: request)
    }
    publisher.end(request, isCell: isCell)
    answer.afterwards?()
  }
}

/// The reply to a request that cannot be understood, in the place of the proper one.
private struct ErrorReply: OutgoingContent {
  static let messageType = ErrorContent.messageType
  let json: JSONValue

  init(_ error: any Error) {
    json = .object(
      ErrorContent(name: "ProtocolError", message: "\(error)", traceback: []).reply)
  }
}
