import Glibc

/// A thread of its own for a loop that waits most of the time.
final class NativeThread: @unchecked Sendable {
  private final class Work {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  private let identifier: pthread_t

  init(running body: @escaping @Sendable () -> Void) throws {
    var identifier = pthread_t()
    let work = Unmanaged.passRetained(Work(body: body))
    let code = pthread_create(
      &identifier, nil,
      { argument in
        guard let argument else { return nil }
        let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        work.body()
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw TransportError(.library, "no thread: \(String(cString: strerror(code)))")
    }
    self.identifier = identifier
  }

  /// Waits for the end of the thread; once.
  func join() { pthread_join(identifier, nil) }
}
