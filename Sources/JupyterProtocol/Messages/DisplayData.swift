public import JSONModel

/// Something that a cell shows while it runs.
public struct DisplayData: OutgoingContent, Hashable {
  /// `display_data`.
  public static let messageType: MessageType = "display_data"
  /// The formats by MIME type.
  public var data: [String: JSONValue]
  /// What front ends want to know of each.
  public var metadata: [String: JSONValue]
  /// The name by which it can be replaced later.
  public var displayIdentifier: String?

  /// Something shown.
  public init(
    data: [String: JSONValue], metadata: [String: JSONValue] = [:],
    displayIdentifier: String? = nil
  ) {
    self.data = data
    self.metadata = metadata
    self.displayIdentifier = displayIdentifier
  }

  /// The content as it is sent.
  public var json: JSONValue {
    let transient: JSONValue =
      if let displayIdentifier { ["display_id": .string(displayIdentifier)] } else { [:] }
    return ["data": .object(data), "metadata": .object(metadata), "transient": transient]
  }
}
