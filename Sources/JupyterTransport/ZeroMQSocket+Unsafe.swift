import CZeroMQ
import JupyterProtocol

/// One libzmq socket; it belongs to one thread at a time.
final class ZeroMQSocket {
  enum Kind: Int32 {
    case router = 6
    case publisher = 9
    case reply = 4
  }

  let pointer: UnsafeMutableRawPointer
  private let context: ZeroMQContext

  init(_ kind: Kind, in context: ZeroMQContext, maximumFrameLength: Int) throws {
    guard let pointer = zmq_socket(context.pointer, kind.rawValue) else {
      throw ZeroMQContext.failure("opening a socket", .library)
    }
    self.pointer = pointer
    self.context = context
    // Nothing is ever dropped because a client reads slowly.
    try set(ZMQ_SNDHWM, 0)
    try set(ZMQ_RCVHWM, 0)
    // At the end the last messages have this long to leave.
    try set(ZMQ_LINGER, 1000)
    var limit = Int64(maximumFrameLength)
    try check(zmq_setsockopt(pointer, ZMQ_MAXMSGSIZE, &limit, MemoryLayout<Int64>.size))
    // A client that comes back under its old identity takes it over; it would be refused otherwise.
    if kind == .router { try set(ZMQ_ROUTER_HANDOVER, 1) }
    // Every new subscription is reported, also one to a topic that somebody else has.
    if kind == .publisher { try set(ZMQ_XPUB_VERBOSE, 1) }
  }

  deinit { zmq_close(pointer) }

  func set(_ option: Int32, _ value: Int32) throws {
    var value = value
    try check(zmq_setsockopt(pointer, option, &value, MemoryLayout<Int32>.size))
  }

  /// Lets only clients in that know the public key, and encrypts what travels.
  func encrypt(with keys: CurveKeys) throws {
    guard zmq_has("curve") == 1 else {
      throw TransportError(
        .library, "the connection asks for CurveZMQ, which this libzmq was built without")
    }
    try set(ZMQ_CURVE_SERVER, 1)
    try check(zmq_setsockopt(pointer, ZMQ_CURVE_SECRETKEY, keys.secretKey, 40))
  }

  /// Listens at an address and returns it as the library understood it, with the chosen port.
  func bind(_ address: String) throws -> String {
    guard zmq_bind(pointer, address) == 0 else {
      throw ZeroMQContext.failure("listening at \(address)", .bind)
    }
    var text = [CChar](repeating: 0, count: 1024)
    var count = text.count
    try check(zmq_getsockopt(pointer, ZMQ_LAST_ENDPOINT, &text, &count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The next message, or nil where none is waiting.
  func receive(waiting: Bool = false) throws -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    while true {
      var message = zmq_msg_t()
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      // Further frames of a message are there once the first is.
      while zmq_msg_recv(&message, pointer, waiting ? 0 : ZMQ_DONTWAIT) < 0 {
        switch zmq_errno() {
        case EINTR: continue
        case EAGAIN: return nil
        default: throw ZeroMQContext.failure("receiving", .library)
        }
      }
      let bytes = UnsafeRawBufferPointer(
        start: zmq_msg_data(&message), count: zmq_msg_size(&message))
      frames.append([UInt8](bytes))
      if zmq_msg_more(&message) == 0 { return frames }
    }
  }

  /// Sends a message; one to a client that is gone is dropped.
  func send(_ frames: [[UInt8]]) throws {
    for (index, frame) in frames.enumerated() {
      let flags = index < frames.count - 1 ? ZMQ_SNDMORE | ZMQ_DONTWAIT : ZMQ_DONTWAIT
      while zmq_send(pointer, frame, frame.count, flags) < 0 {
        guard zmq_errno() == EINTR else { throw ZeroMQContext.failure("sending", .library) }
      }
    }
  }

  private func check(_ result: Int32) throws {
    guard result == 0 else { throw ZeroMQContext.failure("setting up a socket", .library) }
  }
}
