import Foundation
import Interprocess
import Synchronization

/// A running compiler service: requests go out, answers come back in any order.
final class ServiceConnection: Sendable {
  private struct Waiting {
    var next = 1
    var continuations: [Int: CheckedContinuation<ServiceReply.Body?, any Error>] = [:]
    /// Set once the process is gone.
    var end: ChannelError?
  }

  private let process: ChildProcess
  private let waiting = Mutex(Waiting())

  /// Starts the program and opens it with a setting, before anything else can be asked.
  ///
  /// - Throws: `ChannelError` where it cannot be started.
  init(path: String, setting: ServiceSetting, environment: [String: String?]) throws {
    process = try ChildProcess(
      path: path, environment: environment, workingDirectory: setting.folder)
    let opening = ServiceRequest(identifier: 0, body: .open(setting))
    try process.channel.send(try JSONEncoder().encode(opening))
    // Blocking reads need a thread of their own; it ends with the process.
    let process = process
    let thread = Thread { [weak self] in
      while let data = try? process.channel.receive() {
        guard let reply = try? JSONDecoder().decode(ServiceReply.self, from: data) else { continue }
        self?.deliver(reply)
      }
      process.kill()
      self?.fail("the compiler service ended with \(process.waitForExit())")
    }
    thread.start()
  }

  /// Whether requests still have a chance.
  var isAlive: Bool { waiting.withLock { $0.end == nil } }

  /// Asks and waits for the answer.
  ///
  /// - Parameters:
  ///   - body: the question.
  ///   - seconds: how long to wait.
  /// - Returns: the answer, or nil where none came in time.
  /// - Throws: `ChannelError` where the process is gone, or ended before it answered.
  func ask(_ body: ServiceRequest.Body, within seconds: Double) async throws -> ServiceReply.Body? {
    let identifier = waiting.withLock {
      $0.next += 1
      return $0.next
    }
    let timer = Task { [weak self] in
      try await Task.sleep(for: .seconds(seconds))
      self?.take(identifier)?.resume(returning: nil)
    }
    defer { timer.cancel() }
    return try await withCheckedThrowingContinuation { continuation in
      let end = waiting.withLock {
        if $0.end == nil { $0.continuations[identifier] = continuation }
        return $0.end
      }
      if let end {
        continuation.resume(throwing: end)
        return
      }
      do {
        let request = ServiceRequest(identifier: identifier, body: body)
        try process.channel.send(try JSONEncoder().encode(request))
      } catch {
        take(identifier)?.resume(throwing: error)
      }
    }
  }

  /// Ends the process; requests under way fail with a reason.
  func end(_ reason: String) {
    fail(reason)
    process.kill()
    process.channel.shutDown()
  }

  private func deliver(_ reply: ServiceReply) {
    if reply.identifier == 0, case .failed(let reason) = reply.body { end(reason) }
    take(reply.identifier)?.resume(returning: reply.body)
  }

  private func take(_ identifier: Int) -> CheckedContinuation<ServiceReply.Body?, any Error>? {
    waiting.withLock { $0.continuations.removeValue(forKey: identifier) }
  }

  private func fail(_ reason: String) {
    let error = ChannelError(reason)
    let lost = waiting.withLock { state in
      if state.end == nil { state.end = error }
      defer { state.continuations = [:] }
      return Array(state.continuations.values)
    }
    for continuation in lost { continuation.resume(throwing: error) }
  }
}
