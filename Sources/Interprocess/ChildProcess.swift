import Foundation
import Glibc
import Synchronization
import _InterprocessShims

/// A program started as a child, with a channel of frames on its descriptor 3.
///
/// The child dies when its parent does. Its standard streams are pipes when asked for.
public final class ChildProcess: Sendable {
  /// How a child ended.
  public enum Exit: Sendable, Hashable, CustomStringConvertible {
    case code(Int32)
    case signal(Int32)

    /// For example "exit code 3" or "signal 9 (Killed)".
    public var description: String {
      switch self {
      case .code(let code): "exit code \(code)"
      case .signal(let number): "signal \(number) (\(String(cString: strsignal(number))))"
      }
    }
  }

  /// The process number.
  public let identifier: Int32
  /// The channel to the child.
  public let channel: FrameChannel
  /// The read end of the child's standard output, or -1.
  public let standardOutput: Int32
  /// The read end of the child's standard error, or -1.
  public let standardError: Int32
  private let exit = Mutex<Exit?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: the program's file.
  ///   - arguments: what follows the program's name.
  ///   - changes: environment variables on top of this process's own; nil removes one.
  ///   - workingDirectory: where it starts, or this process's own.
  ///   - capturingOutput: whether descriptors 1 and 2 become pipes that the parent reads.
  ///   - stackLimit: bytes to which the stack of its first thread may grow; 0 keeps this process's limit.
  /// - Throws: `ChannelError` where the program cannot be started.
  public init(
    path: String, arguments: [String] = [], environment changes: [String: String?] = [:],
    workingDirectory: String? = nil, capturingOutput: Bool = false, stackLimit: UInt64 = 0
  ) throws {
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in changes { variables[name] = value }
    let argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    let environmentPointers = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }

    var pipes: [Int32] = [-1, -1, -1, -1]
    if capturingOutput {
      for first in [0, 2] {
        var readEnd: Int32 = -1
        var writeEnd: Int32 = -1
        let code = isochron_pipe(&readEnd, &writeEnd)
        guard code == 0 else {
          for descriptor in pipes where descriptor >= 0 { close(descriptor) }
          throw ChannelError("no pipe for a child: \(String(cString: strerror(code)))")
        }
        pipes[first] = readEnd
        pipes[first + 1] = writeEnd
      }
    }
    let silence = open("/dev/null", O_RDONLY | O_CLOEXEC)
    var channelDescriptor: Int32 = -1
    let result = isochron_spawn(
      path, argumentPointers, environmentPointers, workingDirectory, silence, pipes[1], pipes[3],
      stackLimit, &channelDescriptor)
    for descriptor in [silence, pipes[1], pipes[3]] where descriptor >= 0 { close(descriptor) }
    guard result > 0 else {
      for descriptor in [pipes[0], pipes[2]] where descriptor >= 0 { close(descriptor) }
      throw ChannelError("\(path) did not start: \(String(cString: strerror(-result)))")
    }
    identifier = result
    channel = FrameChannel(descriptor: channelDescriptor)
    standardOutput = pipes[0]
    standardError = pipes[2]
  }

  deinit {
    kill()
    _ = waitForExit()
    for descriptor in [standardOutput, standardError] where descriptor >= 0 { close(descriptor) }
  }

  /// Sends a signal; without effect once the child's end was seen.
  public func send(signal: Int32) {
    exit.withLock { if $0 == nil { _ = Glibc.kill(identifier, signal) } }
  }

  /// Ends the child and everything in its process group at once.
  public func kill() {
    exit.withLock {
      guard $0 == nil else { return }
      _ = Glibc.kill(-identifier, SIGKILL)
      _ = Glibc.kill(identifier, SIGKILL)
    }
  }

  /// Waits until the child has ended and says how; later calls answer at once.
  public func waitForExit() -> Exit {
    if let known = exit.withLock({ $0 }) { return known }
    // Wait without reaping first, so that `send(signal:)` never meets a number given to another process.
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return exit.withLock { known in
      if let known { return known }
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      let result: Exit = signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
      known = result
      return result
    }
  }
}
