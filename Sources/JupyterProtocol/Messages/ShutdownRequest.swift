public import JSONModel

/// The wish that the kernel ends.
public struct ShutdownRequest: RequestContent, Hashable {
  /// `shutdown_request`.
  public static let messageType: MessageType = "shutdown_request"
  /// Whether the client starts a new kernel afterwards.
  public var isRestart: Bool

  /// Reads the content of a shutdown request.
  ///
  /// - Parameter content: the message's content.
  /// - Throws: `ProtocolError` where a field has another type.
  public init(_ content: JSONValue) throws {
    isRestart = try ContentFields(content, of: "shutdown_request").bool("restart", default: false)
  }
}
