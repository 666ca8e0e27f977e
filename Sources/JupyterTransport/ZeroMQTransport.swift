import CZeroMQ
import Glibc
public import JupyterProtocol
public import Logging
import Synchronization

/// The five sockets of a kernel on libzmq.
///
/// One thread owns shell, control, stdin and IOPub, and nobody else touches them: others put messages
/// into an outbox and ring. Another thread echoes the heartbeat, whatever the first one is doing.
public final class ZeroMQTransport: MessageTransport {
  /// The largest frame that is read from a socket; libzmq drops a connection that sends more.
  public static let maximumFrameLength = 1 << 29

  private struct Open {
    let context: ZeroMQContext
    let threads: [NativeThread]
  }

  private let connection: ConnectionInformation
  private let outbox: Outbox
  private let logger: Logger
  private let open = Mutex<Open?>(nil)

  /// Sockets for a connection; they open with `open(receiver:)`.
  ///
  /// - Parameters:
  ///   - connection: where to listen.
  ///   - logger: told of what cannot be sent.
  /// - Throws: `TransportError` where the process has no descriptors left.
  public init(connection: ConnectionInformation, logger: Logger) throws {
    self.connection = connection
    self.logger = logger
    outbox = try Outbox()
  }

  /// Opens the sockets and begins to deliver.
  ///
  /// - Parameter receiver: receives all frames of each message on the thread of the sockets.
  /// - Returns: the connection with the ports that are really used.
  /// - Throws: `TransportError` where an address cannot be used.
  public func open(receiver: @escaping @Sendable (MessageChannel, [[UInt8]]) -> Void) throws
    -> ConnectionInformation
  {
    try open.withLock { open in
      guard open == nil else { throw TransportError(.alreadyOpen, "the sockets are open already") }
      let context = try ZeroMQContext()
      var used = connection
      let sockets = KernelSockets(
        shell: try listen(.router, in: context, port: &used.shellPort, number: 1),
        control: try listen(.router, in: context, port: &used.controlPort, number: 4),
        stdin: try listen(.router, in: context, port: &used.stdinPort, number: 3),
        iopub: try listen(.publisher, in: context, port: &used.iopubPort, number: 2))
      let heartbeat = try listen(.reply, in: context, port: &used.heartbeatPort, number: 5)
      let loop = SocketLoop(sockets: sockets, outbox: outbox, logger: logger, receiver: receiver)
      let echo = HeartbeatLoop(socket: heartbeat)
      open = Open(
        context: context,
        threads: [
          try NativeThread(running: loop.run),
          try NativeThread(running: echo.run),
        ])
      return used
    }
  }

  /// Puts a message into the outbox; the thread of the sockets sends it.
  public func send(_ frames: [[UInt8]], on channel: MessageChannel) {
    outbox.append(frames, for: channel)
  }

  /// Sends what is waiting, closes the sockets and waits for the threads.
  public func close() {
    guard
      let closing = open.withLock({ open in
        defer { open = nil }
        return open
      })
    else { return }
    outbox.end()
    closing.threads.first?.join()
    closing.context.shutDown()
    closing.threads.last?.join()
  }

  private func listen(
    _ kind: ZeroMQSocket.Kind, in context: ZeroMQContext, port: inout Int, number: Int
  ) throws -> ZeroMQSocket {
    let socket = try ZeroMQSocket(kind, in: context, maximumFrameLength: Self.maximumFrameLength)
    if let keys = connection.curve { try socket.encrypt(with: keys) }
    if connection.transport == .ipc, port == 0 { port = number }
    let endpoint = Endpoint(connection, port: port)
    if endpoint.needsIPv6 { try socket.set(ZMQ_IPV6, 1) }
    let address = try bind(socket, to: endpoint.address)
    port = Endpoint.port(of: address) ?? port
    return socket
  }

  /// A restarted kernel gets the addresses of the one before, which may need a moment to let go.
  private func bind(_ socket: ZeroMQSocket, to address: String) throws -> String {
    for _ in 0..<20 {
      if let used = try? socket.bind(address) { return used }
      usleep(50_000)
    }
    return try socket.bind(address)
  }
}
