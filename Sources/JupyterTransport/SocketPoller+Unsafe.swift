import CZeroMQ

/// Waits until one of several sockets has something to read, or the bell rings.
struct SocketPoller {
  private var items: [zmq_pollitem_t]

  init(sockets: [ZeroMQSocket], bell: Int32) {
    items = sockets.map {
      zmq_pollitem_t(socket: $0.pointer, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
    }
    items.append(zmq_pollitem_t(socket: nil, fd: bell, events: Int16(ZMQ_POLLIN), revents: 0))
  }

  /// Waits without end; returns whether to go on.
  ///
  /// Unlike the file descriptor of a socket, which tells changes only, this asks for the state: what
  /// arrived while something was sent is not overlooked.
  mutating func wait() -> Bool {
    zmq_poll(&items, Int32(items.count), -1) >= 0 || zmq_errno() == EINTR
  }
}
