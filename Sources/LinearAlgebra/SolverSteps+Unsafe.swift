import Glibc

/// The steps of solvers, for progress bars of calculations whose length nobody knows.
///
/// Kept for each thread, since solvers do not suspend. (A task-local value would say the same, but its runtime crashes when
/// optimized code binds it in a synchronous function.)
package enum SolverSteps {
  private final class Observer {
    let observe: () -> Void

    init(_ observe: @escaping () -> Void) { self.observe = observe }
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Runs a calculation and tells of each of its solvers' steps on this thread.
  ///
  /// - Parameters:
  ///   - observer: called whenever a solver asks whether it should stop.
  ///   - body: the calculation.
  /// - Returns: what the calculation returns.
  package static func observed<Result>(
    by observer: @escaping () -> Void, _ body: () throws -> Result
  ) rethrows -> Result {
    let previous = pthread_getspecific(key)
    let own = Observer(observer)
    pthread_setspecific(key, Unmanaged.passUnretained(own).toOpaque())
    defer {
      pthread_setspecific(key, previous)
      withExtendedLifetime(own) {}
    }
    return try body()
  }

  /// Tells of a step.
  static func note() {
    guard let observer = pthread_getspecific(key) else { return }
    Unmanaged<Observer>.fromOpaque(observer).takeUnretainedValue().observe()
  }
}
