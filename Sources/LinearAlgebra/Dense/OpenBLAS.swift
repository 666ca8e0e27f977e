import COpenBLAS

/// The one place where OpenBLAS is set up and its status codes are read.
///
/// OpenBLAS is thread-safe for calls from several threads. It runs with one thread of its own: pools
/// that wait busily cost factors of 20 and more on shared machines, and this library is parallel over
/// tasks instead.
enum OpenBLAS {
  private static let singleThread: Void = openblas_set_num_threads(1)

  /// Makes sure that OpenBLAS runs single-threaded; to be called before any of its routines.
  static func prepare() { singleThread }

  /// Turns a LAPACK status into an error.
  ///
  /// - Parameters:
  ///   - status: LAPACK's `info`.
  ///   - routine: the routine's name, for the message.
  ///   - failure: the error that a positive status stands for.
  /// - Throws: `LinearAlgebraError` where the status is not 0.
  static func check(
    _ status: Int32, _ routine: String, failure: @autoclosure () -> LinearAlgebraError
  ) throws {
    if status == 0 { return }
    if status > 0 { throw failure() }
    if status == -1010 || status == -1011 {
      throw LinearAlgebraError(
        .outOfMemory, "LAPACK's \(routine) could not get its working memory. Try a smaller matrix.")
    }
    throw LinearAlgebraError(
      .libraryFailure, "LAPACK's \(routine) refused its argument number \(-status).")
  }
}
