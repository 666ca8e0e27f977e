public import JSONModel

/// What is known of a name.
public struct InspectReply: OutgoingContent, Hashable {
  /// `inspect_reply`.
  public static let messageType: MessageType = "inspect_reply"
  /// The formats by MIME type; nil where nothing is known.
  public var data: [String: JSONValue]?
  /// What front ends want to know of each.
  public var metadata: [String: JSONValue]

  /// What is known, or nil.
  public init(data: [String: JSONValue]?, metadata: [String: JSONValue] = [:]) {
    self.data = data
    self.metadata = metadata
  }

  /// The content as it is sent.
  public var json: JSONValue {
    [
      "status": "ok", "found": .bool(data != nil), "data": .object(data ?? [:]),
      "metadata": .object(metadata),
    ]
  }
}
