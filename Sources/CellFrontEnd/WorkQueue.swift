import Foundation

/// A thread with a large stack that does one piece of work after another.
final class WorkQueue: Sendable {
  private let condition = NSCondition()
  private nonisolated(unsafe) var work: [@Sendable () -> Void] = []

  /// Starts the thread; it lives as long as the process.
  init(name: String) {
    let thread = Thread { [self] in
      while true { next()() }
    }
    thread.name = name
    thread.stackSize = 1 << 29
    thread.start()
  }

  /// Adds work to the end of the queue.
  func add(_ item: @escaping @Sendable () -> Void) {
    condition.lock()
    work.append(item)
    condition.signal()
    condition.unlock()
  }

  private func next() -> @Sendable () -> Void {
    condition.lock()
    defer { condition.unlock() }
    while work.isEmpty { condition.wait() }
    return work.removeFirst()
  }
}
