import Foundation
import Glibc

/// Notices the death of the process that started the kernel, which a killed front end cannot announce.
enum ParentWatch {
  /// Begins to watch where Jupyter told its process number.
  ///
  /// - Parameter action: called once, when that process is gone.
  static func begin(action: @escaping @Sendable () -> Void) {
    let variable = ProcessInfo.processInfo.environment["JPY_PARENT_PID"]
    guard let parent = variable.flatMap({ pid_t($0) }), parent > 0 else { return }
    // A dead parent that nobody has buried still has its number, but is our parent no longer.
    let isOurParent = getppid() == parent
    Thread.detachNewThread {
      while isOurParent ? getppid() == parent : kill(parent, 0) == 0 || errno != ESRCH { sleep(1) }
      action()
    }
  }
}
