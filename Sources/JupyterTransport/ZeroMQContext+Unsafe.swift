import CZeroMQ

/// A libzmq context, which may be used from any thread.
final class ZeroMQContext: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer

  init() throws {
    guard let pointer = zmq_ctx_new() else { throw ZeroMQContext.failure("a context", .library) }
    self.pointer = pointer
  }

  /// Waits until every socket was closed and what they had left was sent.
  deinit { while zmq_ctx_term(pointer) != 0, zmq_errno() == EINTR {} }

  /// Makes every blocked call return.
  func shutDown() { _ = zmq_ctx_shutdown(pointer) }

  static func failure(_ work: String, _ code: TransportError.Code) -> TransportError {
    TransportError(code, "\(work) failed: \(String(cString: zmq_strerror(zmq_errno())))")
  }
}
