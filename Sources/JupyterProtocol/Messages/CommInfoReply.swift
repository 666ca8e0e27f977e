public import JSONModel

/// The open comms; this kernel has none.
public struct CommInfoReply: OutgoingContent, Hashable {
  /// `comm_info_reply`.
  public static let messageType: MessageType = "comm_info_reply"
  /// The targets of the comms by the comms' identifiers.
  public var targets: [String: String]

  /// The targets by identifier.
  public init(targets: [String: String]) { self.targets = targets }

  /// The content as it is sent.
  public var json: JSONValue {
    [
      "status": "ok",
      "comms": .object(targets.mapValues { ["target_name": .string($0)] }),
    ]
  }
}
