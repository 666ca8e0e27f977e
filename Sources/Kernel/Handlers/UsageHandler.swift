import Foundation
import JupyterProtocol
import Synchronization

/// Says what the kernel with its helper processes and the machine use.
final class UsageHandler: RequestHandler {
  /// Seconds of processor time at a moment.
  private struct Reading {
    var time: ContinuousClock.Instant
    var kernel: Double
    var busy: Double
    var total: Double
  }

  let messageType: MessageType = "usage_request"
  let lane = Lane.memory
  private let last = Mutex<Reading?>(nil)

  func answer(_ request: Request) -> Answer {
    let processes = ProcessTable.current.family(of: ProcessInfo.processInfo.processIdentifier)
    let host = ProcessTable.hostProcessorTime
    let now = Reading(
      time: .now, kernel: processes.reduce(0) { $0 + $1.processorTime }, busy: host.busy,
      total: host.total)
    let before = last.withLock { last in
      defer { last = now }
      return last
    }
    var share = 0.0
    var hostShare: Double?
    if let before {
      let seconds = (now.time - before.time) / .seconds(1)
      // A helper that has ended takes its time with it.
      if seconds > 0 { share = max(0, 100 * (now.kernel - before.kernel) / seconds) }
      if now.total > before.total {
        hostShare = 100 * (now.busy - before.busy) / (now.total - before.total)
      }
    }
    return Answer(
      UsageReply(
        hostName: ProcessInfo.processInfo.hostName,
        processIdentifier: Int(ProcessInfo.processInfo.processIdentifier), processorShare: share,
        memory: processes.reduce(0) { $0 + $1.memory },
        coreCount: ProcessInfo.processInfo.processorCount, hostProcessorShare: hostShare,
        hostMemory: ProcessTable.hostMemory))
  }
}
