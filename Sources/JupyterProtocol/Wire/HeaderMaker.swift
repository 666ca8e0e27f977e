import Glibc
import Synchronization

/// Makes the headers of the messages that one run of the kernel sends.
public final class HeaderMaker: Sendable {
  /// The version of the protocol that this kernel speaks.
  public static let protocolVersion = "5.5"

  /// The name of this run; a restarted kernel has another one.
  public let session: String
  private let username: String
  private let count = Atomic(0)

  /// Headers for a session of its own.
  ///
  /// - Parameters:
  ///   - session: unique to this run.
  ///   - username: who runs the kernel.
  public init(session: String, username: String) {
    self.session = session
    self.username = username
  }

  /// The header of the next message.
  ///
  /// - Parameter type: what the message is.
  /// - Returns: a header with a new identifier and the present time.
  public func header(of type: MessageType) -> MessageHeader {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    return MessageHeader(
      identifier: "\(session)_\(number)", session: session, username: username,
      date: Self.timestamp(), type: type, version: Self.protocolVersion)
  }

  /// The present time in ISO 8601 with microseconds, in UTC.
  ///
  /// By hand, because date formatters cost more than all the rest of a message.
  static func timestamp() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    return "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-"
      + "\(padded(Int(parts.tm_mday), 2))T\(padded(Int(parts.tm_hour), 2)):"
      + "\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))."
      + "\(padded(now.tv_nsec / 1000, 6))Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
