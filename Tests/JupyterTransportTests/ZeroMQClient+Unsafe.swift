import CZeroMQ

/// A client's socket, for tests; failures of the library end the test by an error.
final class ZeroMQClient {
  struct Failure: Error { let message: String }

  private let context: UnsafeMutableRawPointer
  private let socket: UnsafeMutableRawPointer

  init(kind: Int32, address: String, identity: String = "", subscription: String? = nil) throws {
    guard let context = zmq_ctx_new(), let socket = zmq_socket(context, kind) else {
      throw Failure(message: "no socket")
    }
    self.context = context
    self.socket = socket
    // Tests wait long rather than fail on a loaded machine.
    var timeout: Int32 = 20_000
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &timeout, 4)
    var zero: Int32 = 0
    zmq_setsockopt(socket, ZMQ_LINGER, &zero, 4)
    zmq_setsockopt(socket, ZMQ_RCVHWM, &zero, 4)
    zmq_setsockopt(socket, ZMQ_SNDHWM, &zero, 4)
    if !identity.isEmpty {
      zmq_setsockopt(socket, ZMQ_ROUTING_ID, identity, identity.utf8.count)
    }
    if let subscription {
      zmq_setsockopt(socket, ZMQ_SUBSCRIBE, subscription, subscription.utf8.count)
    }
    guard zmq_connect(socket, address) == 0 else { throw Failure(message: "no connection") }
  }

  deinit {
    zmq_close(socket)
    zmq_ctx_term(context)
  }

  func send(_ frames: [[UInt8]]) throws {
    for (index, frame) in frames.enumerated() {
      let flags = index < frames.count - 1 ? ZMQ_SNDMORE : 0
      guard zmq_send(socket, frame, frame.count, flags) >= 0 else { throw Failure(message: "send") }
    }
  }

  func receive() throws -> [[UInt8]] {
    var frames: [[UInt8]] = []
    repeat {
      var message = zmq_msg_t()
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      guard zmq_msg_recv(&message, socket, 0) >= 0 else {
        throw Failure(message: String(cString: zmq_strerror(zmq_errno())))
      }
      frames.append(
        [UInt8](
          UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))))
      if zmq_msg_more(&message) == 0 { return frames }
    } while true
  }
}
