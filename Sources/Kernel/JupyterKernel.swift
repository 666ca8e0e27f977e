public import CellCompiler
import Foundation
public import JupyterProtocol
public import Logging
import Synchronization

/// A Jupyter kernel: takes requests from a transport, lets an engine run cells, publishes what comes.
///
/// It never runs cells itself, so it always answers.
public final class JupyterKernel: Sendable {
  private let engine: any CellEngine
  private let transport: any MessageTransport
  private let logger: Logger
  private let wire: WireFormat
  private let publisher: Publisher
  private let input: InputBroker
  private let between: OutputsBetweenCells
  private let startup: EngineStartup
  private let dispatcher: Dispatcher
  private let connection: Mutex<ConnectionInformation>
  private let ending: AsyncStream<Void>
  private let end: AsyncStream<Void>.Continuation

  /// A kernel that begins its work with `run()`.
  ///
  /// - Parameters:
  ///   - engine: runs cells.
  ///   - transport: carries messages.
  ///   - connection: the key of the signatures; the transport's ports are its own matter.
  ///   - description: what the kernel says of itself.
  ///   - session: the name of this run, unique to it.
  ///   - username: who runs the kernel.
  ///   - gatheringTime: how long printed text waits for more.
  ///   - logger: told of what is refused.
  /// - Throws: `ProtocolError` where messages cannot be signed as the connection demands.
  public init(
    engine: any CellEngine, transport: any MessageTransport, connection: ConnectionInformation,
    description: KernelDescription, session: String, username: String,
    gatheringTime: Duration = .milliseconds(25), logger: Logger
  ) throws {
    self.engine = engine
    self.transport = transport
    self.logger = logger
    self.connection = Mutex(connection)
    wire = WireFormat(
      signer: try MessageSigner(key: connection.key, scheme: connection.signatureScheme),
      headers: HeaderMaker(session: session, username: username))
    publisher = Publisher(
      wire: wire, transport: transport, session: session, gatheringTime: gatheringTime,
      logger: logger)
    input = InputBroker(engine: engine, publisher: publisher)
    startup = EngineStartup(engine: engine)
    let comms = CommChannels(engine: engine, publisher: publisher)
    between = OutputsBetweenCells(engine: engine, publisher: publisher, comms: comms)
    dispatcher = Dispatcher(publisher: publisher, logger: logger)
    (ending, end) = AsyncStream.makeStream()

    let history = ExecutionHistory()
    dispatcher.start([
      ExecuteHandler(
        engine: engine, startup: startup, publisher: publisher, input: input, comms: comms,
        between: between,
        outputLimit: OutputLimit.configured(ProcessInfo.processInfo.environment), history: history,
        latestSequence: { [dispatcher] in dispatcher.latestSequence }),
      KernelInfoHandler(description: description),
      ConnectHandler { [weak self] in
        self?.connection.withLock { $0 } ?? connection
      },
      HistoryHandler(history: history), CommInfoHandler(channels: comms),
      CommHandler(action: .open, channels: comms, startup: startup),
      CommHandler(action: .message, channels: comms, startup: startup),
      CommHandler(action: .close, channels: comms, startup: startup),
      CompleteHandler(engine: engine), InspectHandler(engine: engine),
      IsCompleteHandler(engine: engine), InterruptHandler(engine: engine),
      UsageHandler(),
      ShutdownHandler(publisher: publisher) { [end] in end.finish() },
    ])
  }

  /// Opens the sockets and answers requests until a client or `shutDown()` ends the kernel.
  ///
  /// - Parameter isReady: called with the ports in use once requests are answered.
  /// - Throws: the transport's error where a socket cannot be opened.
  public func run(isReady: (ConnectionInformation) throws -> Void = { _ in }) async throws {
    let used = try transport.open { [weak self] channel, frames in
      self?.receive(frames, on: channel)
    }
    connection.withLock { $0 = used }
    publisher.publish(StatusContent.starting, parent: nil)
    try isReady(used)
    // In the background: a client's first question is answered before the engine runs.
    await engine.listenBetweenCells { [between] in between.receive($0) }
    Task { [startup, logger] in
      do { try await startup.finish() } catch { logger.error("the engine did not start: \(error)") }
    }
    for await _ in ending {}
    await engine.shutDown()
    dispatcher.stop()
    publisher.flush()
    transport.close()
  }

  /// Interrupts the running cell.
  public func interrupt() async { await engine.interrupt() }

  /// Ends the kernel as a client's request would.
  public func shutDown() { end.finish() }

  private func receive(_ frames: [[UInt8]], on channel: MessageChannel) {
    if channel == .iopub {
      // A subscription: a byte 1, then the topic. A byte 0 ends one.
      if let frame = frames.first, frame.first == 1 {
        publisher.welcome(to: Array(frame.dropFirst()))
      }
      return
    }
    do {
      let message = try wire.decode(frames)
      if channel == .stdin {
        guard message.header.type == InputReply.messageType else {
          throw ProtocolError(.malformed, "\(message.header.type) on the stdin channel")
        }
        try input.receive(message)
      } else {
        dispatcher.dispatch(message, on: channel)
      }
    } catch {
      logger.warning("a message on \(channel.rawValue) is refused: \(error)")
    }
  }
}
