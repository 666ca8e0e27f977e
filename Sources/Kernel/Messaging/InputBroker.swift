import CellCompiler
import JupyterProtocol
import Synchronization

/// Brings a cell's wish for a line to the client that runs the cell, and the line back.
final class InputBroker: Sendable {
  private let engine: any CellEngine
  private let publisher: Publisher
  private let waiting = Mutex<[[UInt8]]?>(nil)

  init(engine: any CellEngine, publisher: Publisher) {
    self.engine = engine
    self.publisher = publisher
  }

  /// Asks the client of a cell for a line, or tells the cell at once that there is none.
  func ask(_ question: InputRequest, for request: Request, isAllowed: Bool) {
    guard isAllowed else {
      Task { await engine.provideInput(nil) }
      return
    }
    waiting.withLock { $0 = request.message.identities }
    publisher.ask(question, of: request)
  }

  /// Takes a line; one that nobody asked for, or from somebody else, is dropped.
  func receive(_ message: IncomingMessage) throws {
    let reply = try InputReply(message.content)
    let isExpected = waiting.withLock { waiting in
      guard waiting == message.identities else { return false }
      waiting = nil
      return true
    }
    if isExpected { Task { await engine.provideInput(reply.value) } }
  }

  /// Forgets the question of a cell that has ended.
  func cancel() { waiting.withLock { $0 = nil } }
}
