import Synchronization

/// Calls something on the main actor; calls that come while one waits are one with it.
final class LatestOnly: Sendable {
  private let isWaiting = Mutex(false)
  private let body: @MainActor @Sendable () -> Void

  init(_ body: @escaping @MainActor @Sendable () -> Void) { self.body = body }

  func call() {
    let schedules = isWaiting.withLock { isWaiting in
      defer { isWaiting = true }
      return !isWaiting
    }
    guard schedules else { return }
    Task { @MainActor in
      isWaiting.withLock { $0 = false }
      body()
    }
  }
}
