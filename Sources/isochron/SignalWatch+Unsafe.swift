import Foundation
import Glibc
import Synchronization

/// The writing end of the pipe of the one watch; a signal handler can reach globals only.
private let signalPipe = Atomic<Int32>(-1)

/// Turns SIGINT and SIGTERM into calls on a thread of its own.
///
/// With handlers instead of blocked or ignored signals, so that child processes inherit nothing of it.
final class SignalWatch: Sendable {
  /// Begins to watch.
  ///
  /// - Parameter action: called with the signal's number.
  /// - Throws: `POSIXError` where the process has no descriptors left.
  init(action: @escaping @Sendable (Int32) -> Void) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let reading = ends[0]
    signalPipe.store(ends[1], ordering: .relaxed)
    Thread.detachNewThread {
      var number: UInt8 = 0
      while read(reading, &number, 1) == 1 { action(Int32(number)) }
    }
    for signal in [SIGINT, SIGTERM] {
      _ = Glibc.signal(signal) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipe.load(ordering: .relaxed), &byte, 1)
      }
    }
  }
}
