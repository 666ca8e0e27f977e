import CZeroMQ
import Foundation
import JupyterProtocol
import JupyterTransport
import Logging
import Synchronization
import Testing

@Suite struct ZeroMQTransportTests {
  private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  /// A transport that sends back what arrives on shell, control and stdin, and welcomes subscribers.
  private func open(_ connection: ConnectionInformation = .init()) throws
    -> (ZeroMQTransport, ConnectionInformation)
  {
    let transport = try ZeroMQTransport(connection: connection, logger: logger)
    let used = try transport.open { [unowned transport] channel, frames in
      if channel == .iopub {
        transport.send([Array(frames[0].dropFirst()), Array("welcome".utf8)], on: .iopub)
      } else {
        transport.send(frames + [Array(channel.rawValue.utf8)], on: channel)
      }
    }
    return (transport, used)
  }

  private func address(_ port: Int) -> String { "tcp://127.0.0.1:\(port)" }

  @Test func chosenPortsAreReported() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let ports = [
      used.shellPort, used.controlPort, used.stdinPort, used.iopubPort, used.heartbeatPort,
    ]
    #expect(Set(ports).count == 5)
    #expect(ports.allSatisfy { $0 > 0 })
  }

  @Test func requestsArriveAndAnswersReturnToTheirSender() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    for (port, name) in [
      (used.shellPort, "shell"), (used.controlPort, "control"), (used.stdinPort, "stdin"),
    ] {
      let first = try ZeroMQClient(kind: ZMQ_DEALER, address: address(port))
      let second = try ZeroMQClient(kind: ZMQ_DEALER, address: address(port))
      try first.send([[1], []])
      try second.send([[2]])
      #expect(try first.receive() == [[1], [], Array(name.utf8)])
      #expect(try second.receive() == [[2], Array(name.utf8)])
    }
  }

  @Test func theHeartbeatEchoes() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let client = try ZeroMQClient(kind: ZMQ_REQ, address: address(used.heartbeatPort))
    for byte in 0..<20 as Range<UInt8> {
      try client.send([[byte, 1, 2]])
      #expect(try client.receive() == [[byte, 1, 2]])
    }
  }

  @Test func everySubscriberIsWelcomedAndThenMissesNothing() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let clients = try (0..<3).map { _ in
      let client = try ZeroMQClient(
        kind: ZMQ_SUB, address: address(used.iopubPort), subscription: "")
      #expect(try client.receive().last == Array("welcome".utf8))
      return client
    }
    for number in 0..<100_000 { transport.send([[], Array("\(number)".utf8)], on: .iopub) }
    // The later ones' welcomes reach the earlier ones too.
    for client in clients {
      var expected = 0
      while expected < 100_000 {
        let text = String(decoding: try client.receive()[1], as: UTF8.self)
        if text == "welcome" { continue }
        #expect(text == "\(expected)")
        expected += 1
      }
    }
  }

  @Test func largeMessagesArrive() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let client = try ZeroMQClient(kind: ZMQ_DEALER, address: address(used.shellPort))
    let large = [UInt8](repeating: 7, count: 50_000_000)
    try client.send([large, [1]])
    let answer = try client.receive()
    #expect(answer == [large, [1], Array("shell".utf8)])
  }

  @Test func aClientThatComesBackTakesOverItsIdentity() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let first = try ZeroMQClient(
      kind: ZMQ_DEALER, address: address(used.shellPort), identity: "client")
    try first.send([[1]])
    #expect(try first.receive() == [[1], Array("shell".utf8)])
    let second = try ZeroMQClient(
      kind: ZMQ_DEALER, address: address(used.shellPort), identity: "client")
    try second.send([[2]])
    #expect(try second.receive() == [[2], Array("shell".utf8)])
  }

  @Test func whatWasSentBeforeClosingStillLeaves() throws {
    let (transport, used) = try open()
    let client = try ZeroMQClient(
      kind: ZMQ_SUB, address: address(used.iopubPort), subscription: "")
    _ = try client.receive()
    let large = [UInt8](repeating: 1, count: 1_000_000)
    for _ in 0..<20 { transport.send([[], large], on: .iopub) }
    transport.send([[], [9]], on: .iopub)
    transport.close()
    for _ in 0..<20 { #expect(try client.receive()[1].count == large.count) }
    #expect(try client.receive()[1] == [9])
  }

  @Test func closedPortsCanBeUsedAgain() throws {
    let (first, used) = try open()
    first.close()
    first.close()
    let (second, again) = try open(used)
    defer { second.close() }
    #expect(again == used)
  }

  @Test func aPortInUseIsAnErrorThatNamesIt() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let other = try ZeroMQTransport(connection: used, logger: logger)
    let error = try #require(throws: TransportError.self) { _ = try other.open { _, _ in } }
    #expect(error.code == .bind)
    #expect(error.message.contains("\(used.shellPort)"))
  }

  @Test func openingTwiceIsAnError() throws {
    let (transport, _) = try open()
    defer { transport.close() }
    #expect(throws: TransportError.self) { _ = try transport.open { _, _ in } }
  }

  @Test func filesystemSocketsWork() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = folder.appendingPathComponent("kernel").path
    let (transport, used) = try open(ConnectionInformation(transport: .ipc, ip: base))
    defer { transport.close() }
    let client = try ZeroMQClient(kind: ZMQ_DEALER, address: "ipc://\(base)-\(used.shellPort)")
    try client.send([[1]])
    #expect(try client.receive() == [[1], Array("shell".utf8)])
  }

  @Test func hostNamesOfThisMachineWork() throws {
    for name in ["localhost", "::1"] {
      let (transport, used) = try open(ConnectionInformation(ip: name))
      #expect(used.shellPort > 0)
      transport.close()
    }
  }

  /// Sending must not swallow the news that something arrived (the lesson of edge-triggered polling).
  @Test func requestsDuringAFloodOfOutputAreAllAnswered() throws {
    let (transport, used) = try open()
    defer { transport.close() }
    let client = try ZeroMQClient(kind: ZMQ_DEALER, address: address(used.shellPort))
    let isDone = Mutex(false)
    let flood = Thread {
      while !isDone.withLock({ $0 }) {
        for _ in 0..<50 { transport.send([[], [1, 2, 3]], on: .iopub) }
        usleep(200)
      }
    }
    flood.start()
    for number in 0..<2000 as Range<UInt16> {
      try client.send([[UInt8(number & 255)]])
      #expect(try client.receive() == [[UInt8(number & 255)], Array("shell".utf8)])
    }
    isDone.withLock { $0 = true }
  }
}
