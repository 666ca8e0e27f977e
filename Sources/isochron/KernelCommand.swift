import ArgumentParser
import CellCompiler
import Foundation
import JSONModel
import JupyterProtocol
import JupyterTransport
import Kernel
import Logging

/// Serves one Jupyter front end; front ends start it themselves.
struct KernelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Serve a Jupyter front end (front ends start this).")

  @Option(
    name: [.customShort("f"), .customLong("connection-file")],
    help: "The file that says where to listen and the key of the signatures.")
  var connectionFile: String

  @Option(help: "What is written to standard error: debug, info, warning or error.")
  var logLevel = "warning"

  func run() async throws {
    let file = URL(fileURLWithPath: connectionFile)
    let asked = try ConnectionInformation(JSONValue(parsing: Data(contentsOf: file)))
    var logger = Logger(label: "isochron", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .warning

    let transport = try ZeroMQTransport(connection: asked, logger: logger)
    let kernel = try JupyterKernel(
      engine: EngineFactory.make(), transport: transport, connection: asked,
      description: EngineFactory.description, session: UUID().uuidString.lowercased(),
      username: NSUserName(), logger: logger)
    let signals = try SignalWatch { signal in
      if signal == SIGINT { Task { await kernel.interrupt() } } else { kernel.shutDown() }
    }
    ParentWatch.begin { kernel.shutDown() }
    try await kernel.run { used in
      // Ports that were left to us have to be known to those who want to connect.
      if used != asked { try used.json.encoded().write(to: file) }
    }
    withExtendedLifetime(signals) {}
  }
}
