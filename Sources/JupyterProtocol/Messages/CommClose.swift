public import JSONModel

/// A comm is closed.
public struct CommClose: OutgoingContent, Hashable {
  /// `comm_close`.
  public static let messageType: MessageType = "comm_close"
  /// The name of the comm.
  public var identifier: String

  /// Closes a comm.
  public init(identifier: String) { self.identifier = identifier }

  /// The content as it is sent.
  public var json: JSONValue { ["comm_id": .string(identifier), "data": [:]] }
}
