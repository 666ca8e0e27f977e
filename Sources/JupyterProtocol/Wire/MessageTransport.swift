/// The sockets of a kernel, seen from those who do not care what carries the messages.
public protocol MessageTransport: Sendable {
  /// Opens the sockets and begins to deliver.
  ///
  /// - Parameter receiver: receives all frames of each message, in order for each channel, from one
  ///   thread at a time; it has to return at once.
  /// - Returns: the connection with the ports that are really used.
  /// - Throws: the transport's error where a socket cannot be opened.
  func open(receiver: @escaping @Sendable (MessageChannel, [[UInt8]]) -> Void) throws
    -> ConnectionInformation

  /// Sends a message; messages of one channel leave in the order of the calls.
  func send(_ frames: [[UInt8]], on channel: MessageChannel)

  /// Sends what is waiting and closes; returns when that is done.
  func close()
}
