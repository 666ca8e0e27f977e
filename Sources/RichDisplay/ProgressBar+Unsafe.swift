import Glibc

extension ProgressBar {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Whether bars are not drawn that this thread makes now, because a bar around them tells how far everything is.
  static var isInsideAnother: Bool { pthread_getspecific(key) != nil }

  /// Runs a part of a calculation without drawing progress bars of its own.
  ///
  /// - Parameter body: the part.
  /// - Returns: what the part returns.
  package static func withoutOthers<Result>(_ body: () throws -> Result) rethrows -> Result {
    let previous = pthread_getspecific(key)
    pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    defer { pthread_setspecific(key, previous) }
    return try body()
  }
}
