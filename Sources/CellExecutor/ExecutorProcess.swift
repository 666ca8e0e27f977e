package import CellCompiler
import Foundation
import Glibc
import Interprocess
import Synchronization

/// A running `isochron-executor`: what goes in are cells and lines of input, what comes out are events.
package final class ExecutorProcess: Sendable {
  private let child: ChildProcess
  private let exit = Mutex<ChildProcess.Exit?>(nil)

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - configuration: where it is.
  ///   - handler: hears every event, in order, on a thread of its own.
  /// - Throws: `ChannelError` where it does not start.
  package init(
    configuration: ExecutorConfiguration, handler: @escaping @Sendable (ExecutorEvent) -> Void
  ) throws {
    let child = try ChildProcess(
      path: configuration.executorPath, environment: configuration.variables,
      workingDirectory: configuration.workingDirectory, capturingOutput: true,
      stackLimit: configuration.stackLimit)
    self.child = child
    let thread = Thread { [weak self] in
      let exit = Self.listen(to: child, handler: handler)
      self?.exit.withLock { $0 = exit }
      handler(.died(exit))
    }
    thread.name = "executor"
    thread.start()
  }

  /// The process number.
  package var identifier: Int32 { child.identifier }

  /// Whether its end was seen.
  package var isGone: Bool { exit.withLock { $0 != nil } }

  /// How it ended, in words.
  package var exitDescription: String { exit.withLock { $0?.description ?? "still running" } }

  /// Loads a cell's library and runs it; `finished` follows, or `died`.
  ///
  /// - Parameters:
  ///   - library: the cell's library.
  ///   - entry: its function.
  ///   - run: a number for the run, not 0.
  ///   - allowsInput: whether `readLine()` asks the front end.
  /// - Throws: `ChannelError` where the process is gone.
  package func run(library: String, entry: String, run: UInt32, allowsInput: Bool) throws {
    var frame = Data("r".utf8)
    frame.append(integer: run)
    frame.append(allowsInput ? 1 : 0)
    frame.append(text: library)
    frame.append(text: entry)
    try child.channel.send(frame)
  }

  /// Answers a request for input; nil is the end of the input.
  package func provideInput(_ line: String?) {
    var frame = Data("a".utf8)
    frame.append(line == nil ? 0 : 1)
    if let line { frame.append(contentsOf: line.utf8) }
    // A process that is gone is reported by its event.
    try? child.channel.send(frame)
  }

  /// Brings a message to an object of the cells.
  package func send(_ message: CommMessage) {
    var frame = Data("c".utf8)
    frame.append(message.frame)
    // A process that is gone is reported by its event.
    try? child.channel.send(frame)
  }

  /// Ends a run where it is; without effect on another run.
  package func interrupt(run: UInt32) {
    var frame = Data("x".utf8)
    frame.append(integer: run)
    try? child.channel.send(frame)
  }

  /// Ends the process and everything it started in its process group.
  package func kill() { child.kill() }

  /// Ends the process and waits until it is gone.
  package func end() {
    child.kill()
    child.channel.shutDown()
    _ = child.waitForExit()
  }

  private static func listen(
    to child: ChildProcess, handler: @Sendable (ExecutorEvent) -> Void
  ) -> ChildProcess.Exit {
    while let frame = try? child.channel.receive() {
      if let event = ExecutorEvent(frame: frame) { handler(event) }
    }
    // A child that closed its channel but lives is of no use.
    child.kill()
    let exit = child.waitForExit()
    for (descriptor, stream) in [
      (child.standardOutput, "o"), (child.standardError, "e"),
    ] {
      let rest = remainder(of: descriptor)
      if !rest.isEmpty, let event = ExecutorEvent(frame: Data(stream.utf8) + rest) {
        handler(event)
      }
    }
    return exit
  }

  /// What a pipe still holds.
  ///
  /// Programs that the cells started may keep its other end open.
  private static func remainder(of descriptor: Int32) -> Data {
    guard descriptor >= 0 else { return Data() }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var result = Data()
    var bytes = [UInt8](repeating: 0, count: 65536)
    while result.count < 1 << 20 {
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      result.append(contentsOf: bytes.prefix(count))
    }
    return result
  }
}
