import Foundation
import JSONModel
import JupyterProtocol
import Kernel
import Logging

/// A kernel on a mock transport and a scripted engine, with the client that talks to it.
final class TestClient: Sendable {
  struct TimedOut: Error {}

  /// A message that the kernel sent.
  struct Received: Sendable {
    let channel: MessageChannel
    let message: IncomingMessage

    var type: String { message.header.type.rawValue }
    var content: JSONValue { message.content }
    var parent: String? { message.parentHeader["msg_id"].string }
  }

  /// What a request led to.
  struct Exchange: Sendable {
    let reply: JSONValue
    let published: [Received]

    /// Types of what was published, without busy, the code and idle.
    var outputs: [String] {
      published.map(\.type).filter { $0 != "status" && $0 != "execute_input" }
    }

    var states: [String] {
      published.filter { $0.type == "status" }.compactMap { $0.content["execution_state"].string }
    }

    func text(of stream: String) -> String {
      published.filter { $0.type == "stream" && $0.content["name"].string == stream }
        .compactMap { $0.content["text"].string }.joined()
    }
  }

  let engine: ScriptedEngine
  let transport = MockTransport()
  let kernel: JupyterKernel
  let running: Task<Void, any Error>
  private let sender: WireFormat

  init(engine: ScriptedEngine = ScriptedEngine()) async throws {
    self.engine = engine
    let signer = try MessageSigner(key: "secret")
    sender = WireFormat(signer: signer, headers: HeaderMaker(session: "client", username: "me"))
    kernel = try JupyterKernel(
      engine: engine, transport: transport, connection: ConnectionInformation(key: "secret"),
      description: KernelDescription(version: "1.2.3", swiftVersion: "6.3"), session: "kernel",
      username: "me", gatheringTime: .milliseconds(5),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    running = Task { [kernel] in try await kernel.run() }
    while !transport.isOpen { try await Task.sleep(for: .milliseconds(1)) }
  }

  deinit { kernel.shutDown() }

  /// Everything that the kernel has sent, each message checked for its signature.
  func received() throws -> [Received] {
    let receiver = WireFormat(
      signer: try MessageSigner(key: "secret"), headers: HeaderMaker(session: "c", username: "me"))
    return try transport.sent.map {
      Received(channel: $0.channel, message: try receiver.decode($0.frames))
    }
  }

  /// Sends a message and returns its identifier.
  @discardableResult
  func send(
    _ type: String, _ content: JSONValue = [:], on channel: MessageChannel = .shell,
    from identity: [UInt8] = [1], buffers: [[UInt8]] = []
  ) throws -> String {
    let message = OutgoingMessage(
      prefix: [identity], type: MessageType(rawValue: type), parentHeaderFrame: nil,
      content: content, buffers: buffers)
    let frames = try sender.encode(message)
    let header = try JSONValue(parsing: frames[3])
    transport.deliver(frames, on: channel)
    return header["msg_id"].string ?? ""
  }

  /// Waits for a condition on what was received.
  func wait(until condition: ([Received]) throws -> Bool) async throws {
    // Long, for machines under load; a failing test ends here and not in a hang.
    let deadline = ContinuousClock.now + .seconds(30)
    while try !condition(received()) {
      guard ContinuousClock.now < deadline else { throw TimedOut() }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Waits until the kernel is idle again after a request.
  func exchange(of identifier: String) async throws -> Exchange {
    try await wait { received in
      received.contains { $0.parent == identifier && $0.content["execution_state"] == "idle" }
    }
    let mine = try received().filter { $0.parent == identifier }
    let reply = mine.first { $0.channel == .shell || $0.channel == .control }
    return Exchange(
      reply: reply?.content ?? .null, published: mine.filter { $0.channel == .iopub })
  }

  /// Sends a request and waits until it is done.
  func request(_ type: String, _ content: JSONValue = [:], on channel: MessageChannel = .shell)
    async throws -> Exchange
  {
    try await exchange(of: send(type, content, on: channel))
  }

  /// Runs a cell.
  func run(_ code: String, _ more: [String: JSONValue] = [:]) async throws -> Exchange {
    try await request(
      "execute_request", .object(more.merging(["code": .string(code)]) { $1 }))
  }
}
