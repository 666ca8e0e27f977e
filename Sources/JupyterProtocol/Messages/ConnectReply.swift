public import JSONModel

/// The ports of the kernel, for old clients.
public struct ConnectReply: OutgoingContent, Hashable {
  /// `connect_reply`.
  public static let messageType: MessageType = "connect_reply"
  /// Where the sockets are.
  public var connection: ConnectionInformation

  /// The ports of a connection.
  public init(connection: ConnectionInformation) { self.connection = connection }

  /// The content as it is sent; the key stays secret.
  public var json: JSONValue {
    [
      "status": "ok", "shell_port": .integer(connection.shellPort),
      "iopub_port": .integer(connection.iopubPort), "stdin_port": .integer(connection.stdinPort),
      "control_port": .integer(connection.controlPort),
      "hb_port": .integer(connection.heartbeatPort),
    ]
  }
}
